import { isAbsolute } from 'node:path'
import { isRedisUrl, parseToken, redisUrlRule } from '@parkgraph/db'
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
  REDIS_URL: z.string().refine(isRedisUrl, redisUrlRule).optional(),
  // A relative one would lie in the checkout, where "git clean" takes it.
  PARKGRAPH_DATA: z.string().refine(isAbsolute, 'must be an absolute path outside the checkout').optional(),
  DATABASE_POOL_SIZE: integer(1, 1000).default(10),
  STATEMENT_TIMEOUT: integer(100, 3_600_000).default(30_000),
  IMPORT_LIMIT: integer(1, 2_000_000_000).default(104_857_600),
  PUBLIC_READ: z
    .enum(['true', 'false'], 'must be true or false')
    .default('true')
    .transform((text) => text === 'true'),
  ADMIN_KEY: z
    .string()
    .refine(
      (text) => parseToken(text) !== null,
      'must be a key: pg_, 8 letters or digits, _, and 32 bytes in base64url',
    )
    .optional(),
  OIDC_ISSUER: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'must be the address that stands in the tokens as iss')
    .optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: z.url({ protocol: /^https?$/, error: 'must be the address of the keys of the issuer' }).optional(),
})

const oidc = ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_JWKS_URL'] as const

/** The settings of an issuer are of use together only. */
const whole = shape.superRefine((settings, context) => {
  if (oidc.every((name) => settings[name] === undefined)) return
  for (const name of oidc)
    if (settings[name] === undefined)
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is needed with ${oidc.filter((one) => one !== name).join(' and ')}`,
      })
})

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(shape.shape)

/** What the environment says, checked. `.env.example` documents each name. */
export type Settings = z.infer<typeof shape>

/** Their values hold passwords, so errors name them alone. */
const secret = new Set<PropertyKey>(['DATABASE_URL', 'REDIS_URL', 'ADMIN_KEY'])

/** Reads the settings. Throws one line per bad value, naming it. An empty value counts as absent. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { data, error } = whole.safeParse(given)
  if (data) return data
  const lines = error.issues.map(({ path: [name = ''], message }) => {
    const value = secret.has(name) ? '' : `=${given[String(name)] ?? ''}`
    return `  ${String(name)}${value}: ${message}`
  })
  throw new Error(`These settings are wrong:\n${lines.join('\n')}`)
}
