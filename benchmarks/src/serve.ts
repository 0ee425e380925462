// The server under measurement, in a process of its own, so that its memory is its own. Tells its address; then, whenever it
// is asked, its memory and the statement that it ran last.
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@parkgraph/db'
import { clearGarbageEarly, createListener } from '@parkgraph/server'
import type { Asked } from './server.ts'

// As the server does at its start.
clearGarbageEarly()
const database = connect({ url: process.argv[2] ?? '' })
const query = database.query.bind(database)
let last: Asked | undefined
database.query = (statement, signal, planning = 'AUTO') => {
  last = { text: statement.text, values: statement.values, planning }
  return query(statement, signal, planning)
}
const quiet = () => {}
const http = createHttpServer(
  createListener({ database, log: { debug: quiet, info: quiet, warn: quiet, error: console.error } }),
)
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }))
process.on('message', () => process.send?.({ memory: process.memoryUsage().rss, last }))
process.on('disconnect', () => process.exit())
