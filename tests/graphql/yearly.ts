/** A year, whose figures are published in the February after it. */
export const year = (start: number) => ({
  start: `${start}-01-01`,
  end: `${start + 1}-01-01`,
  publishedOn: `${start + 1}-02-01`,
})

/** Tax revenue of a full year. */
export const tax = { indicator: 'tax_revenue', accumulation: 'FULL_YEAR' }
