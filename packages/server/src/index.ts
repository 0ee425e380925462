export { printServedSchema } from './print-schema.ts'
export { readSettings, type Settings } from './settings.ts'
export { type RunningServer, type StartOptions, startServer } from './start.ts'
export { createServer, type Log } from './yoga.ts'
