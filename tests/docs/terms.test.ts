import { parse, visit } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readDocument, readText } from './documents.ts'

function listNames(): Set<string> {
  const names = new Set<string>()
  visit(parse(readText('packages/server/schema.graphql')), {
    Name({ value }) {
      names.add(value)
    },
  })
  return names
}

describe('glossary', () => {
  it('names only what the schema and the vocabulary hold', () => {
    const names = listNames()
    const codes = readText('prisma/seed/reference/indicators.yaml')
    const units = readText('packages/statistics/src/units.ts')
    const rows = readDocument('docs/glossary.md').prose.split('\n')
    const cells = rows.filter((row) => row.startsWith('| ')).map((row) => row.split(' | ').at(2) ?? '')
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
    expect(named.length).toBeGreaterThan(50)
    const isKnown = (name: string) =>
      names.has(name) || codes.includes(`- code: ${name}\n`) || units.includes(`['${name}',`)
    expect(named.filter((name) => !isKnown(name))).toEqual([])
  })
})

describe('errors', () => {
  const { prose } = readDocument('docs/errors.md')
  const read = (path: string, type: string) => {
    const [, union = ''] = new RegExp(`export type ${type} =([^\\n]*\\n(?:  \\|.*\\n)*)`).exec(readText(path)) ?? []
    return [...union.matchAll(/['`]([A-Z_]+)/g)].map(([, code = '']) => code)
  }

  it.each([
    ['packages/server/src/errors.ts', 'ErrorCode', 'BAD_USER_INPUT'],
    ['packages/sdk/src/errors.ts', 'ClientErrorCode', 'BAD_RESPONSE'],
    ['packages/db/src/refusal.ts', 'RefusalCode', 'FIGURE_EXISTS'],
    ['packages/db/src/refusal.ts', 'IssueCode', 'INVALID_TEXT'],
    ['packages/server/src/imports/cells.ts', 'CellCode', 'INVALID_NUMBER'],
    ['packages/server/src/imports/csv.ts', 'FaultCode', 'BROKEN_QUOTES'],
    ['packages/server/src/imports/report.ts', 'FileCode', 'EMPTY_FILE'],
    ['packages/db/src/imports/problems.ts', 'RowCode', 'FIXED_VALUE'],
  ])('every code of %s has a row', (path, type, known) => {
    const codes = read(path, type)
    expect(codes).toContain(known)
    expect(codes.filter((code) => !prose.includes(`| \`${code}`))).toEqual([])
  })
})
