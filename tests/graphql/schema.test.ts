import { readFileSync } from 'node:fs'
import { printServedSchema } from '@parkgraph/server'
import {
  buildClientSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'

const server = useServer()
let schema: ReturnType<typeof buildClientSchema>

beforeAll(async () => {
  const { data } = await server.send(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))
  schema = buildClientSchema(data as never)
})

const ours = () =>
  Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))

test('every type, field, argument, input field and enum value is described', () => {
  const parts = ours().flatMap((type) => [
    [type.name, type.description] as const,
    ...(isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap((field) => [
          [`${type.name}.${field.name}`, field.description] as const,
          ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
        ])
      : []),
    ...(isInputObjectType(type)
      ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const)
      : []),
    ...(isEnumType(type)
      ? type.getValues().map((value) => [`${type.name}.${value.name}`, value.description] as const)
      : []),
  ])
  expect(parts.length).toBeGreaterThan(500)
  expect(parts.filter(([, description]) => !description?.trim()).map(([name]) => name)).toEqual([])
})

test('what is made of many rows says that it is made of those that the viewer may see', () => {
  const types = [
    ...['CorrectionPreview', 'Coverage', 'EnterpriseGroup', 'FulfilmentTotal', 'ObservationGroup', 'PanelGrowthPart'],
    ...['ProjectGroup', 'Ranking', 'Reconciliation', 'Score'],
  ]
  const fields = [
    ...['Query.checks', 'Query.coverage', 'Query.forecastErrors', 'Query.ranking', 'Query.timeSeries'],
    ...['Park.fulfilment', 'Park.panelGrowth', 'Park.reconciliation', 'Ranking.count', 'Ranking.exclusions'],
    ...['Coverage.sourceCount', 'Reconciliation.count'],
  ]
  const all = ours().filter(isObjectType)
  const described = all.flatMap((type) => [
    [type.name, type.description] as const,
    ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description] as const),
  ])
  const counts = described.filter(([name]) => /Connection\.(totalCount|groupBy)$/.test(name))
  const asked = new Set([...types, ...fields, ...counts.map(([name]) => name)])
  const silent = described.filter(([name, text]) => asked.has(name) && !text?.includes('viewer may see'))
  expect(silent.map(([name]) => name)).toEqual([])
  expect(described.filter(([name]) => asked.has(name))).toHaveLength(asked.size)
  const measures = schema.getType('TimeSeriesMeasure')
  expect(isEnumType(measures) && measures.getValue('RANK')?.description).toContain('viewer may see')
})

test('the committed schema is the served one', () => {
  const committed = readFileSync(new URL('../../packages/server/schema.graphql', import.meta.url), 'utf8')
  expect(committed).toBe(printServedSchema())
})

test('vocabularies labels every value of every enum in both languages', async () => {
  const { data } = await server.send(
    '{ vocabularies { name terms { code zh: label en: label(locale: EN) explicit: label(locale: ZH) } } }',
  )
  type Term = { code: string; zh: string; en: string; explicit: string }
  const vocabularies = data?.vocabularies as { name: string; terms: Term[] }[]
  const enums = ours().filter(isEnumType)
  const labelled = enums.filter(({ name }) => name !== 'Locale' && name !== 'OrderDirection')
  expect(vocabularies.map(({ name }) => name).sort()).toEqual(labelled.map(({ name }) => name).sort())
  for (const { name, terms } of vocabularies) {
    const values = labelled
      .find((type) => type.name === name)
      ?.getValues()
      .map((value) => value.name)
    expect(terms.map(({ code }) => code).sort()).toEqual(values?.sort())
    for (const { zh, en, explicit } of terms) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
      expect(explicit).toBe(zh)
    }
  }
})

test('every connection has edges, nodes, pageInfo and totalCount, none of them nullable', () => {
  const connections = ours().filter((type) => isObjectType(type) && type.name.endsWith('Connection'))
  expect(connections.length).toBeGreaterThanOrEqual(7)
  for (const type of connections) {
    if (!isObjectType(type)) continue
    const fields = Object.values(type.getFields()).map(({ name, type }) => `${name}: ${type}`)
    const item = type.name.replace('Connection', '')
    expect(fields.filter((field) => !/^(groupBy|summary)\b/.test(field)).sort()).toEqual([
      `edges: [${item}Edge!]!`,
      `nodes: [${item}!]!`,
      'pageInfo: PageInfo!',
      'totalCount: Int!',
    ])
  }
})
