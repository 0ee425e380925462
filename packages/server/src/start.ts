import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  connect,
  type Database,
  type DatabaseHome,
  ensureAdminKey,
  FIRST_DATA_SET_FOLDER,
  loadDataSet,
  loadReference,
  type Messenger,
  MIGRATIONS_FOLDER,
  migrate,
  openHome,
  openMessenger,
} from '@parkgraph/db'
import type { Live } from './context.ts'
import { isImport, longestImport } from './imports/address.ts'
import { startPublisher } from './publisher.ts'
import type { Settings } from './settings.ts'
import type { Log } from './yoga.ts'

export interface RunningServer {
  /** Where the GraphQL endpoint and GraphiQL are. */
  readonly url: string
  /** Answers what is under way, then ends the server and, where it started one, the database. May be called twice. */
  close(): Promise<void>
}

export interface StartOptions {
  readonly settings: Settings
  readonly log: Log
  /** Told of each step of the start. */
  readonly report: (message: string) => void
  /** Aborted when the start is no longer wanted. */
  readonly signal?: AbortSignal | undefined
}

/** Longest time in milliseconds that a close waits for answers under way. */
const drainTime = 5_000

/** Longest time in milliseconds that a step of loading takes, waiting for another server's included. */
const loadingTime = 3_600_000

/**
 * Starts the whole service: takes the port, opens the database, migrates it, loads the data set where it is not yet, and
 * answers. Whatever was started is ended again when a later step fails.
 *
 * Throws the signal's reason once it is aborted, without waiting for a step under way at the database: its connection
 * may stay until the process ends, and PostgreSQL then rolls back what it left open.
 */
export async function startServer({ settings, log, report, signal }: StartOptions): Promise<RunningServer> {
  let listener: RequestListener = (_, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Starting\n')
  }
  // The port first: a taken one is the most likely fault, and known before anything else is started.
  const http = await listen(settings, (request, response) => listener(request, response))
  const tell = (message: string) => signal?.aborted || report(message)
  let ending: Promise<void> | undefined
  const opened: { close(): Promise<void> }[] = []
  let live: Live | undefined
  // Answers under way still need the database. Streams of events are among them, and would not end by themselves.
  const stopAnswering = (patience: number) => Promise.all([stop(http, patience), live?.close()]).then(() => {})
  const end = (patience: number) =>
    runAll([() => stopAnswering(patience), ...opened.toReversed().map((one) => () => one.close())])
  try {
    signal?.throwIfAborted()
    // Loading the schema's modules takes as long as opening the database: at the same time.
    const loading = import('./yoga.ts')
    loading.catch(() => {})
    const opening = openHome({
      databaseUrl: settings.DATABASE_URL,
      dataFolder: settings.PARKGRAPH_DATA,
      log: tell,
    })
    // A database of our own has to be there before it can be ended.
    const home = await (settings.DATABASE_URL ? unlessAborted(opening, signal) : opening)
    opened.push(home)
    const messenger = await unlessAborted(upgrade(home, settings, { log, report: tell, signal }), signal)
    if (messenger) opened.push(messenger)
    const database = await unlessAborted(prepare(home, settings, messenger, { report: tell, signal }), signal)
    opened.push(database)
    const { createListener, createLive } = await loading
    live = createLive(database, log)
    listener = createListener({
      ...{ database, log, live, isPublic: settings.PUBLIC_READ, issuer: findIssuer(settings) },
      importLimit: settings.IMPORT_LIMIT,
    })
    opened.push(startPublisher(database, log))
    return { url: getUrl(http, settings.HOST), close: () => (ending ??= end(drainTime)) }
  } catch (error) {
    await end(0).catch((fault) => log.error(fault))
    throw error
  }
}

function findIssuer({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl }: Settings) {
  return issuer && audience && jwksUrl ? { issuer, audience, jwksUrl } : undefined
}

/** The outcome of the work, or the signal's reason as soon as it is aborted: the work is then left to itself. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
  })
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([aborted, work])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Runs one after the other, also after a failure, and throws the first error at the end. */
async function runAll(steps: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) await step().catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/** Migrates the database, and opens what others who work on it are told by, where the settings name it. */
async function upgrade(
  home: DatabaseHome,
  { REDIS_URL: redisUrl }: Settings,
  { log, report, signal }: Omit<StartOptions, 'settings'>,
): Promise<Messenger | undefined> {
  signal?.throwIfAborted()
  await migrate({ url: home.url, migrationsFolder: MIGRATIONS_FOLDER, log: report })
  signal?.throwIfAborted()
  return redisUrl ? openMessenger({ redisUrl, databaseUrl: home.url, log }) : undefined
}

async function prepare(
  home: DatabaseHome,
  settings: Settings,
  messenger: Messenger | undefined,
  { report, signal }: Pick<StartOptions, 'report' | 'signal'>,
): Promise<Database> {
  signal?.throwIfAborted()
  const loader = connect({ url: home.url, messenger, poolSize: 1, statementTimeout: loadingTime })
  try {
    await loadReference(loader.pool, { log: report })
    signal?.throwIfAborted()
    await loadDataSet({ pool: loader.pool, folder: FIRST_DATA_SET_FOLDER, log: report })
    signal?.throwIfAborted()
    const key = await ensureAdminKey(loader.pool, settings.ADMIN_KEY)
    if (key) report(`Admin key, shown this once: ${key}`)
  } finally {
    await loader.close()
  }
  return connect({
    url: home.url,
    messenger,
    poolSize: settings.DATABASE_POOL_SIZE,
    statementTimeout: settings.STATEMENT_TIMEOUT,
  })
}

function listen({ HOST, PORT }: Settings, listener: RequestListener): Promise<Server> {
  const http = createHttpServer(
    // Files to import take longer than all else, which ends before.
    { headersTimeout: 10_000, requestTimeout: longestImport, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      if (!isImport(request)) endSlowly(request)
      listener(request, response)
    },
  )
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(explainListening(error, HOST, PORT)))
    http.listen(PORT, HOST, () => resolve(http))
  })
}

/** Longest time in milliseconds that the body of a request takes, where it is no file to import. */
const bodyTime = 30_000

/** Ends the connection of a request whose body does not come in time. */
function endSlowly(request: IncomingMessage): void {
  if (request.complete) return
  const timer = setTimeout(() => request.complete || request.destroy(), bodyTime)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
  request.once('end', () => clearTimeout(timer))
}

function explainListening(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} on ${host} is taken. Close what uses it, or set PORT to another one, such as PORT=${port === 65_535 ? port - 1 : port + 1}.`,
    )
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this user has. Set PORT to one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Error(`HOST ${host} is no address of this machine. Set HOST to one, such as 127.0.0.1 or 0.0.0.0.`)
  return error
}

function getUrl(http: Server, host: string): string {
  const { port } = http.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`
}

/** Ends the server when the answers under way are given, and in any case after the time in milliseconds. */
function stop(http: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // Kept-alive connections end with the answer under way, or they would go on asking until the time is over.
    http.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
    const sweep = setInterval(() => http.closeIdleConnections(), 20)
    const timer = setTimeout(() => http.closeAllConnections(), patience)
    http.close(() => {
      clearInterval(sweep)
      clearTimeout(timer)
      resolve()
    })
  })
}
