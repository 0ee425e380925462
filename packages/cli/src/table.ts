/** Lays rows out in columns, for people to read. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows.map((row) => row.map(tame))]
  const widths = header.map((_, index) => Math.max(...lines.map((line) => measure(line[index] ?? ''))))
  return lines
    .map((line) =>
      line
        .map((cell, index) => pad(cell, widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What would break a line, or tell the terminal to do something, shows as a blank. */
const tame = (cell: string) => cell.replaceAll(/\p{Cc}/gu, ' ')

const pad = (cell: string, width: number) => cell + ' '.repeat(width - measure(cell))

/** Columns of a terminal that a text takes: Chinese characters and full-width signs take two. */
function measure(text: string): number {
  return [...text].reduce(
    (sum, letter) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  )
}
