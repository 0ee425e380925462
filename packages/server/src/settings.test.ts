import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')

describe('.env.example', () => {
  it('holds the defaults', () => {
    expect(readSettings(parseEnv(example) as Record<string, string>)).toEqual(readSettings({}))
  })

  it('names every setting, and no other', () => {
    const all = readSettings({ DATABASE_URL: 'postgresql://host/database', PARKGRAPH_DATA: '/srv/data' })
    expect(Object.keys(parseEnv(example)).sort()).toEqual(Object.keys(all).sort())
  })
})
