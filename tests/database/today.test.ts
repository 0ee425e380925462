import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getToday, type Sql, selectDay, sql, today } from '@parkgraph/db'
import { expect, test } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { dayFromNow } from '../kit/days.ts'

const home = useDatabase()

const read = async (day: Sql) => (await home.database.query(sql`SELECT ${day}::text AS day`))[0]

test('today is one day in SQL and in TypeScript: that of China', async () => {
  expect(today.sql).toContain("AT TIME ZONE 'Asia/Shanghai'")
  expect(await read(today)).toEqual({ day: dayFromNow() })
  expect(getToday()).toBe(dayFromNow())
})

test.each([
  ['2026-11-30T15:59:59Z', '2026-11-30'],
  ['2026-11-30T16:00:00Z', '2026-12-01'],
  ['2026-12-01T00:00:00Z', '2026-12-01'],
])('at %s it is %s', async (instant, day) => {
  expect(await read(selectDay(sql`${instant}::timestamptz`))).toEqual({ day })
  expect(getToday(new Date(instant))).toBe(day)
})

test('no statement asks PostgreSQL for the day of its session', () => {
  const packages = join(import.meta.dirname, '../../packages')
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/\\]+[/\\]src[/\\].*\.tsx?$/.test(file) && !/[/\\]generated[/\\]/.test(file))
    .map((file) => [file, readFileSync(join(packages, file), 'utf8')] as const)
  expect(files.length).toBeGreaterThan(300)
  // Of the name in a comment nothing depends.
  const session =
    /(?<!calls )\b(current_date|localtime(stamp)?|current_time)\b|(now|clock_timestamp)\(\)::date|timestamp 'epoch'/i
  expect(files.filter(([, text]) => session.test(text)).map(([file]) => file)).toEqual([])
})
