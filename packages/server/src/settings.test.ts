import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')

const key = `pg_abcd1234_${'A'.repeat(43)}`
const issuer = {
  OIDC_ISSUER: 'https://login.example.org',
  OIDC_AUDIENCE: 'parkgraph',
  OIDC_JWKS_URL: 'https://login.example.org/keys',
}

describe('.env.example', () => {
  it('holds the defaults', () => {
    expect(readSettings(parseEnv(example) as Record<string, string>)).toEqual(readSettings({}))
  })

  it('names every setting, and no other', () => {
    const all = readSettings({
      ...{ DATABASE_URL: 'postgresql://host/database', PARKGRAPH_DATA: '/srv/data', ADMIN_KEY: key },
      REDIS_URL: 'rediss://host:6380/0',
      ...issuer,
    })
    expect(Object.keys(parseEnv(example)).sort()).toEqual(Object.keys(all).sort())
  })
})

describe('REDIS_URL', () => {
  it.each(['redis:host', 'http://:geheim@host', 'redis://:geheim@host/zero', 'redis://'])(
    'is refused as %j, without its password',
    (url) => {
      const read = () => readSettings({ REDIS_URL: url })
      expect(read).toThrow('REDIS_URL: must be a URL such as redis://')
      expect(read).not.toThrow('geheim')
    },
  )
})

describe('settings of access', () => {
  it('are read', () => {
    expect(readSettings({ PUBLIC_READ: 'false', ADMIN_KEY: key, ...issuer })).toMatchObject({
      ...{ PUBLIC_READ: false, ADMIN_KEY: key },
      ...issuer,
    })
    expect(readSettings({}).PUBLIC_READ).toBe(true)
  })

  it.each([
    [{ PUBLIC_READ: 'no' }, '  PUBLIC_READ=no: must be true or false'],
    [{ ...issuer, OIDC_JWKS_URL: 'keys' }, '  OIDC_JWKS_URL=keys: must be the address of the keys of the issuer'],
    [{ ...issuer, OIDC_ISSUER: 'login' }, '  OIDC_ISSUER=login: must be the address that stands in the tokens as iss'],
    [{ ...issuer, OIDC_AUDIENCE: '' }, '  OIDC_AUDIENCE=: is needed with OIDC_ISSUER and OIDC_JWKS_URL'],
  ])('%j is named', (environment, line) => {
    expect(() => readSettings(environment)).toThrow(`These settings are wrong:\n${line}`)
  })

  it('an admin key that is none is named, and not printed', () => {
    expect(() => readSettings({ ADMIN_KEY: 'pg_geheim' })).toThrow(
      /^These settings are wrong:\n {2}ADMIN_KEY: must be a key: pg_, 8 letters or digits, _, and 32 bytes in base64url$/,
    )
  })
})
