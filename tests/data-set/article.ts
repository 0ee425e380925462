const HEADINGS: Readonly<Record<string, string>> = {
  抓党建: 'party',
  抓项目: 'projects',
  抓产业: 'industry',
  抓改革: 'reform',
}

/** Sections in the order in which the ledger of numerals goes through them. */
export const SECTIONS = ['byline', 'headline', 'lead', 'party', 'projects', 'industry', 'reform', 'captions'] as const

/** Splits the article into paragraphs by section, as the README of the data set says. */
export function splitArticle(text: string): Map<string, string[]> {
  const lines = text.split('\n').flatMap((line) => line.trim() || [])
  const sections = new Map<string, string[]>(SECTIONS.map((section) => [section, []]))
  let current = 'lead'
  let isOpen = false
  lines.forEach((line, index) => {
    const heading = HEADINGS[line.split(' ')[0] ?? '']
    if (index === 0) sections.get('byline')?.push(line)
    else if (isProse(line)) {
      const paragraphs = sections.get(current) ?? []
      if (isOpen) paragraphs.push(`${paragraphs.pop()}${line}`)
      else paragraphs.push(line)
      isOpen = !line.endsWith('。')
    } else if (heading) {
      current = heading
      isOpen = false
    } else sections.get(isHeadline(lines, index) ? 'headline' : 'captions')?.push(line)
  })
  return sections
}

function isProse(line: string): boolean {
  return /[,。;?!]/.test(line)
}

function isHeadline(lines: readonly string[], index: number): boolean {
  return Boolean(lines[index]?.startsWith('——') || lines[index + 1]?.startsWith('——'))
}
