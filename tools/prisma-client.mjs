// Generates the Prisma client and the Pothos types when what they come from has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCommand, ROOT, readVersion, runQuietly, SCHEMA_FOLDER } from './run.mjs'

const CONFIG = join(ROOT, 'tools/prisma.config.ts')
const GENERATED = join(ROOT, 'packages/db/src/generated')
const STAMP = join(GENERATED, '.stamp')
const RESULTS = ['client/client.ts', 'pothos.ts'].map((file) => join(GENERATED, file))

/** Returns whether anything had to be generated. */
export async function generatePrismaClient() {
  const inputs = hashInputs()
  if (readStamp() === inputs && RESULTS.every((file) => existsSync(file))) return false
  console.error('Generating the Prisma client')
  // Removed first and written last: a generate that fails or is interrupted leaves no stamp that vouches for it.
  rmSync(GENERATED, { recursive: true, force: true })
  await runQuietly(findCommand('prisma'), ['generate', '--config', CONFIG], {
    name: 'prisma generate',
    env: prismaEnvironment(),
  })
  mkdirSync(GENERATED, { recursive: true })
  writeFileSync(STAMP, inputs)
  return true
}

// Generating needs no schema engine, but Prisma downloads one unless it is given some executable file.
function prismaEnvironment() {
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
}

function hashInputs() {
  const hash = createHash('sha256')
  for (const name of ['prisma', '@pothos/plugin-prisma']) hash.update(`${name} ${readVersion(name)}\n`)
  const schemas = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.prisma'))
  for (const file of [...schemas.sort().map((name) => join(SCHEMA_FOLDER, name)), CONFIG]) {
    const text = readFileSync(file)
    hash.update(`${file.slice(ROOT.length)} ${text.length}\n`).update(text)
  }
  return hash.digest('hex')
}

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
}
