import { createKey, localOwner } from '@parkgraph/db'
import * as sdk from '@parkgraph/sdk'
import { beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'

const server = useServer()
const zone = 'xiangxiang-etdz'
let client: sdk.Client
let other: sdk.Client

beforeAll(async () => {
  const key = { label: 'office', role: 'STEWARD', scope: { park: zone }, expires: null }
  const open = async () => {
    const token = await createKey(server.database.pool, localOwner, key)
    return sdk.createClient({ url: server.url, headers: { authorization: `Bearer ${token}` } })
  }
  client = await open()
  other = await open()
})

it('writes a form, a revision, a withdrawal and a correction', async () => {
  const document = {
    code: 'form-2018',
    title: '报表',
    kind: 'STATISTICAL_REPORT',
    publishedFrom: '2018-02-01',
  } as const
  const { createSource } = await client.run(sdk.createSource, {
    input: { ...document, publishedTo: '2018-02-10', reportingPark: zone, idempotencyKey: 'document' },
  })
  if (createSource.__typename !== 'CreateSourceSuccess') throw new Error(createSource.message)
  const { recordObservations } = await client.run(sdk.recordObservations, {
    input: {
      observations: [
        {
          ...{ subject: zone, indicator: 'tax_revenue', accumulation: 'YEAR_TO_DATE', nature: 'ACTUAL' },
          ...{ period: sdk.parsePeriod('2018-01'), value: new sdk.Decimal('0.31'), unit: '亿元' },
          source: createSource.source.code,
        },
      ],
      idempotencyKey: 'form',
    },
  })
  if (recordObservations.__typename !== 'RecordObservationsSuccess') throw new Error(recordObservations.message)
  const [figure] = recordObservations.observations
  expect(figure).toMatchObject({
    value: new sdk.Decimal('0.31'),
    period: sdk.parsePeriod('2018-01'),
    publishedOn: '2018-02-10',
  })
  const id = figure?.id ?? ''
  const version = { observation: id, expectedVersion: id, reason: '更正' }
  const { reviseObservation } = await client.run(sdk.reviseObservation, {
    input: { ...version, value: '0.32', idempotencyKey: 'revision' },
  })
  if (reviseObservation.__typename !== 'ReviseObservationSuccess') throw new Error(reviseObservation.message)
  const { withdrawObservation } = await client.run(sdk.withdrawObservation, {
    input: { ...version, idempotencyKey: 'late' },
  })
  if (withdrawObservation.__typename !== 'Conflict') throw new Error(withdrawObservation.__typename)
  expect(withdrawObservation.conflicts[0]?.observation?.value).toEqual(new sdk.Decimal('0.32'))
  const evidence = { zh: '附表', en: 'the annex' }
  const { proposeCorrection } = await client.run(sdk.proposeCorrection, {
    input: {
      observation: reviseObservation.observation.id,
      changes: { value: '0.3' },
      evidence,
      confidence: 'LOW',
      idempotencyKey: 'proposal',
    },
  })
  if (proposeCorrection.__typename !== 'ProposeCorrectionSuccess') throw new Error(proposeCorrection.message)
  const { id: correction, version: expectedVersion } = proposeCorrection.correction
  const decision = { correction, reason: '属实' }
  const { acceptCorrection } = await other.run(sdk.acceptCorrection, {
    input: { ...decision, expectedVersion, idempotencyKey: 'accepted' },
  })
  if (acceptCorrection.__typename !== 'AcceptCorrectionSuccess') throw new Error(acceptCorrection.message)
  expect(acceptCorrection.correction.decisions.map(({ state }) => state)).toEqual(['ACCEPTED'])
  const { rejectCorrection } = await client.run(sdk.rejectCorrection, {
    input: { ...decision, expectedVersion: acceptCorrection.correction.version, idempotencyKey: 'rejected' },
  })
  if (rejectCorrection.__typename !== 'RejectCorrectionSuccess') throw new Error(rejectCorrection.message)
  expect(rejectCorrection.correction.state).toBe('REJECTED')
  expect(server.faults).toEqual([])
})

it('writes facts, a revision and a withdrawal', async () => {
  const told = {
    subject: zone,
    source: 'form-2018',
    content: { honour: { title: '先进', date: sdk.parsePeriod('2018') } },
  }
  const { recordFacts } = await client.run(sdk.recordFacts, { input: { facts: [told], idempotencyKey: 'facts' } })
  if (recordFacts.__typename !== 'RecordFactsSuccess') throw new Error(recordFacts.message)
  const [fact] = recordFacts.facts
  expect(fact).toMatchObject({ __typename: 'Honour', title: '先进', period: sdk.parsePeriod('2018') })
  const id = fact?.id ?? ''
  const version = { fact: id, expectedVersion: id, reason: '更正' }
  const { reviseFact } = await client.run(sdk.reviseFact, {
    input: { ...version, content: { honour: { title: '先进单位' } }, idempotencyKey: 'revised fact' },
  })
  if (reviseFact.__typename !== 'ReviseFactSuccess') throw new Error(reviseFact.message)
  const { withdrawFact: late } = await client.run(sdk.withdrawFact, {
    input: { ...version, idempotencyKey: 'late fact' },
  })
  if (late.__typename !== 'Conflict') throw new Error(late.__typename)
  expect(late.conflicts[0]).toMatchObject({ version: reviseFact.fact.id, fact: { title: '先进单位' } })
  const { withdrawFact } = await client.run(sdk.withdrawFact, {
    input: { ...version, expectedVersion: reviseFact.fact.id, idempotencyKey: 'withdrawn fact' },
  })
  if (withdrawFact.__typename !== 'WithdrawFactSuccess') throw new Error(withdrawFact.message)
  expect(withdrawFact.subject.slug).toBe(zone)
})

it('makes subjects of each kind known', async () => {
  const called = { name: '新', pinyin: 'xin', reportingPark: zone }
  const of = (kind: string) => ({ ...called, slug: `${zone}-sdk-${kind}`, idempotencyKey: `create ${kind}` })
  const { createPark } = await client.run(sdk.createPark, { input: { ...of('park'), kind: 'PARK_IN_PARK' } })
  const { createProject } = await client.run(sdk.createProject, { input: { ...of('project'), kind: 'LIVELIHOOD' } })
  const { createEnterprise } = await client.run(sdk.createEnterprise, { input: of('enterprise') })
  const { createFacility } = await client.run(sdk.createFacility, { input: of('facility') })
  const { createProgramme } = await client.run(sdk.createProgramme, { input: of('programme') })
  if (createPark.__typename !== 'CreateParkSuccess') throw new Error(createPark.message)
  expect(createPark.park).toMatchObject({ slug: `${zone}-sdk-park`, kind: 'PARK_IN_PARK' })
  expect(
    [createProject, createEnterprise, createFacility, createProgramme].map(({ __typename }) => __typename),
  ).toEqual([...['CreateProjectSuccess', 'CreateEnterpriseSuccess', 'CreateFacilitySuccess', 'CreateProgrammeSuccess']])
  const { createPark: again } = await client.run(sdk.createPark, {
    input: { ...of('park'), kind: 'PARK_IN_PARK', idempotencyKey: 'once more' },
  })
  if (again.__typename !== 'Conflict') throw new Error(again.__typename)
  expect(again.conflicts[0]?.subject?.slug).toBe(createPark.park.slug)
})

it('changes subjects, archives one and puts it back', async () => {
  const name = { name: '改名' }
  const of = (kind: string) => ({
    ...name,
    slug: `${zone}-sdk-${kind}`,
    expectedVersion: '1',
    idempotencyKey: `update ${kind}`,
  })
  const answers = [
    (await client.run(sdk.updatePark, { input: of('park') })).updatePark,
    (await client.run(sdk.updateProject, { input: of('project') })).updateProject,
    (await client.run(sdk.updateEnterprise, { input: of('enterprise') })).updateEnterprise,
    (await client.run(sdk.updateFacility, { input: of('facility') })).updateFacility,
    (await client.run(sdk.updateProgramme, { input: of('programme') })).updateProgramme,
  ]
  expect(answers.map(({ __typename }) => __typename)).toEqual([
    ...['UpdateParkSuccess', 'UpdateProjectSuccess', 'UpdateEnterpriseSuccess', 'UpdateFacilitySuccess'],
    'UpdateProgrammeSuccess',
  ])
  const subject = { subject: `${zone}-sdk-enterprise`, reason: '注销' }
  const { archiveSubject } = await client.run(sdk.archiveSubject, {
    input: { ...subject, expectedVersion: '2', idempotencyKey: 'archive' },
  })
  if (archiveSubject.__typename !== 'ArchiveSubjectSuccess') throw new Error(archiveSubject.message)
  expect(archiveSubject.subject).toMatchObject({ ...name, isArchived: true, version: '3' })
  const { restoreSubject: late } = await client.run(sdk.restoreSubject, {
    input: { ...subject, expectedVersion: '2', idempotencyKey: 'late restore' },
  })
  if (late.__typename !== 'Conflict') throw new Error(late.__typename)
  const { restoreSubject } = await client.run(sdk.restoreSubject, {
    input: { ...subject, expectedVersion: late.conflicts[0]?.version ?? '', idempotencyKey: 'restore' },
  })
  if (restoreSubject.__typename !== 'RestoreSubjectSuccess') throw new Error(restoreSubject.message)
  expect(restoreSubject.subject.isArchived).toBe(false)
})

it('changes a document, archives it and puts it back', async () => {
  const { updateSource } = await client.run(sdk.updateSource, {
    input: { code: 'form-2018', expectedVersion: '1', title: '月报', idempotencyKey: 'update document' },
  })
  if (updateSource.__typename !== 'UpdateSourceSuccess') throw new Error(updateSource.message)
  expect(updateSource.source).toMatchObject({ code: 'form-2018', title: '月报', version: '2' })
  const source = { source: 'form-2018', reason: '作废' }
  const { archiveSource } = await client.run(sdk.archiveSource, {
    input: { ...source, expectedVersion: '2', idempotencyKey: 'archive document' },
  })
  if (archiveSource.__typename !== 'ArchiveSourceSuccess') throw new Error(archiveSource.message)
  const { restoreSource: late } = await client.run(sdk.restoreSource, {
    input: { ...source, expectedVersion: '2', idempotencyKey: 'late restore of document' },
  })
  if (late.__typename !== 'Conflict') throw new Error(late.__typename)
  expect(late.conflicts[0]?.source?.code).toBe('form-2018')
  const { restoreSource } = await client.run(sdk.restoreSource, {
    input: { ...source, expectedVersion: late.conflicts[0]?.version ?? '', idempotencyKey: 'restore document' },
  })
  if (restoreSource.__typename !== 'RestoreSourceSuccess') throw new Error(restoreSource.message)
  expect(restoreSource.source.isArchived).toBe(false)
})

it('reads the versions that changing a document, an indicator and a subject takes', async () => {
  const { clock } = await client.run(sdk.clock)
  const change = { reportingPark: zone, publishedFrom: '2019-02-01', publishedTo: '2019-02-10' } as const
  const document = { code: 'form-2019', title: '报表', kind: 'STATISTICAL_REPORT', ...change } as const
  await client.run(sdk.createSource, { input: { ...document, idempotencyKey: 'document of 2019' } })
  const { source } = await client.run(sdk.source, { code: 'form-2019' })
  expect(source).toMatchObject({ ...document, reportingPark: { slug: zone }, accessLevel: 'INTERNAL', version: '1' })
  expect(await other.run(sdk.source, { code: 'no-such-form' })).toEqual({ source: null })
  const { updateSource } = await client.run(sdk.updateSource, {
    input: {
      code: 'form-2019',
      expectedVersion: source?.version ?? '',
      title: '年报',
      idempotencyKey: 'title of 2019',
    },
  })
  if (updateSource.__typename !== 'UpdateSourceSuccess') throw new Error(updateSource.message)
  const list = { updatedAfter: clock, withTotal: true } as const
  const { sources } = await client.run(sdk.sources, list)
  expect(sources).toMatchObject({ totalCount: 1, nodes: [{ code: 'form-2019', title: '年报', version: '2' }] })
  const { node } = await client.run(sdk.node, { id: source?.id ?? '' })
  expect(node).toEqual({ __typename: 'Source', ...sources.nodes[0] })
  const archiving = { source: 'form-2019', expectedVersion: '2', reason: '作废', idempotencyKey: 'no form of 2019' }
  await client.run(sdk.archiveSource, { input: archiving })
  expect((await client.run(sdk.sources, list)).sources.totalCount).toBe(0)
  expect((await client.run(sdk.sources, { ...list, includeArchived: true })).sources.nodes).toMatchObject([
    { code: 'form-2019', isArchived: true, version: '3' },
  ])
  const { indicator } = await client.run(sdk.indicator, { code: 'tax_revenue' })
  expect(indicator?.version).toMatch(/^[1-9]/)
  expect((await client.run(sdk.node, { id: indicator?.id ?? '' })).node).toMatchObject({ version: indicator?.version })
  const { park } = await client.run(sdk.park, { slug: zone })
  const { updatePark } = await client.run(sdk.updatePark, {
    input: { slug: zone, expectedVersion: park?.version ?? '', pinyin: 'xiang', idempotencyKey: 'pinyin of the zone' },
  })
  expect(updatePark.__typename).toBe('UpdateParkSuccess')
})

it('makes an indicator known, changes it and takes it out of the list', async () => {
  const token = await createKey(server.database.pool, localOwner, {
    ...{ label: 'keeper', role: 'ADMIN', scope: { isAll: true }, expires: null },
  })
  const keeper = sdk.createClient({ url: server.url, headers: { authorization: `Bearer ${token}` } })
  const code = 'electricity'
  const texts = { zh: '用电量', en: 'Electricity' }
  const aggregation = { aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' } as const
  const { createIndicator } = await keeper.run(sdk.createIndicator, {
    input: {
      code,
      name: '用电量',
      labels: texts,
      definition: texts,
      defaultUnit: '万千瓦时',
      ...aggregation,
      idempotencyKey: 'i1',
    },
  })
  if (createIndicator.__typename !== 'CreateIndicatorSuccess') throw new Error(createIndicator.message)
  expect(createIndicator.indicator).toMatchObject({ code, dimension: 'energy', isArchived: false, version: '1' })
  const { updateIndicator } = await keeper.run(sdk.updateIndicator, {
    input: { code, expectedVersion: '1', name: '电', idempotencyKey: 'i2' },
  })
  if (updateIndicator.__typename !== 'UpdateIndicatorSuccess') throw new Error(updateIndicator.message)
  expect(updateIndicator.indicator).toMatchObject({ name: '电', version: '2' })
  const { archiveIndicator: late } = await keeper.run(sdk.archiveIndicator, {
    input: { indicator: code, expectedVersion: '1', reason: '停用', idempotencyKey: 'i3' },
  })
  if (late.__typename !== 'Conflict') throw new Error(late.__typename)
  expect(late.conflicts).toMatchObject([{ version: '2', indicator: { code, name: '电' } }])
  const { archiveIndicator } = await keeper.run(sdk.archiveIndicator, {
    input: { indicator: code, expectedVersion: '2', reason: '停用', idempotencyKey: 'i4' },
  })
  if (archiveIndicator.__typename !== 'ArchiveIndicatorSuccess') throw new Error(archiveIndicator.message)
  const list = async (includeArchived: boolean) =>
    (await keeper.run(sdk.indicators, { where: { code: { eq: code } }, includeArchived })).indicators.nodes.length
  expect([await list(false), await list(true)]).toEqual([0, 1])
  const { restoreIndicator } = await keeper.run(sdk.restoreIndicator, {
    input: { indicator: code, expectedVersion: '3', reason: '再用', idempotencyKey: 'i5' },
  })
  if (restoreIndicator.__typename !== 'RestoreIndicatorSuccess') throw new Error(restoreIndicator.message)
  expect(restoreIndicator.indicator.isArchived).toBe(false)
  const { changes } = await keeper.run(sdk.changes, { first: 4, where: { rows: { kind: { eq: 'INDICATOR' } } } })
  expect(changes.nodes.map(({ rows: { nodes } }) => nodes)).toMatchObject([
    [{ before: { isArchived: true }, after: { isArchived: false } }],
    [{ before: { isArchived: false }, after: { isArchived: true } }],
    [{ before: { name: '用电量' }, after: { name: '电' } }],
    [{ before: null, after: { code } }],
  ])
})

it('tells what is wrong as data', async () => {
  const { recordObservations } = await client.run(sdk.recordObservations, {
    input: { observations: [], idempotencyKey: 'nothing' },
  })
  if (recordObservations.__typename !== 'ValidationError') throw new Error(recordObservations.__typename)
  expect(recordObservations.issues.map(({ path, code }) => [path, code])).toEqual([[['observations'], 'OUT_OF_RANGE']])
})
