// Records the corrected form, and drafts and submits its publication.
// @ts-check
import { readFile } from 'node:fs/promises'
import { draftPublication, importFile, observations, submitPublication } from '@parkgraph/sdk'
import { connect, expectSuccess } from './connect.mjs'

const client = connect('EDITOR_KEY')
const form = await readFile(new URL('form-corrected.csv', import.meta.url))
const source = 'xiangxiang-form-2018-01'
const { outcome, figures } = await importFile(client, form, {
  defaults: { source, accumulation: 'MONTH', nature: 'ACTUAL' },
  onProgress: ({ phase, rows }) => console.log(phase, rows),
})
console.log(outcome, figures)

const { observations: recorded } = await client.run(observations, { where: { source: { eq: source } } })
const { draftPublication: drafted } = await client.run(draftPublication, {
  input: {
    title: '2018年1月',
    level: 'PUBLIC',
    observations: recorded.nodes.map(({ id }) => id),
    idempotencyKey: 'draft 2018-01',
  },
})
const { id: publication, state, lastStep } = expectSuccess(drafted).publication
if (state === 'DRAFTED') {
  const { submitPublication: submitted } = await client.run(submitPublication, {
    input: { publication, expectedVersion: lastStep.id, idempotencyKey: 'submit 2018-01' },
  })
  console.log(expectSuccess(submitted).publication.state)
}
