// Prints the schema that the server serves into packages/server/schema.graphql, the committed contract.
import { writeFileSync } from 'node:fs'
import { printServedSchema } from '../packages/server/dist/print-schema.js'

writeFileSync(new URL('../packages/server/schema.graphql', import.meta.url), printServedSchema())
