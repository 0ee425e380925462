// Approves what waits for it: with that, it is released.
// @ts-check
import { approvePublication, publications } from '@parkgraph/sdk'
import { connect, expectSuccess } from './connect.mjs'

const client = connect('STEWARD_KEY')
const { publications: page } = await client.run(publications, { where: { state: { eq: 'SUBMITTED' } } })
for (const { id, title, lastStep } of page.nodes) {
  const { approvePublication: approved } = await client.run(approvePublication, {
    input: { publication: id, expectedVersion: lastStep.id, idempotencyKey: `approve ${id}` },
  })
  console.log(title, expectSuccess(approved).publication.state)
}
