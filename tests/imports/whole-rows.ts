/** Headers of rows that say all of their figures themselves. */
export const header = ['对象代号', '指标代码', '累计口径', '性质', '时期', '数值', '单位代码', '来源代码']

let years = 100

/** A row of a period of its own. */
export const row = (...more: [at: number, text: string][]) => {
  const year = String(++years).padStart(4, '0')
  const cells = ['own', 'tax_revenue', '年初累计', '实际', `${year}-01/${year}-10`, '2.87', '亿元', 'form']
  for (const [at, text] of more) cells[at] = text
  return cells
}
