import parkgraph = require('@parkgraph/sdk')

const client = parkgraph.createClient({ url: 'http://127.0.0.1:4000/graphql' })

async function countParks(): Promise<number | undefined> {
  const data = await client.run(parkgraph.parks, { first: 1, withTotal: true })
  return data.parks.totalCount
}

async function readOutput(slug: string): Promise<parkgraph.Decimal | null | undefined> {
  const data = await client.run(parkgraph.park, { slug })
  return data.park?.outputValue?.value
}

export = { countParks, readOutput }
