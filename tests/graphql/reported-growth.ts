import { afterEach, beforeAll, expect } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

export const rate = { measure: 'GROWTH', unit: 'PERCENT' }

/** A server with documents of several priorities, on which parks report growth. */
export function useReportedGrowth() {
  const server = useServer()

  afterEach(() => expect(server.faults.splice(0)).toEqual([]))

  beforeAll(async () => {
    await addSource(server.database, 'yearbook', 10)
    await addSource(server.database, 'bulletin', 50)
    for (const issue of ['issue-1', 'issue-2']) await addSource(server.database, issue, 30)
  })

  const add = (...figures: NewFigure[]) => addFigures(server.database, figures)

  async function addPark(slug: string, ...figures: NewFigure[]): Promise<string[]> {
    await addSubjects(server.database, [{ kind: 'PARK', slug }])
    return add(...figures)
  }

  /** The growth that is reported, bucket by bucket. */
  async function tell(slug: string, from: string, to: string, more = '', bucket = 'YEAR') {
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}"
        measures: [REPORTED_GROWTH] ${more}) { series { columns { values } } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'timeSeries.series.0.columns.0.values')
  }

  return { server, add, addPark, tell }
}
