const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The day that calendars show in China some days from now, today where none are named. */
export const dayFromNow = (days = 0): string => calendar.format(new Date(Date.now() + days * 86_400_000))
