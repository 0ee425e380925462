import { randomBytes } from 'node:crypto'
import { connect, type Database, type Messenger, openMessenger } from '@parkgraph/db'
import { afterAll, beforeAll, inject } from 'vitest'
import { runAlone, withDatabase } from './global-setup.ts'

export interface TestDatabase {
  readonly database: Database
  readonly url: string
  /** Texts of the statements that ran since the last `forget`. */
  readonly statements: string[]
  forget(): void
}

/** A database of its own for the test file: a clone of the template, dropped at the end. Its commits are told over Redis, where that is named. */
export function useDatabase({ redisUrl }: { readonly redisUrl?: string | undefined } = {}): TestDatabase {
  const statements: string[] = []
  const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
  const url = withDatabase(inject('homeUrl'), name)
  let database: Database | undefined
  let messenger: Messenger | undefined
  beforeAll(async () => {
    await runAlone(inject('homeUrl'), `CREATE DATABASE ${name} TEMPLATE ${inject('template')}`)
    const log = { info: () => {}, warn: () => {} }
    if (redisUrl) messenger = await openMessenger({ redisUrl, databaseUrl: url, log })
    database = connect({ url, poolSize: 5, messenger, onQuery: (text) => statements.push(text) })
  })
  afterAll(async () => {
    await database?.close()
    await messenger?.close()
    await runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
  return {
    get database() {
      if (!database) throw new Error('The database is there in tests and hooks only')
      return database
    },
    url,
    statements,
    forget() {
      statements.length = 0
    },
  }
}
