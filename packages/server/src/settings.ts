import { isAbsolute } from 'node:path'
import { z } from 'zod'

const integer = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`
  const number = z.number().min(least, message).max(most, message)
  return z
    .string()
    .regex(/^-?\d+$/, message)
    .transform(Number)
    .pipe(number)
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const shape = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(0, 65_535).default(4000),
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(', ')}`).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must be a URL such as postgresql://user:password@host:5432/database')
    .optional(),
  // A relative one would lie in the checkout, where "git clean" takes it.
  PARKGRAPH_DATA: z.string().refine(isAbsolute, 'must be an absolute path outside the checkout').optional(),
  DATABASE_POOL_SIZE: integer(1, 1000).default(10),
  STATEMENT_TIMEOUT: integer(100, 3_600_000).default(30_000),
})

/** What the environment says, checked. `.env.example` documents each name. */
export type Settings = z.infer<typeof shape>

/** Their values hold passwords, so errors name them alone. */
const secret = new Set<PropertyKey>(['DATABASE_URL'])

/** Reads the settings. Throws one line per bad value, naming it. An empty value counts as absent. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { data, error } = shape.safeParse(given)
  if (data) return data
  const lines = error.issues.map(({ path: [name = ''], message }) => {
    const value = secret.has(name) ? '' : `=${given[String(name)]}`
    return `  ${String(name)}${value}: ${message}`
  })
  throw new Error(`These settings are wrong:\n${lines.join('\n')}`)
}
