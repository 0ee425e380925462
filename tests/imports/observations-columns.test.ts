import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { useForm } from './form.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
const { read, asEditor } = useForm(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('columns', () => {
  test('are known in English, by path and by name, and values once for all rows', async () => {
    const headers = [
      ['Subject slug', 'Indicator code', 'Accumulation', 'Nature', 'Period', 'Value', 'Unit code', 'Source code'],
      ['subject.slug', 'indicator.code', 'accumulation', 'nature', 'period', 'value', 'unit.code', 'source.code'],
      ['subject', 'indicator', 'accumulation', 'nature', 'period', 'value', 'unit', 'source'],
    ]
    for (const line of headers)
      expect(await send(server, toCsv([line, row()]), asEditor())).toMatchObject({ outcome: 'RECORDED' })
    const short = toCsv([
      ['时期', '本月数'],
      [row()[4] as string, '7'],
    ])
    const parameters = {
      ...{
        subject: 'own',
        indicator: 'tax_revenue',
        accumulation: 'YEAR_TO_DATE',
        nature: '实际',
        unit: '万元',
        source: 'form',
      },
      ...{ breakdown: 'short', columns: '{"value":"本月数"}' },
    }
    expect(await send(server, short, asEditor(parameters))).toMatchObject({ outcome: 'RECORDED' })
    expect(await read('short')).toMatchObject([{ value: '7', unit: { code: 'CNY_10K' } }])
  })

  test('that are unknown, twice there or missing are told', async () => {
    const wrong = ['对象代号', '对象代号', '指标代码', '性质', '时期', '数值', '单位代码', '備考']
    const answer = await send(server, toCsv([wrong, row()]), asEditor())
    expect(answer.problems?.map(({ row: at, code, value }) => [at, code, value])).toEqual([
      [1, 'DOUBLED_COLUMN', '对象代号'],
      [1, 'UNKNOWN_COLUMN', '備考'],
      [1, 'MISSING_COLUMN', null],
      [1, 'MISSING_COLUMN', null],
    ])
    const mapped = await send(server, toCsv([header, row()]), asEditor({ columns: '{"value":"本月数"}' }))
    expect(tell(mapped)).toEqual(['1 null MISSING_COLUMN'])
  })

  test('parameters that are wrong are errors that name them', async () => {
    for (const [name, value] of [
      ['valu', '1'],
      ['dryRun', 'yes'],
      ['encoding', 'EBCDIC'],
      ['columns', '['],
      ['columns', '{"luck":"x"}'],
    ] as const)
      expect(await send(server, 'x', asEditor({ [name]: value }))).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: name } }],
      })
  })
})
