import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { withClient } from '../client.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { requireImporter } from '../write/rights.ts'

/** A file that is sent in parts, as whoever sends it sees it. */
export interface Upload {
  readonly id: string
  /** Bytes that are here. */
  readonly size: number
  /** Parameters of the import, as its address had them, and the content type of the file. */
  readonly query: string
  readonly mediaType: string
  /** What the import answered; null while parts are awaited. */
  readonly answer: unknown
  /** Seconds until it is forgotten. */
  readonly secondsLeft: number
}

/** Most uploads of one sender that wait for parts. */
const MOST_OPEN = 4

/**
 * Time for which an upload waits for its next part, for which one without bytes does, which may be one that nobody knows of, and for
 * which an answer is kept: by the clock of the database.
 */
const [waiting, waitingEmpty, kept] = ["interval '24 hours'", "interval '10 minutes'", "interval '1 hour'"]

/** First half of the lock under which a sender begins an upload. */
const LOCK = 727_567_747

const columns = `u.id, u.size, u.query, u.media_type AS "mediaType", u.answer,
  ceil(extract(epoch FROM u.expires_at - clock_timestamp()))::int AS "secondsLeft"`

const isOwn = 'u.id = $1::uuid AND u.actor = $2 AND u.expires_at > clock_timestamp()'

/**
 * Begins an upload.
 *
 * @throws RefusalError `FORBIDDEN` as `requireImporter` does, `TOO_MANY_UPLOADS`
 */
export async function createUpload(
  pool: pg.Pool,
  viewer: Viewer,
  { query, mediaType }: Pick<Upload, 'query' | 'mediaType'>,
): Promise<string> {
  requireImporter(viewer)
  return withClient(pool, async (client, spoil) => {
    await client.query('BEGIN')
    try {
      // One after the other: both of two at once would find a place free.
      await client.query('/* create upload */ SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, viewer.actor])
      const { rows } = await client.query<{ id: string }>(
        `/* create upload */ INSERT INTO upload (actor, query, media_type, expires_at)
          SELECT $1, $2, $3, clock_timestamp() + ${waitingEmpty} WHERE (SELECT count(*) FROM upload u
            WHERE u.actor = $1 AND u.answer IS NULL AND u.expires_at > clock_timestamp()) < ${MOST_OPEN} RETURNING id`,
        [viewer.actor, query, mediaType],
      )
      if (!rows[0])
        throw new RefusalError(
          'TOO_MANY_UPLOADS',
          `You have ${MOST_OPEN} uploads under way. End or delete one, or wait until it is forgotten.`,
        )
      await client.query('COMMIT')
      return rows[0].id
    } catch (error) {
      await client.query('ROLLBACK').catch(spoil)
      throw error
    }
  })
}

/** An upload by its id, which has to be a UUID; null where it is not there, or somebody else's. */
export async function findUpload(pool: pg.Pool, viewer: Viewer, id: string): Promise<Upload | null> {
  const { rows } = await pool.query<Upload>(`/* find upload */ SELECT ${columns} FROM upload u WHERE ${isOwn}`, [
    id,
    viewer.actor,
  ])
  return rows[0] ?? null
}

/** Drops an upload and all of its bytes; answers whether it was there. */
export async function dropUpload(pool: pg.Pool, viewer: Viewer, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(`/* drop upload */ DELETE FROM upload u WHERE ${isOwn}`, [id, viewer.actor])
  return rowCount === 1
}

/** Drops the uploads for whose parts, or whose answers, nobody has asked for so long. */
export async function forgetUploads(pool: pg.Pool): Promise<void> {
  await pool.query('/* forget uploads */ DELETE FROM upload WHERE expires_at <= clock_timestamp()')
}

/** The right to write an upload, until somebody else takes it. */
export interface UploadWriter extends Omit<Upload, 'answer'> {
  /** Bytes that are here, those that were appended included. */
  readonly size: number
  /** Keeps bytes behind those that are here. @throws RefusalError `UPLOAD_TAKEN_OVER` */
  append(bytes: Buffer): Promise<void>
  /** All bytes, a piece at a time. @throws RefusalError `UPLOAD_TAKEN_OVER` */
  read(): AsyncGenerator<Buffer>
  /** Keeps what the import answered, in place of the bytes. Does nothing for whom it was taken from. */
  end(answer: unknown): Promise<void>
}

/**
 * Takes an upload over, from whoever writes it: a connection that broke may take long to be known as such. Null where it is not there,
 * has another size, or was answered.
 *
 * @throws RefusalError `FORBIDDEN` as `requireImporter` does
 */
export async function takeUpload(
  pool: pg.Pool,
  viewer: Viewer,
  id: string,
  offset: number,
): Promise<UploadWriter | null> {
  requireImporter(viewer)
  const writer = randomUUID()
  const { rows } = await pool.query<Upload>(
    `/* take upload */ UPDATE upload u SET writer = $4,
        expires_at = clock_timestamp() + CASE u.size WHEN 0 THEN ${waitingEmpty} ELSE ${waiting} END
      WHERE ${isOwn} AND u.size = $3::bigint AND u.answer IS NULL RETURNING ${columns}`,
    [id, viewer.actor, offset, writer],
  )
  return rows[0] ? createWriter(pool, rows[0], writer) : null
}

function createWriter(pool: pg.Pool, { id, query, mediaType, secondsLeft, ...taken }: Upload, writer: string) {
  let { size } = taken
  return {
    ...{ id, query, mediaType, secondsLeft },
    get size() {
      return size
    },
    async append(bytes: Buffer) {
      const { rowCount } = await pool.query(
        `/* append to upload */ WITH grown AS (UPDATE upload
            SET size = size + $4, expires_at = clock_timestamp() + ${waiting}
            WHERE id = $1 AND writer = $2 AND size = $3 RETURNING id)
          INSERT INTO upload_piece (upload_id, start, bytes) SELECT id, $3, $5 FROM grown`,
        [id, writer, size, bytes.length, bytes],
      )
      if (rowCount !== 1) throw takenOver()
      size += bytes.length
    },
    async *read() {
      for (let at = 0; at < size; ) {
        const { rows } = await pool.query<{ bytes: Buffer }>(
          `/* read upload */ SELECT p.bytes FROM upload u JOIN upload_piece p ON p.upload_id = u.id
            WHERE u.id = $1 AND u.writer = $2 AND p.start = $3`,
          [id, writer, at],
        )
        if (!rows[0]) throw takenOver()
        yield rows[0].bytes
        at += rows[0].bytes.length
      }
    },
    async end(answer: unknown) {
      await pool.query(
        `/* end upload */ WITH ended AS (UPDATE upload SET answer = $3, expires_at = clock_timestamp() + ${kept}
            WHERE id = $1 AND writer = $2 RETURNING id)
          DELETE FROM upload_piece p USING ended WHERE p.upload_id = ended.id`,
        [id, writer, JSON.stringify(answer)],
      )
    },
  } satisfies UploadWriter
}

/** What a part is told that another one has overtaken. */
export const takenOver = () =>
  new RefusalError('UPLOAD_TAKEN_OVER', 'Another part of this upload came meanwhile, or it was deleted.')
