import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

export type { MigrationList, SchemaContainer, SchemaEngine }

/** Type numbers of the catalogue's "char", which adapter-pg does not know, and of text, which stands in for it. */
const CHAR = 18
const TEXT = 25

const NO_FILTER = { externalTables: [], externalEnums: [] }

/** Neither the compiler's es2023 library nor the types of Node 20 name WebAssembly. */
interface WasmLoader {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

// The package's bindings hold one instance for the whole process: a second one, made by a second copy of this module as
// test runners load them, would pull the memory from under the first.
const LOADING = Symbol.for('parkgraph.schemaEngine')
const shared = globalThis as { [LOADING]?: Promise<typeof SchemaEngine> }

/**
 * Opens Prisma's schema engine on the pool, which must hold one connection only, so that the caller's transaction is
 * the engine's. `onScriptError` gets PostgreSQL's own error of a script, which the engine would only paraphrase.
 */
export async function openEngine(
  pool: pg.Pool,
  onScriptError: (error: unknown) => void = () => {},
): Promise<SchemaEngine> {
  const Engine = await loadEngine()
  const factory = bindMigrationAwareSqlAdapterFactory(createFactory(pool, onScriptError))
  return Engine.new({ datamodels: undefined }, () => {}, factory)
}

/** Opens the engine without a database, which comparing schema files does not need. */
export async function openOfflineEngine(): Promise<SchemaEngine> {
  const Engine = await loadEngine()
  return Engine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(createOfflineFactory()))
}

/** The migrations that the engine applied out of the list. */
export async function applyMigrations(engine: SchemaEngine, migrationsList: MigrationList): Promise<string[]> {
  return (await engine.applyMigrations({ migrationsList, filters: NO_FILTER })).appliedMigrationNames
}

/** SQL that leads from one set of schema files to the other; empty when there is nothing to do. */
export async function diffSchemas(
  engine: SchemaEngine,
  from: SchemaContainer[],
  to: SchemaContainer[],
): Promise<string> {
  const { stdout } = await engine.diff({
    from: from.length > 0 ? { tag: 'schemaDatamodel', files: from } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: to },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  })
  return stdout ?? ''
}

/** SQL that leads from the live database to the schema files; empty script when they agree. */
export async function diffDatabase(engine: SchemaEngine, schemas: SchemaContainer[]): Promise<string> {
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files: schemas, configDir: '.' },
    to: { tag: 'schemaDatamodel', files: schemas },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  })
  return stdout ?? ''
}

function loadEngine(): Promise<typeof SchemaEngine> {
  shared[LOADING] ??= instantiateEngine()
  return shared[LOADING]
}

/** The package expects a bundler that imports .wasm files; Node does not, so this does it by hand. */
async function instantiateEngine(): Promise<typeof SchemaEngine> {
  const name = '@prisma/schema-engine-wasm/schema_engine_bg'
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const file = join(dirname(createRequire(import.meta.url).resolve(name)), 'schema_engine_bg.wasm')
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WasmLoader }
  const imports = { './schema_engine_bg.js': releaseTimers(bindings) }
  const { instance } = await WebAssembly.instantiate(await readFile(file), imports)
  // The engine reports a panic here and then never settles its promise: throwing is the one way to be heard. Prisma's
  // client keeps its own registry under the same name.
  const registry = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } }
  registry.PRISMA_WASM_PANIC_REGISTRY ??= {
    set_message(message) {
      throw new Error(`Prisma's schema engine broke down: ${message}`)
    },
  }
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start as () => void
  start()
  return bindings.SchemaEngine
}

/** The engine leaves a timer of ten seconds behind, which would keep a process that has migrated alive. */
function releaseTimers(bindings: object): object {
  const entries = Object.entries(bindings).map(([name, call]) => {
    if (!name.startsWith('__wbg_setTimeout_')) return [name, call]
    return [name, (...values: unknown[]) => (call as (...values: unknown[]) => NodeJS.Timeout)(...values).unref()]
  })
  return Object.fromEntries(entries)
}

/** adapter-pg cuts a script at each semicolon, also within function bodies; PostgreSQL itself takes it whole. */
function createFactory(pool: pg.Pool, onScriptError: (error: unknown) => void): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect()
      readCharacters(pool, adapter)
      adapter.executeScript = async (script) => {
        try {
          await pool.query(script)
        } catch (error) {
          onScriptError(error)
          throw error
        }
      }
      return adapter
    },
  }
}

/** Lets adapter-pg read the catalogue's type "char", without which a live database cannot be described. */
function readCharacters(pool: pg.Pool, adapter: SqlDriverAdapter): void {
  const query: (config: pg.QueryConfig) => Promise<pg.QueryResult> = pool.query.bind(pool)
  const queryRaw = adapter.queryRaw.bind(adapter)
  let isCharacter: boolean[] = []
  const queryAsText = async (config: pg.QueryConfig) => {
    const result = await query(config)
    isCharacter = result.fields?.map((field) => field.dataTypeID === CHAR) ?? []
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
    return result
  }
  Object.assign(pool, { query: queryAsText })
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql)
    const columnTypes = result.columnTypes.map((type, i) => (isCharacter[i] ? ColumnTypeEnum.Character : type))
    return { ...result, columnTypes }
  }
}

/** Answers the one question that the engine asks when it opens: does the schema exist, and which version is this? */
function createOfflineFactory(): SqlMigrationAwareDriverAdapterFactory {
  const refuse = () => Promise.reject(new Error('comparing schema files needs no database'))
  const identity = { provider: 'postgres', adapterName: '@prisma/adapter-pg' } as const
  const connect = async (): Promise<SqlDriverAdapter> => ({
    ...identity,
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.0', 180_000]],
    }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => {},
  })
  return { ...identity, connect, connectToShadowDb: refuse }
}
