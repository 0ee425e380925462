import type pg from 'pg'
import { RefusalError } from '../refusal.ts'

/** What a subject is to be known by. */
export interface Told {
  readonly slug: string
  readonly unifiedSocialCreditCode?: unknown
  /** Id, where it is there already: its slug is its own. */
  readonly own: number | null
}

/** A slug or code that something has already, with its id. */
export interface Taken {
  /** Place of the subject in the list. */
  readonly index: number
  readonly name: 'slug' | 'unifiedSocialCreditCode'
  readonly subject: number
  readonly message: string
}

/** What is wrong with a slug or code that something has already. */
export const describeHeld = (name: Taken['name'], code: string | null): string =>
  `Something has the ${name} "${code}" already: it stands for one subject.`

/** A slug and a credit code stand for one subject. Whether something has them is told of what is hidden too: they are taken. */
export async function findTaken(client: pg.ClientBase, told: readonly Told[]): Promise<Taken[]> {
  const slugs = told.map(({ slug, own }) => (own === null ? slug : null))
  const codes = told.map(({ unifiedSocialCreditCode: code }) => (typeof code === 'string' ? code : null))
  return [
    ...(await find(client, 'slug', 'SELECT id, slug AS code FROM subject WHERE slug = ANY ($1)', slugs)),
    ...(await find(client, 'unifiedSocialCreditCode', ofCreditCodes, codes)),
  ].filter(({ index, subject }) => subject !== told[index]?.own)
}

/** @throws RefusalError `CODE_TAKEN` */
export async function refuseTaken(client: pg.ClientBase, subject: Omit<Told, 'own'>, own: Told['own']): Promise<void> {
  const taken = await findTaken(client, [{ ...subject, own }])
  if (taken.length === 0) return
  const clashes = taken.map(({ name, subject: id, message }) => ({ path: [name], message, subject: id }))
  throw new RefusalError('CODE_TAKEN', clashes.map(({ message }) => message).join(' '), { clashes })
}

const ofCreditCodes = `SELECT id, unified_social_credit_code AS code FROM enterprise WHERE unified_social_credit_code = ANY ($1)`

async function find(
  client: pg.ClientBase,
  name: Taken['name'],
  statement: string,
  codes: readonly (string | null)[],
): Promise<Taken[]> {
  const wanted = codes.filter((code) => code !== null)
  if (wanted.length === 0) return []
  const { rows } = await client.query<{ id: number; code: string }>(`/* find taken */ ${statement}`, [wanted])
  const idOf = new Map(rows.map(({ id, code }) => [code, id]))
  return codes.flatMap((code, index) => {
    const subject = code === null ? undefined : idOf.get(code)
    return subject === undefined ? [] : [{ index, name, subject, message: describeHeld(name, code) }]
  })
}
