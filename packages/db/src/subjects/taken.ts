import type pg from 'pg'
import { type Clash, RefusalError } from '../refusal.ts'

/**
 * A slug and a credit code stand for one subject. Whether something has them is told of what is hidden too: they are taken.
 *
 * @param own id of the subject that is to have them, where it is there already
 * @throws RefusalError `CODE_TAKEN`
 */
export async function refuseTaken(
  client: pg.ClientBase,
  { slug, unifiedSocialCreditCode: code }: { readonly slug: string; readonly unifiedSocialCreditCode?: unknown },
  own: number | null,
): Promise<void> {
  const clashes = [
    ...(own === null ? await find(client, 'slug', 'SELECT id FROM subject WHERE slug = $1', slug, own) : []),
    ...(typeof code === 'string' ? await find(client, 'unifiedSocialCreditCode', ofCreditCode, code, own) : []),
  ]
  const [first] = clashes
  if (!first) return
  throw new RefusalError('CODE_TAKEN', clashes.map(({ message }) => message).join(' '), { clashes })
}

const ofCreditCode = 'SELECT id FROM enterprise WHERE unified_social_credit_code = $1'

async function find(
  client: pg.ClientBase,
  name: string,
  statement: string,
  code: string,
  own: number | null,
): Promise<Clash[]> {
  const { rows } = await client.query<{ id: number }>(`/* find taken */ ${statement}`, [code])
  return rows
    .filter(({ id }) => id !== own)
    .map(({ id }) => ({
      ...{ path: [name], subject: id },
      message: `Something has the ${name} "${code}" already: it stands for one subject.`,
    }))
}
