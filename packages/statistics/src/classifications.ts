/** What is wrong with a code of a classification, as a sentence about it, or null. */
type Explained = string | null

/** Provinces, autonomous regions, municipalities and special regions: the first two digits of GB/T 2260, in all its editions. */
const PROVINCES: ReadonlySet<string> = new Set([
  ...['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37'],
  ...['41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82'],
])

/** Whether digits begin like the code of an administrative division: with those of a province. */
export const beginsWithProvince = (digits: string): boolean => PROVINCES.has(digits.slice(0, 2))

/** What is wrong with the code of an administrative division (GB/T 2260). Below provinces, codes come and go: those are not listed. */
export function explainRegionCode(code: string): Explained {
  if (!/^\d{6}$/.test(code)) return 'must be the six digits of an administrative division, such as 430381'
  if (!beginsWithProvince(code)) return `begins with ${code.slice(0, 2)}, which is no province: such as 430381`
  return /^..00(?!00)/.test(code) ? 'names a county without its prefecture: such as 430381' : null
}

const FIRST_EDITION = 1980

/** What is wrong with the name of an edition of GB/T 2260, where `year` is this one: it is amended each year. */
export function explainRegionSystem(system: string, year: number): Explained {
  const [, edition] = /^GB\/T 2260-(\d{4})$/.exec(system) ?? []
  if (edition === undefined) return 'must name the edition of the codes, such as GB/T 2260-2007'
  if (Number(edition) >= FIRST_EDITION && Number(edition) <= year) return null
  return `names the edition of ${edition}: there are those of ${FIRST_EDITION} to ${year}`
}

/** Sections of GB/T 4754 with their first and last division, by edition; null where they are not told here. */
const INDUSTRIES: Readonly<Record<string, string | null>> = {
  1984: null,
  1994: null,
  2002: 'A01-05 B06-11 C13-43 D44-46 E47-50 F51-59 G60-62 H63-65 I66-67 J68-71 K72-72 L73-74 M75-78 N79-81 O82-83 P84-84 Q85-87 R88-92 S93-97 T98-98',
  2011: 'A01-05 B06-12 C13-43 D44-46 E47-50 F51-52 G53-60 H61-62 I63-65 J66-69 K70-70 L71-72 M73-75 N76-78 O79-81 P82-82 Q83-84 R85-89 S90-95 T96-96',
  2017: 'A01-05 B06-12 C13-43 D44-46 E47-50 F51-52 G53-60 H61-62 I63-65 J66-69 K70-70 L71-72 M73-75 N76-79 O80-82 P83-83 Q84-85 R86-90 S91-96 T97-97',
}

const SYSTEM = /^GB\/T 4754-(\d{4})$/

/** What is wrong with the name of an edition of GB/T 4754. */
export function explainIndustrySystem(system: string): Explained {
  const [, edition] = SYSTEM.exec(system) ?? []
  if (edition === undefined) return 'must name the edition, such as GB/T 4754-2017'
  if (edition in INDUSTRIES) return null
  return `names the edition of ${edition}: there are those of ${Object.keys(INDUSTRIES).join(', ')}`
}

/** What is wrong with an industry code of an edition that there is: a section, or a division, group or class with or without its section. */
export function explainIndustryCode(code: string, system: string): Explained {
  const [, section = '', division = ''] = /^(?:([A-T])?(\d{2})\d{0,2}|[A-T])$/.exec(code) ?? []
  if (section === '' && division === '' && !/^[A-T]$/.test(code))
    return 'must be a letter, or 2 to 4 digits with or without their letter, such as C3031'
  const sections = INDUSTRIES[SYSTEM.exec(system)?.[1] ?? '']
  if (!sections || division === '') return null
  const own = sections.split(' ').find((range) => division >= range.slice(1, 3) && division <= range.slice(4))
  if (!own) return `is of division ${division}, which ${system} does not have`
  const letter = own.slice(0, 1)
  return section === '' || section === letter
    ? null
    : `is of division ${division}, which is in section ${letter}, not ${section}`
}
