import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { coverageOf, fullYear, revenue } from './coverage.ts'
import { addSource, pick } from './data.ts'

const server = useServer()
const { add, addFirm, cover } = coverageOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(() => addSource(server.database, 'bureau', 1))

describe('breaks', () => {
  const breaksOf = async (subject: string) =>
    (await cover(subject, '', 'breaks { kind period before after }')).map(({ breaks }) => breaks)

  it('are where the printed unit changes', async () => {
    await addFirm('units')
    await add(
      [2015, 2016, 2017].map((year) => ({
        ...revenue('units'),
        ...fullYear(year),
        unit: year > 2016 ? 'CNY_100M' : 'CNY_10K',
      })),
    )
    expect(await breaksOf('units')).toEqual([[{ kind: 'UNIT', period: '2017', before: 'CNY_10K', after: 'CNY_100M' }]])
  })

  it('are where another series or source takes over, and not where two run side by side', async () => {
    await addFirm('handover')
    await add([
      ...[2013, 2014].map((year) => ({ ...revenue('handover'), ...fullYear(year), scope: 'ALL' })),
      ...[2015, 2016].map((year) => ({
        ...revenue('handover'),
        ...fullYear(year),
        scope: 'ABOVE_SCALE',
        priceBasis: 'CURRENT',
        source: 'bureau',
      })),
      ...[2014, 2016].map((year) => ({ ...revenue('handover'), ...fullYear(year), nature: 'TARGET' })),
    ])
    expect((await breaksOf('handover')).sort((a, b) => String(a).length - String(b).length)).toEqual([
      [],
      [],
      [
        { kind: 'PRICE_BASIS', period: '2015', before: 'UNSPECIFIED', after: 'CURRENT' },
        { kind: 'SCOPE', period: '2015', before: 'ALL', after: 'ABOVE_SCALE' },
        { kind: 'SOURCE', period: '2015', before: 'xiangxiang-2017-review', after: 'bureau' },
      ],
    ])
  })

  it('are where another currency goes on', async () => {
    await addFirm('currency')
    await add([2015, 2016].map((year) => ({ ...revenue('currency'), ...fullYear(year) })))
    await add([2017, 2018].map((year) => ({ ...revenue('currency'), ...fullYear(year), unit: 'USD_10K' })))
    const rows = await cover('currency')
    expect(rows.flatMap(({ breaks }) => breaks)).toEqual([
      { kind: 'UNIT', period: '2017', before: 'CNY_10K', after: 'USD_10K' },
    ])
  })

  it('are where a new edition of the definition begins', async () => {
    await addFirm('editions')
    await server.database.pool.query(`INSERT INTO indicator_definition (indicator_id, edition, valid_from, definition_zh, definition_en, source)
      SELECT id, '2', '2016-01-01', '新口径', 'as of 2016', 'reform' FROM indicator WHERE code = 'floor_area'`)
    await add(
      [2014, 2015, 2016].map((year) => ({
        ...revenue('editions'),
        indicator: 'floor_area',
        unit: 'MU',
        ...fullYear(year),
      })),
    )
    expect(await breaksOf('editions')).toEqual([[{ kind: 'DEFINITION', period: '2016', before: '1', after: '2' }]])
    const { data } = await server.send(
      '{ indicator(code: "floor_area") { definition definitions { edition validFrom source definition definitionEn: definition(locale: EN) } } }',
    )
    expect(pick(data, 'indicator.definitions')).toEqual([
      {
        edition: '1',
        validFrom: null,
        source: null,
        definition: pick(data, 'indicator.definition'),
        definitionEn: expect.stringContaining('Floor area'),
      },
      { edition: '2', validFrom: '2016-01-01', source: 'reform', definition: '新口径', definitionEn: 'as of 2016' },
    ])
  })
})
