import { INDUSTRY_SYSTEM } from './industries.ts'
import { REGION_SYSTEM } from './places.ts'
import type { Named, ZoneDraft } from './subjects.ts'

/** Lines of the tables that say who there is, under the names of the tables. */
export type Register = Readonly<Record<keyof typeof registerColumns, string[]>>

export const registerColumns = {
  subject: 'id, kind, slug, name, name_pinyin, reporting_park_id',
  park: 'id, kind, level, region_code, region_system',
  enterprise: 'id, unified_social_credit_code, industry_code, industry_system',
  membership: 'subject_id, park_id, role, published_on, citation_id, reporting_park_id',
} as const

export const countSubjects = ({ parks, enterprises }: ZoneDraft): number => parks.length + enterprises.length

/** Registers zones under the ids from `firstId` on: each zone, its sub-parks, its enterprises, then the next. */
export function register(zones: readonly ZoneDraft[], firstId: number, since: string, citation: string): Register {
  const lines: Register = { subject: [], park: [], enterprise: [], membership: [] }
  let zoneId = firstId
  const addSubject = (id: number, kind: string, { slug, name, pinyin }: Named) =>
    lines.subject.push(`${id}\t${kind}\t${slug}\t${name}\t${pinyin}\t${zoneId}\n`)
  const addMembership = (id: number, parkId: number, role: string) =>
    lines.membership.push(`${id}\t${parkId}\t${role}\t${since}\t${citation}\t${zoneId}\n`)
  for (const zone of zones) {
    for (const [index, park] of zone.parks.entries()) {
      const id = zoneId + index
      addSubject(id, 'PARK', park)
      lines.park.push(`${id}\t${park.kind}\t${park.level ?? '\\N'}\t${park.regionCode}\t${REGION_SYSTEM}\n`)
      if (index > 0) addMembership(id, zoneId, 'PART_OF')
    }
    for (const [index, enterprise] of zone.enterprises.entries()) {
      const id = zoneId + zone.parks.length + index
      addSubject(id, 'ENTERPRISE', enterprise)
      lines.enterprise.push(`${id}\t${enterprise.creditCode}\t${enterprise.industryCode}\t${INDUSTRY_SYSTEM}\n`)
      addMembership(id, zoneId + enterprise.park, 'LOCATED_IN')
    }
    zoneId += countSubjects(zone)
  }
  return lines
}
