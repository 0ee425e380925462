import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDataSet, findNumerals } from '@parkgraph/db'
import { beforeAll, describe, expect, test } from 'vitest'
import { SECTIONS, splitArticle } from './article.ts'
import { DATA_SET, type Entry, readFacts, readList, readObservations } from './folder.ts'

interface Number {
  section: string
  paragraph: number
  text: string
  facts?: string[]
  not?: string
}

interface Place {
  section: string
  paragraph: number
}

const article = process.env.PARKGRAPH_ARTICLE
const numbers = readList('numbers.yaml') as unknown as Number[]
const observations = readObservations()
const facts = Object.values(readFacts()).flat()
const cited = [...observations, ...facts, ...readList('doubts.yaml')]

function printPlace({ section, paragraph }: Place): string {
  return `${section} ${paragraph}`
}

function readOutline(): Map<string, number> {
  const readme = readFileSync(join(DATA_SET, 'README.md'), 'utf8').replaceAll('\n', ' ')
  const outline = /The sections hold: ([^.]+)\./.exec(readme)?.[1] ?? ''
  return new Map([...outline.matchAll(/([a-z]+) (\d+)/g)].map(([, section = '', count]) => [section, Number(count)]))
}

test('the committed data set passes its check', () => {
  expect(checkDataSet(DATA_SET)).toEqual([])
})

test('every number points at figures and facts that exist, or says why it points at none', () => {
  const known = new Set([...observations, ...facts].map(({ id }) => id))
  const lost = numbers.filter((number) => !(number.not || number.facts?.every((id) => known.has(id))))
  expect(lost).toEqual([])
})

test('every figure stands in the ledger at its own place with its printed text', () => {
  const places = new Set(
    numbers.flatMap((number) => (number.facts ?? []).map((id) => `${id} ${printPlace(number)} ${number.text}`)),
  )
  const lost = observations.filter(({ id, at, printed }) => {
    const { text } = printed as { text: string }
    return !places.has(`${id} ${printPlace(at as Place)} ${text}`)
  })
  expect(lost).toEqual([])
})

test('the ledger goes through sections and paragraphs in order', () => {
  const order = numbers.map(({ section, paragraph }) => SECTIONS.indexOf(section as never) * 100 + paragraph)
  expect(order.every((place) => place > 0)).toBe(true)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('every citation names a paragraph of the outline in the README', () => {
  const outline = readOutline()
  const isIn = ({ section, paragraph }: Place) => paragraph >= 1 && paragraph <= (outline.get(section) ?? 0)
  expect(outline.size).toBe(SECTIONS.length)
  expect(cited.filter((entry: Entry) => !isIn(entry.at as Place))).toEqual([])
  expect(numbers.filter((number) => !isIn(number))).toEqual([])
})

if (!article) {
  console.warn('SKIPPED: the data set is not held against the article, because PARKGRAPH_ARTICLE names no file.')
}

describe.runIf(article)('against the article', () => {
  let sections: Map<string, string[]>

  beforeAll(() => {
    sections = splitArticle(readFileSync(article ?? '', 'utf8'))
  })

  test('the outline in the README is that of the article', () => {
    expect(new Map([...sections].map(([section, paragraphs]) => [section, paragraphs.length]))).toEqual(readOutline())
  })

  test('every numeral of the article is in the ledger, in order, and none is invented', () => {
    const listed = new Map<string, string[]>()
    for (const number of numbers) {
      const place = printPlace(number)
      listed.set(place, [...(listed.get(place) ?? []), ...findNumerals(number.text)])
    }
    const printed = new Map<string, string[]>()
    for (const [section, paragraphs] of sections) {
      paragraphs.forEach((paragraph, index) => {
        const numerals = findNumerals(paragraph)
        if (numerals.length > 0) printed.set(printPlace({ section, paragraph: index + 1 }), numerals)
      })
    }
    expect(listed).toEqual(printed)
  })

  test('the texts of the ledger stand in their paragraph one after another', () => {
    const ends = new Map<string, number>()
    for (const number of numbers) {
      const paragraph = sections.get(number.section)?.[number.paragraph - 1] ?? ''
      const start = paragraph.indexOf(number.text, ends.get(printPlace(number)) ?? 0)
      expect(start, `${printPlace(number)}: ${number.text}`).toBeGreaterThanOrEqual(0)
      ends.set(printPlace(number), start + number.text.length)
    }
  })

  test('printed labels and the names of subjects stand in the article', () => {
    const whole = [...sections.values()].flat().join('\n')
    const labels = observations.map(({ printed }) => (printed as { label: string }).label)
    const names = [...readList('subjects.yaml'), ...(readFacts().names ?? [])].map(({ name }) => String(name))
    expect([...labels, ...names].filter((text) => !whole.includes(text))).toEqual([])
  })

  test('labels and printed stages stand in the paragraph that is cited', () => {
    const lost = [...observations, ...(readFacts().stages ?? [])].flatMap((entry) => {
      const { section, paragraph } = entry.at as Place
      const text = sections.get(section)?.[paragraph - 1] ?? ''
      const printed = entry.printed as string | { label: string }
      const pieces = (typeof printed === 'string' ? printed : printed.label).split('…')
      return pieces.every((piece) => text.includes(piece)) ? [] : [`${entry.id}: ${pieces.join('…')}`]
    })
    expect(lost).toEqual([])
  })
})
