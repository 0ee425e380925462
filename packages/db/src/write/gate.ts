import type pg from 'pg'

/** The lock under which serializable writes are under way: shared by those that are tried first, and alone for one tried again. */
const LOCK = 7_275_677_465

/**
 * Runs a write together with others, or alone: then those under way are waited for, and others wait. The lock is taken before the
 * transaction begins, since that sees nothing that is committed after it began to wait.
 */
export async function takeTurn<Result>(
  client: pg.ClientBase,
  spoil: (fault: Error) => void,
  isAlone: boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  const kind = isAlone ? '' : '_shared'
  await client.query(`/* write: turn */ SELECT pg_advisory_lock${kind}(${LOCK})`)
  try {
    return await work()
  } finally {
    await client.query(`/* write: done */ SELECT pg_advisory_unlock${kind}(${LOCK})`).catch(spoil)
  }
}

/** Of each pool, how many write, and who waits to. */
const gates = new WeakMap<pg.Pool, { writing: number; readonly waiting: (() => void)[] }>()

/** Lets at most half of a pool's connections write: the others are for those who read, however long writers wait for each other. */
export async function passGate<Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
  const gate = gates.get(pool) ?? { writing: 0, waiting: [] }
  gates.set(pool, gate)
  if (gate.writing >= Math.max(1, Math.floor(pool.options.max / 2)))
    await new Promise<void>((resolve) => gate.waiting.push(resolve))
  else gate.writing += 1
  try {
    return await work()
  } finally {
    // Whoever waits takes the place over.
    const next = gate.waiting.shift()
    if (next) next()
    else gate.writing -= 1
  }
}
