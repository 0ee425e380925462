import type pg from 'pg'

/** Hands over the rows of a statement by the batch, for as long as they are wanted. */
export async function readBatches<Row extends object>(
  client: pg.ClientBase,
  statement: string,
  size: number,
  take: (rows: Row[]) => Promise<void>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  await client.query(`/* import: batches */ DECLARE batches NO SCROLL CURSOR FOR ${statement}`)
  for (let isMore = true; isMore && isWanted(); ) {
    const { rows } = await client.query<Row>(`FETCH ${size} FROM batches`)
    if (rows.length > 0) await take(rows)
    isMore = rows.length === size
  }
  await client.query('CLOSE batches')
}
