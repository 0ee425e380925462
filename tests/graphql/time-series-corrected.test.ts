import { expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { decide, pick, ZONE } from './data.ts'

const server = useServer()

it('as corrected, a figure that moved to another scope is found there, and leaves the one that it was printed in', async () => {
  const ask = async (reading: string) => {
    const { data } = await server.send(`{
      timeSeries(subjects: ["${ZONE}"], indicators: ["gross_industrial_output_value"], bucket: MONTH, from: "2017-11", to: "2017-11",
        reading: ${reading}, measures: [LEVEL]) { series { scope columns { values } } }
      park(slug: "${ZONE}") { grossIndustrialOutputValue(reading: ${reading}) { value } } }`)
    return [pick(data, 'timeSeries.series.0'), pick(data, 'park.grossIndustrialOutputValue.value')]
  }
  const { data } = await server.send(
    `{ corrections(where: { observation: { measure: { eq: LEVEL }, printedText: { in: ["542.28亿元", "603.38亿元"] } } }) { nodes { id } } }`,
  )
  const ids = (pick(data, 'corrections.nodes') as { id: string }[]).map(({ id }) => id)
  expect(ids).toHaveLength(2)
  for (const id of ids) await decide(server.database, id)
  expect(await ask('AS_PRINTED')).toEqual([{ scope: 'UNSPECIFIED', columns: [{ values: ['542.28'] }] }, '542.28'])
  expect(await ask('CORRECTED')).toEqual([{ scope: 'ALL', columns: [{ values: ['603.38'] }] }, '603.38'])
})
