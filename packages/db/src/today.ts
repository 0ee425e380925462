import { raw, type Sql, sql } from './sql.ts'

const ZONE = 'Asia/Shanghai'

const days = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

/** The day that the calendars of offices show, which is one all over China. */
export const getToday = (now = new Date()): string => days.format(now)

/** The same in SQL, of an instant with its time zone. */
export const selectDay = (instant: Sql): Sql => sql`(${instant} AT TIME ZONE ${raw(`'${ZONE}'`)})::date`

/** The same of now: what PostgreSQL calls current_date is the day of the session's time zone. As a query it is worked out once, and not for each row. */
export const today: Sql = sql`(SELECT ${selectDay(sql`now()`)})`

/** Last day on which something can have been published that is told now: tomorrow, since clocks differ. */
export const getLastPublished = (now = Date.now()): string => getToday(new Date(now + 86_400_000))

/** What is wrong with a day of publication, or null. A vintage is read from that day on, and none before it ever after. */
export const explainPublished = (day: string, last = getLastPublished()): string | null =>
  day > last ? `lies after ${last}: what is recorded has been published` : null

/** Last day from which on something can hold that is laid down ahead: some years, since nothing holds from a day before that of the last. */
const getLastBeginning = (now = Date.now()): string => `${Number(getToday(new Date(now)).slice(0, 4)) + 5}-12-31`

/** What is wrong with the day from which on an edition is to hold, or null. */
export const explainBeginning = (day: string, last = getLastBeginning()): string | null =>
  day > last ? `lies after ${last}, ahead of which no edition is laid down` : null
