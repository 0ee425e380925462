// Prints the address of a PostgreSQL server, 15 or newer, where "postgres" is superuser without a password; or nothing.
// Speaks the first words of PostgreSQL's protocol itself, so that it serves before anything is installed.
import { existsSync } from 'node:fs'
import { connect } from 'node:net'

/** Longest time in milliseconds for one address. */
const PATIENCE = 1_000
const OLDEST_VERSION = 15
const SOCKETS = ['/var/run/postgresql', '/tmp']
const QUERY = ['user', 'postgres', 'database', 'postgres', ''].map((word) => `${word}\0`).join('')

const places = [
  { url: 'postgresql://postgres@127.0.0.1:5432/postgres', address: { host: '127.0.0.1', port: 5432 } },
  ...SOCKETS.map((folder) => ({
    url: `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}`,
    address: { path: `${folder}/.s.PGSQL.5432` },
  })).filter(({ address }) => existsSync(address.path)),
]

for (const { url, address } of places) {
  const settings = await greet(address)
  if (settings?.is_superuser !== 'on' || Number.parseInt(settings.server_version, 10) < OLDEST_VERSION) continue
  process.stdout.write(url)
  break
}

/** The settings that the server reports to a new session; null when it lets none in. */
function greet(address) {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const socket = connect(address, () => socket.write(makeStartup()))
    const finish = (settings) => {
      socket.destroy()
      resolve(settings)
    }
    socket.setTimeout(PATIENCE, () => finish(null))
    socket.on('error', () => finish(null))
    socket.on('close', () => finish(null))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const messages = readMessages(received)
      if (messages.some(({ type, body }) => type === 'E' || (type === 'R' && body.readInt32BE(0) !== 0))) finish(null)
      if (messages.some(({ type }) => type === 'Z')) finish(readSettings(messages))
    })
  })
}

function makeStartup() {
  const head = Buffer.alloc(8)
  head.writeInt32BE(head.length + QUERY.length, 0)
  head.writeInt32BE(3 << 16, 4)
  return Buffer.concat([head, Buffer.from(QUERY)])
}

/** The whole messages so far: a letter, the length of what follows, the body. */
function readMessages(bytes) {
  const messages = []
  for (let at = 0; at + 5 <= bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1)
    if (end > bytes.length) break
    messages.push({ type: String.fromCharCode(bytes[at]), body: bytes.subarray(at + 5, end) })
    at = end
  }
  return messages
}

function readSettings(messages) {
  const reports = messages.filter(({ type }) => type === 'S')
  return Object.fromEntries(reports.map(({ body }) => body.toString().split('\0', 2)))
}
