// Prints the figures of the zone that become public, as anybody sees them, until it has four.
// @ts-check
import { observationRecorded } from '@parkgraph/sdk'
import { connect } from './connect.mjs'

const events = connect().subscribe(
  observationRecorded,
  { park: 'xiangxiang-etdz' },
  { onOpen: () => console.log('Watching') },
)
let count = 0
for await (const { observationRecorded: event } of events) {
  const { subject, indicator, period, printed } = event.observation
  console.log(subject.name, indicator.name, period?.toString(), printed.text)
  if (++count === 4) break
}
