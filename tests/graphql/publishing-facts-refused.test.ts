import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, pick } from './data.ts'
import { toId, useOffice } from './office.ts'
import { type Publication, readPublication, takeStep } from './publication-steps.ts'
import { issuesOf, leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
const { addFirm, keys, look, propose, submit, tell } = useOffice(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('sent again with the same key, a draft is made once', async () => {
  const slug = await addFirm()
  const input = {
    subjects: [slug],
    facts: [await tell('honour', slug, { title: 'x' })],
    idempotencyKey: `once ${slug}`,
  }
  const { id } = readPublication(await propose(input))
  expect(await leaveNothing(server, async () => readPublication(await propose(input)).id)).toBe(id)
  const other = await leaveNothing(server, () => propose({ ...input, facts: null }))
  expect(other).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
})

describe('a draft is refused', () => {
  const refuse = (input: Record<string, unknown>, token = keys.editor) =>
    leaveNothing(server, () => propose(input, token))

  test('with everything that is wrong with it', async () => {
    const [own, open] = [await addFirm(), await addFirm('PUBLIC')]
    const inner = await addFirm('INTERNAL', 'inner')
    const honour = await tell('honour', own, { title: 'x' })
    const foreign = await tell('honour', inner, { title: 'x' }, 'INTERNAL', 'inner')
    const told = await tell('honour', own, { title: 'y' }, 'PUBLIC')
    const answer = await refuse({ facts: [honour, foreign, honour, told], subjects: [own, inner, own, open] })
    expect(issuesOf(answer)).toEqual([
      ...['facts.1 OTHER_PARK', 'facts.2 DOUBLED_ITEM', 'facts.3 ALREADY_PUBLISHED'],
      ...['subjects.1 OTHER_PARK', 'subjects.2 DOUBLED_ITEM', 'subjects.3 ALREADY_PUBLISHED'],
    ])
    expect(issuesOf(await refuse({}))).toEqual(['observations OUT_OF_RANGE'])
    expect(issuesOf(await refuse({ subjects: Array(501).fill(own) }))).toContain('observations OUT_OF_RANGE')
  })

  test('where what it names is hidden, in the words of what is not there', async () => {
    const [reader, sibling] = [keys.viewers[2], keys.viewers[1]] as [string, string]
    const [slug, open] = [await addFirm('RESTRICTED'), await addFirm('PUBLIC')]
    const hidden = await tell('honour', open, { title: 'x' }, 'RESTRICTED')
    const below = await tell('honour', slug, { title: 'x' }, 'PUBLIC')
    const tied = await tell('relationship', open, { kind: 'PARTNER', to: slug }, 'PUBLIC')
    const none = toId('Honour', '999999999')
    for (const token of [reader, sibling]) {
      for (const id of [hidden, below, tied, none]) {
        const answer = await refuse({ facts: [id] }, token)
        const name = Buffer.from(id, 'base64')
          .toString()
          .replace(/^./, (letter) => letter.toLowerCase())
        expect(answer).toEqual({ __typename: 'NotFound', message: `There is no fact ${name}.` })
      }
      for (const name of [slug, 'nothing-of-that-name'])
        expect(await refuse({ subjects: [name] }, token)).toEqual({
          ...{ __typename: 'NotFound', message: `There is no subject "${name}".` },
        })
      expect((await refuse({ subjects: [open] }, token)).__typename).toBe('Forbidden')
    }
  })

  test.each([
    ['a subject', toId('Park', 1)],
    ['a figure', toId('Observation', '1:1')],
    ['nothing', 'x'],
  ])('for the id of %s among facts', async (_, id) => {
    const query = `mutation ($input: DraftPublicationInput!) { draftPublication(input: $input) { __typename } }`
    const input = { title: 'x', level: 'PUBLIC', facts: [id], idempotencyKey: 'x' }
    const { errors } = await server.send(query, { input }, keys.editor)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_NODE_ID', argument: 'input.facts.0' })
  })
})

describe('an approval', () => {
  const approve = (publication: Publication, token = keys.steward) => takeStep(server, 'approve', publication, token)

  test('takes somebody who sees all that is released by it', async () => {
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const [own, foreign] = [await addFirm('PUBLIC'), await addFirm('INTERNAL', 'sibling')]
    const tied = await tell('relationship', own, { kind: 'PARTNER', to: foreign })
    const ready = await submit({ facts: [tied, await tell('honour', own, { title: 'x' })] }, admin)
    expect(await leaveNothing(server, () => approve(ready))).toMatchObject({ __typename: 'Forbidden' })
    expect(await approve(ready, admin)).toMatchObject({ publication: { state: 'RELEASED' } })
  })

  test('takes the rights that a membership gives by then', async () => {
    const [shell, core] = ['shell', 'core'] as const
    await addSubjects(server.database, [
      { kind: 'PARK', slug: shell, reportedBy: 'own', accessLevel: 'PUBLIC' },
      { kind: 'PARK', slug: core, reportedBy: core, accessLevel: 'PUBLIC' },
    ])
    const membership = await tell('membership', shell, { park: 'own', role: 'PART_OF' }, 'RESTRICTED')
    const ready = await submit({ facts: [membership], level: 'INTERNAL' })
    await addFact(server.database, 'membership', core, { park: shell, role: 'PART_OF', access_level: 'PUBLIC' }, core)
    expect(await leaveNothing(server, () => approve(ready))).toMatchObject({ __typename: 'Forbidden' })
    const embargoed = { facts: [membership], level: 'INTERNAL', embargoUntil: '2099-01-01T00:00:00Z' }
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    expect(issuesOf(await propose(embargoed, admin))).toEqual(['embargoUntil OUT_OF_RANGE'])
  })

  test('publishes what was withdrawn with what withdraws it', async () => {
    const slug = await addFirm('PUBLIC')
    const honour = await tell('honour', slug, { title: 'x' })
    const withdrawal = { fact: honour, expectedVersion: honour, reason: 'x' }
    const withdrawn = await write(server, 'withdrawFact', withdrawal, keys.editor)
    const both = await submit({ facts: [honour, withdrawn['version']] })
    expect(await approve(both)).toMatchObject({ publication: { state: 'RELEASED' } })
    expect(pick(await look(slug, null), 'enterprise.honours')).toEqual([])
  })
})
