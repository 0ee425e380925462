const two = (part: number) => String(part).padStart(2, '0')

/** A day as an ISO date; months beyond December count on into the years after. */
export function printDay(year: number, month: number, day: number): string {
  return `${year + Math.floor((month - 1) / 12)}-${two(((month - 1) % 12) + 1)}-${two(day)}`
}
