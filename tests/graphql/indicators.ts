import { beforeAll, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { makeKey, openForm, write } from './writing.ts'

const plain = {
  ...{
    name: '用电量',
    labels: { zh: '用电量', en: 'Electricity used' },
    definition: { zh: '全部用电。', en: 'All of it.' },
  },
  ...{ defaultUnit: 'PERSON', aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' },
}

/** Measures what taxes and revenue do. */
export const money = { defaultUnit: 'CNY_100M' }

/** Who makes indicators, changes and archives them, and records figures of them. */
export function useVocabulary(server: TestServer) {
  const keys = { admin: '', editor: '' }

  beforeAll(async () => {
    keys.editor = await openForm(server)
    keys.admin = await makeKey(server, 'ADMIN', { isAll: true })
  })

  let count = 0

  /** A code that nothing has yet. */
  const nextCode = () => `made_${++count}`

  const create = (input: Record<string, unknown> = {}, token = keys.admin) =>
    write(server, 'createIndicator', { code: nextCode(), ...plain, ...input }, token)

  const make = async (input: Record<string, unknown> = {}) => String(pick(await create(input), 'indicator.code'))

  const update = (code: string, changes: object, expectedVersion = '1', token = keys.admin) =>
    write(server, 'updateIndicator', { code, expectedVersion, ...changes }, token)

  const archive = (code: string, expectedVersion = '1', verb = 'archive') =>
    write(server, `${verb}Indicator`, { indicator: code, expectedVersion, reason: '停用' }, keys.admin)

  const ask = async (query: string, token: string | null = null) => {
    const { data, errors } = await server.send(query, {}, token)
    expect(errors).toBeUndefined()
    return data as Record<string, unknown>
  }

  const clock = async () => String((await ask('{ clock }'))['clock'])

  return { keys, nextCode, create, make, update, archive, ask, clock }
}
