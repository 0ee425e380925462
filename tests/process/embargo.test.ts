import { beforeAll, describe, expect, it, vi } from 'vitest'
import { findDatabaseUrl, patience, runSql, useProcesses, waitUntil } from './processes.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
let folder: string

beforeAll(() => {
  folder = processes.makeFolder()
})

/** An approved publication of a new vintage of a figure, by its place among all, with the end of its embargo as SQL. */
const draft = (place: number, embargo: string) => `DO $$ DECLARE o observation; own bigint; BEGIN
  SELECT * INTO o FROM observation WHERE reading = 'AS_PRINTED' ORDER BY id LIMIT 1 OFFSET ${place};
  o.id := nextval('observation_id_seq'); o.access_level := 'INTERNAL'; o.change_id := current_change_id();
  INSERT INTO observation SELECT o.*;
  INSERT INTO publication (reporting_park_id, title, level, embargo_until) VALUES (o.reporting_park_id, 'x', 'PUBLIC', ${embargo})
    RETURNING id INTO own;
  INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id) VALUES (o.reporting_park_id, own, 'observation', o.id);
  INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by)
    SELECT o.reporting_park_id, own, s::"PublicationState", 'x' FROM unnest(ARRAY['DRAFTED', 'SUBMITTED', 'APPROVED']) s;
END $$`

const readSteps = (url: string) =>
  runSql(url, "SELECT state, done_by FROM publication_step WHERE state = 'RELEASED' ORDER BY id")

const countChanges = (url: string) => runSql(url, 'SELECT count(*)::int AS count FROM level_change')

describe('an embargo', () => {
  it('that ends while no server runs, or while two do, ends once for each publication', async () => {
    const first = processes.start({ PARKGRAPH_DATA: folder, PORT: '0' }, { isLasting: true })
    await first.waitUntilReady()
    const url = findDatabaseUrl(first)
    await runSql(url, draft(0, "now() - interval '1 hour'"))
    await runSql(url, draft(1, "now() + interval '10 seconds'"))
    await runSql(url, draft(2, "now() + interval '1 year'"))
    first.child.kill('SIGKILL')
    await first.exit

    const home = processes.start({ PARKGRAPH_DATA: folder, PORT: '0' })
    await home.waitUntilReady()
    const found = findDatabaseUrl(home)
    const other = processes.start({ DATABASE_URL: found, PORT: '0' })
    await other.waitUntilReady()
    await waitUntil(async () => (await readSteps(found)).length === 2)
    expect(await readSteps(found)).toEqual(Array(2).fill({ state: 'RELEASED', done_by: 'publisher' }))
    expect(await countChanges(found)).toEqual([{ count: 2 }])
    other.child.kill('SIGTERM')
    await other.exit
  })
})
