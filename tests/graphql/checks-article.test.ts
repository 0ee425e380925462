import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'

const server = useServer()

interface Finding {
  readonly rule: string
  readonly severity: string
  readonly message: string
  readonly inEnglish: string
  readonly subject: { slug: string }
  readonly otherSubjects: readonly { slug: string }[]
  readonly indicator: { code: string } | null
  readonly unit: { code: string } | null
  readonly expected: string | null
  readonly actual: string | null
  readonly ratio: string | null
  readonly inputs: readonly { role: string; observation: { printed: { text: string } } }[]
  readonly doubts: readonly { question: string; candidates: readonly string[] }[]
  readonly corrections: readonly { changes: Record<string, string> }[]
}

let findings: readonly Finding[] = []

beforeAll(async () => {
  const { data, errors } = await server.send(
    `query ($subject: String!) { checks(subject: $subject, first: 100) { nodes { rule severity message inEnglish: message(locale: EN)
      subject { slug } otherSubjects { slug } indicator { code } unit { code } expected actual ratio
      inputs { role observation { printed { text } } } doubts { question candidates } corrections { changes } } } }`,
    { subject: ZONE },
  )
  expect(errors).toBeUndefined()
  findings = pick(data, 'checks.nodes') as Finding[]
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const listTexts = (finding: Finding | undefined) =>
  finding?.inputs.map(({ role, observation }) => [role, observation.printed.text])

/** The one finding of a rule that rests on a printed figure. */
function getFinding(rule: string, role: string, text: string, other = ''): Finding {
  const found = findings.filter(
    (finding) =>
      finding.rule === rule &&
      listTexts(finding)?.some(([one, printed]) => one === role && printed === text) &&
      listTexts(finding)?.some(([, printed]) => other === '' || printed === other),
  )
  expect(found).toHaveLength(1)
  return found[0] as Finding
}

const getByText = (rule: string, part: string) => {
  const found = findings.filter((finding) => finding.rule === rule && finding.message.includes(part))
  expect(found).toHaveLength(1)
  return found[0] as Finding
}

describe('the misprints of the article', () => {
  it('技工工资收入 643.20 has no definition, and a correction says what it may be', () => {
    const finding = getFinding('UNDEFINED_INDICATOR', 'FIGURE', '643.20亿元')
    expect(finding).toMatchObject({ severity: 'WARNING', subject: { slug: ZONE } })
    expect(finding.message).toContain('可能指技工贸总收入')
    expect(finding.corrections[0]?.changes).toMatchObject({ indicator: 'technology_industry_trade_revenue' })
  })

  it.each(['542.28', '603.38'])('wages of 643.20 are larger than output of %s', (output) => {
    const finding = getFinding('SUBSET_LARGER', 'PART', '643.20亿元', `${output}亿元`)
    expect(finding).toMatchObject({ severity: 'ERROR', actual: '643.2', expected: output, unit: { code: 'CNY_100M' } })
    expect(finding.inEnglish).toContain('a part cannot exceed the whole')
  })

  it('工业总产值 542.28 is the subset of 工业生产总产值 603.38: bases of 402.02 and 480.40 agree', () => {
    const finding = getFinding('SUBSET_LARGER', 'PART', '542.28亿元')
    expect(finding).toMatchObject({ severity: 'WARNING', expected: '542.28', actual: '603.38' })
    expect(listTexts(finding)).toEqual([
      ['PART', '542.28亿元'],
      ['WHOLE', '603.38亿元'],
      ['PART_GROWTH', '34.89%'],
      ['WHOLE_GROWTH', '25.60%'],
    ])
    expect(finding.message).toContain('402.02与480.4,与此相符')
    expect(finding.corrections.map(({ changes }) => changes['scope'])).toEqual([
      'ABOVE_SCALE',
      'ABOVE_SCALE',
      'ALL',
      'ALL',
    ])
  })

  it('小康占比 71.5 % is undefined, with its candidates noted', () => {
    const finding = getFinding('UNDEFINED_INDICATOR', 'FIGURE', '71.5%')
    expect(finding.message).toContain('尚无可对应的指标')
    expect(finding.doubts).toMatchObject([{ candidates: ['全面小康监测的实现程度', '监测指标中的比重'] }])
  })

  it('the forecast of investment requires 15 of December against a mean month of 5.45', () => {
    const finding = getFinding('FORECAST_REMAINDER', 'FORECAST', '75亿元')
    expect(listTexts(finding)).toEqual([
      ['FORECAST', '75亿元'],
      ['TO_DATE', '60亿元'],
    ])
    expect(finding).toMatchObject({ severity: 'WARNING', actual: '15', ratio: '2.75', unit: { code: 'CNY_100M' } })
    expect(Number(finding.expected)).toBeCloseTo(5.4545, 4)
    expect(finding.doubts).toHaveLength(1)
  })

  it('the forecast of tax requires 0.13 of December against a mean month of 0.26', () => {
    const finding = getFinding('FORECAST_REMAINDER', 'FORECAST', '3亿元')
    expect(finding).toMatchObject({ severity: 'WARNING', actual: '0.13', unit: { code: 'CNY_100M' } })
    expect(Number(finding.expected)).toBeCloseTo(0.2609, 4)
    expect(finding.doubts).toHaveLength(1)
  })

  it('the forecast of at least 715 implies no odd December', () => {
    expect(findings.filter((finding) => listTexts(finding)?.some(([role]) => role === 'FORECAST'))).toHaveLength(2)
  })

  it('再生玻璃深加工产业园 and 再生循环资源产业园 may be one, and both count output and jobs', () => {
    const finding = getByText('POSSIBLE_DUPLICATE', '再生玻璃深加工产业园')
    expect(finding.subject.slug).toBe(`${ZONE}-recycled-glass-park`)
    expect(finding.otherSubjects).toEqual([{ slug: `${ZONE}-juqiang-recycling-park` }])
    expect(listTexts(finding)?.map(([, text]) => text)).toEqual(['5亿元以上', '近1000人', '5亿元以上', '近千人'])
    expect(finding.doubts).toHaveLength(1)
  })

  it('新能源汽车园 has two names', () => {
    expect(getByText('OPEN_DOUBT', '新能源汽车产业园').subject.slug).toBe(`${ZONE}-new-energy-vehicle-park`)
  })

  it('some names are cut by captions', () => {
    expect(getByText('OPEN_DOUBT', '名称似不完整').otherSubjects).toHaveLength(2)
  })

  it.each(['带团建、带团建', '主题党日日', '以岗定薪、以岗定薪'])(
    'the doubled words %s are kept as a doubt',
    (words) => {
      expect(getByText('OPEN_DOUBT', words).severity).toBe('INFO')
    },
  )

  it('53 approvals beside 35: replaced or added, the article does not say', () => {
    const finding = getByText('OPEN_DOUBT', '53项是替换还是增加于35项')
    expect(listTexts(finding)?.map(([, text]) => text)).toEqual(['35项', '53项'])
    expect(finding.doubts[0]?.candidates).toEqual(['替换', '增加', '部分重合'])
  })

  it('a net increase of 1180.7 out of 1205.15 leaves a base of 24.45', () => {
    const finding = getFinding('HISTORY_JUMP', 'FIGURE', '1205.15万元')
    expect(finding).toMatchObject({ subject: { slug: 'juqiang-technology' }, expected: '24.45', actual: '1205.15' })
  })
})

describe('the findings of the article', () => {
  it('are found by arithmetic, whether anybody doubts or not', async () => {
    const { data } = await server.send(
      `{ checks(subject: "${ZONE}", where: { rule: { notIn: [OPEN_DOUBT] } }) { totalCount } }`,
    )
    await server.database.pool.query(`SET session_replication_role = replica; UPDATE doubt SET state = 'SETTLED';
      SET session_replication_role = DEFAULT`)
    const settled = await server.send(`{ checks(subject: "${ZONE}") { totalCount } }`)
    expect(settled.data).toEqual(data)
    expect(pick(data, 'checks.totalCount')).toBe(findings.filter(({ rule }) => rule !== 'OPEN_DOUBT').length)
  })

  it('come from one statement', async () => {
    server.forget()
    await server.send(
      `{ checks(subject: "${ZONE}") { nodes { message subject { name } inputs { observation { value } } doubts { question } } } }`,
    )
    expect(server.statements).toHaveLength(1)
  })
})
