import type pg from 'pg'
import { HELD_MEMBERSHIPS } from '../load/find-circles.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { requireEditor } from '../write/ground.ts'
import { mayWrite, requireRole } from '../write/rights.ts'
import { type Ground, getOwner, type Told } from './ground.ts'

/**
 * Facts take the role EDITOR for the park that reports what they are told of, memberships also for the one that reports the park
 * that they lead to. Relationships of the kinds `identities` take STEWARD.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export async function requireRights(
  client: pg.ClientBase,
  viewer: Viewer,
  ground: Ground,
  facts: readonly Told[],
  identities: readonly string[] = ['SAME_AS'],
): Promise<void> {
  const owners = facts.map((fact) => getOwner(ground, fact))
  requireEditor(viewer, owners, 'Writing facts')
  const memberships = facts.filter(({ kind }) => kind === 'membership')
  const parks = memberships.flatMap(({ content }) => ground.subjects.get(String(content['park'])) ?? [])
  requireEditor(viewer, parks, 'Writing memberships in parks')
  for (const [index, { kind, content }] of facts.entries())
    if (kind === 'relationship' && identities.includes(String(content['kind'])))
      requireRole(viewer, owners[index]?.parkId ?? 0, 'STEWARD', 'Saying which subjects are the same')
  const members = memberships.map((fact) => getOwner(ground, fact)).filter(({ isPark }) => isPark)
  for (const { slug, id } of members) await requireAdmin(client, viewer, id, `Saying in which park "${slug}" lies`)
}

/**
 * Holds for parks that have rows of their own, of whatever kind: subjects, documents, figures, facts. Whoever writes a row does so by a
 * change of the park that reports it, and no change goes away.
 */
const hasRows = (park: string) => `EXISTS (SELECT FROM change h WHERE h.reporting_park_id = ${park})`

/**
 * A role for a park is one for all parks inside it, and one for a region for all parks there: who says where a park lies says who may
 * do what. Where no row is reported by it or by what lies in it, that changes nobody's rights yet.
 *
 * @throws RefusalError `FORBIDDEN`
 */
export async function requireAdmin(client: pg.ClientBase, viewer: Viewer, id: number, what: string): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `/* who reports inside */ WITH RECURSIVE inside(id) AS (SELECT $1::int UNION
       SELECT m.subject_id FROM inside i JOIN (${HELD_MEMBERSHIPS}) m ON m.park_id = i.id JOIN park k ON k.id = m.subject_id)
     SELECT i.id FROM inside i WHERE ${hasRows('i.id')}`,
    [id],
  )
  if (rows.every((park) => mayWrite(viewer, park.id, 'ADMIN'))) return
  const why = 'it reports rows of its own, or holds a park that does, and whoever has a role around it has it there'
  throw new RefusalError('FORBIDDEN', `${what} takes the role ADMIN for all parks concerned: ${why}.`)
}
