const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The day that the calendars of offices show, which is one all over China. */
export const getToday = (now = new Date()): string => days.format(now)
