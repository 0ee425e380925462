import { completeSocialCreditCode } from '@parkgraph/statistics'
import { FIRM_WORDS, INDUSTRIES, SUB_PARK_NAMES, ZONE_NAMES } from './industries.ts'
import { REGIONS } from './places.ts'
import { makeRandom } from './random.ts'
import type { Size } from './settings.ts'

export interface Named {
  readonly slug: string
  readonly name: string
  readonly pinyin: string
}

export interface ParkDraft extends Named {
  readonly kind: string
  readonly level: string | null
  readonly regionCode: string
  /** Part of the zone's figures that is its own, in thousandths. */
  readonly share: number
}

export interface EnterpriseDraft extends Named {
  readonly creditCode: string
  readonly industryCode: string
  /** Place of its park among those of the zone. */
  readonly park: number
}

/** A park that reports for itself, the parks within it, and its enterprises. */
export interface ZoneDraft {
  /** The zone itself, then its sub-parks. */
  readonly parks: readonly ParkDraft[]
  readonly enterprises: readonly EnterpriseDraft[]
}

const countSubParks = ({ parks }: Size) => Math.floor(parks / 5)

export const countZones = (size: Size): number => size.parks - countSubParks(size)

/** The zone at a place in the order: one in eight has two sub-parks, and enterprises are dealt out in turn. */
export function draftZone(size: Size, zone: number): ZoneDraft {
  const random = makeRandom(size.seed, 'subjects', zone)
  const region = random.pick(REGIONS)
  const [kindName, kindPinyin, level] = random.pick(ZONE_NAMES)
  const prefix = `generated-${size.seed}-park-${zone + 1}`
  const parks: ParkDraft[] = [
    {
      slug: prefix,
      name: `${region.name}${kindName}`,
      pinyin: `${region.pinyin} ${kindPinyin}`,
      kind: 'DEVELOPMENT_ZONE',
      level,
      regionCode: region.code,
      share: 1000,
    },
  ]
  const firstSubPark = zone % 8 === 0 ? zone / 4 : countSubParks(size)
  for (let index = firstSubPark; index < Math.min(firstSubPark + 2, countSubParks(size)); index += 1) {
    const [name, pinyin, kind] = random.pick(SUB_PARK_NAMES)
    parks.push({
      slug: `${prefix}-${parks.length}`,
      name: `${region.name}${name}`,
      pinyin: `${region.pinyin} ${pinyin}`,
      kind,
      level: null,
      regionCode: region.code,
      share: random.int(80, 300),
    })
  }
  const enterprises: EnterpriseDraft[] = []
  for (let index = zone; index < size.enterprises; index += countZones(size)) {
    const [industryCode, industry, industryPinyin] = random.pick(INDUSTRIES)
    const [word, wordPinyin] = random.pick(FIRM_WORDS)
    enterprises.push({
      slug: `generated-${size.seed}-enterprise-${index + 1}`,
      name: `${region.name}${word}${industry}有限公司`,
      pinyin: `${region.pinyin} ${wordPinyin} ${industryPinyin} youxian gongsi`,
      creditCode: makeCreditCode(size.seed, index, region.code),
      industryCode,
      park: random.int(0, parks.length - 1),
    })
  }
  return { parks, enterprises }
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATIONS = 31n ** 8n

/** Every index has a code of its own: the multiplier shares no factor with the number of codes. */
function makeCreditCode(seed: number, index: number, region: string): string {
  const random = makeRandom(seed, 'credit codes')
  const start = BigInt(random.int(0, 2 ** 31)) * BigInt(random.int(1, 397))
  let left = (start + BigInt(index) * 618_033_988_747n) % ORGANISATIONS
  let organisation = ''
  for (let place = 0; place < 8; place += 1) {
    organisation = ALPHABET.charAt(Number(left % 31n)) + organisation
    left /= 31n
  }
  return completeSocialCreditCode(`91${region}${organisation}`)
}
