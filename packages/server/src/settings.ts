import { z } from 'zod'

const integer = (least: number, most: number) => {
  const message = `is a whole number from ${least} to ${most}`
  const number = z.number().min(least, message).max(most, message)
  return z
    .string()
    .regex(/^-?\d+$/, message)
    .transform(Number)
    .pipe(number)
}

const shape = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: integer(0, 65_535).default(4000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'is a URL such as postgresql://user:password@host:5432/database')
    .optional(),
  PARKGRAPH_DATA: z.string().min(1).optional(),
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
