import { beforeAll } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addSubjects, pick } from './data.ts'
import { type Answer, makeKey, openForm, write } from './writing.ts'

export type Told = Record<string, unknown>

export const fact = (subject: string, content: Told, more: Told = {}) => ({
  subject,
  content,
  source: 'form',
  ...more,
})

export const idOf = (answer: Answer) => String(pick(answer, answer['facts'] ? 'facts.0.id' : 'fact.id'))

/** Who tells facts of subjects of the park `own`, revises them and withdraws them. */
export function useTellers(server: TestServer) {
  const keys = { editor: '', steward: '', reader: '' }

  beforeAll(async () => {
    keys.editor = await openForm(server)
    keys.steward = await makeKey(server, 'STEWARD', { park: 'own' })
    keys.reader = await makeKey(server, 'READER', { park: 'own' })
    await addSubjects(server.database, [
      { kind: 'PROJECT', slug: 'own-works', park: 'own', reportedBy: 'own' },
      { kind: 'PARK', slug: 'own-small', reportedBy: 'own' },
      { kind: 'PROGRAMME', slug: 'own-service', park: 'own', reportedBy: 'own' },
    ])
  })

  const record = (facts: Told[], token = keys.editor, more: Told = {}) =>
    write(server, 'recordFacts', { facts, ...more }, token)

  const revise = (id: string, content: Told, more: Told = {}, token = keys.editor) =>
    write(server, 'reviseFact', { fact: id, expectedVersion: id, content, reason: '核实', ...more }, token)

  const withdraw = (id: string, expectedVersion = id, more: Told = {}, token = keys.editor) =>
    write(server, 'withdrawFact', { fact: id, expectedVersion, reason: '误录', ...more }, token)

  let count = 0

  /** A firm of its own, so that nothing told of it before is in the way. */
  async function addFirm(more: object = {}): Promise<string> {
    const slug = `told-${++count}`
    await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, reportedBy: 'own', ...more }])
    return slug
  }

  return { keys, record, revise, withdraw, addFirm }
}
