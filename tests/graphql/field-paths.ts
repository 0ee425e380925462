import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql'

const among = (...conditions: string[]) =>
  `first: 20, where: { or: [${conditions.map((one) => `{ slug: { ${one} } }`).join(', ')}] }`
const starting = (...prefixes: string[]) => among(...prefixes.map((one) => `startsWith: "${one}"`))
const figures = (conditions: string) =>
  `first: 20, where: { subject: { slug: { in: ["own", "firm-own"] } }, indicator: { code: { eq: "tax_revenue" } }, ${conditions} }`

/** Figures of which groups may be made, and others, from which others still are worked out. */
const levels = figures('nature: { eq: ACTUAL }, measure: { eq: LEVEL }, accumulation: { eq: FULL_YEAR }')
const others = [figures('nature: { eq: FORECAST }'), figures('measure: { eq: GROWTH }')]

/** What fields are asked with, by coordinate or else by name: without an entry for what it requires, a field cannot be asked. */
const given: Record<string, string> = {
  'Query.changes': `first: 100, where: { park: { slug: { eq: "own" } } }`,
  'Query.checks': 'subject: "own", first: 100',
  'Query.corrections': 'first: 12, orderBy: [{ id: ASC }]',
  'Query.coverage': 'subjects: ["own", "firm-own"], first: 100',
  'Query.enterprise': 'slug: "firm-own"',
  'Query.enterprises': starting('firm-', 'e-'),
  'Query.facilities': starting('f-'),
  'Query.facility': 'slug: "f-own"',
  'Query.forecastErrors': 'subjects: ["own", "firm-own"]',
  'Query.framework': 'code: "rights"',
  'Query.indicator': 'code: "tax_revenue"',
  'Query.indicators': 'first: 100',
  'Query.observations': levels,
  'Query.park': 'slug: "own"',
  'Query.parks': among('in: ["outer", "own", "sibling", "inner"]', 'startsWith: "k-"'),
  'Query.programme': 'slug: "g-own"',
  'Query.programmes': starting('g-'),
  'Query.project': 'slug: "w-own"',
  'Query.projects': starting('w-', 'p-'),
  'Query.ranking': 'by: { indicator: { indicator: "tax_revenue" } }, period: "2015", among: { subParks: INCLUDE }',
  'Query.source': 'code: "s-own-public"',
  'Query.timeSeries':
    'subjects: ["own"], indicators: ["tax_revenue"], bucket: MONTH, from: "2012-01", to: "2012-12", measures: [LEVEL, SINGLE_MONTH]',
  'ForecastErrors.groups': 'by: [INDICATOR]',
  'Framework.edition': 'edition: "1"',
  'Observation.isExactIn': 'unit: CNY_10K',
  'Viewer.may': 'park: "own"',
  'Park.panelGrowth': 'indicator: "revenue", period: "2012"',
  'Park.reconciliation': 'indicator: "tax_revenue", period: "2012"',
  'Park.score': 'framework: "rights", edition: "1"',
  'EnterpriseConnection.groupBy': 'by: [PARK], figure: { indicator: "revenue", period: "2012" }',
  'ObservationConnection.groupBy': 'by: [PARK], contained: EXCLUDE, percentiles: ["0.5"]',
  'ProjectConnection.groupBy': 'by: [PARK], figure: { indicator: "output_value", nature: ACTUAL }',
  latest: 'indicator: "staff_reduced"',
}

/** Ways to one row, which are told of the same in lists. */
const singles = ['enterprise', 'facility', 'framework', 'indicator', 'park', 'programme', 'project', 'source']

/** Told of each by itself elsewhere: `rights.test.ts` asks them of what is hidden. */
const apart = ['Query.node', 'Query.nodes']

const isConnection = (name: string) => name.endsWith('Connection')

type Field = GraphQLField<unknown, unknown>

/** The field by which queries reach a type first, which may lead to others of an interface too. */
interface From {
  readonly place: Place
  readonly field: Field
  readonly isKind: boolean
}

interface Place {
  readonly type: GraphQLObjectType
  /** How many lists lie above it, and more where there are few rows. */
  readonly depth: number
  readonly from?: From
}

/** Each type of objects that queries reach, by the fewest lists above it. */
export function findPlaces(schema: GraphQLSchema): Map<string, Place> {
  const found = new Map<string, Place>()
  const queue: Place[] = [{ type: schema.getQueryType() as GraphQLObjectType, depth: 0 }]
  for (let place = queue.shift(); place; place = queue.shift()) {
    if (found.has(place.type.name)) continue
    found.set(place.type.name, place)
    for (const field of askedOf(place.type)) queue.push(...findBeneath(schema, place, field))
    queue.sort((one, other) => one.depth - other.depth)
  }
  return found
}

function findBeneath(schema: GraphQLSchema, place: Place, field: Field): Place[] {
  const target = getNamedType(field.type)
  const depth = place.depth + (singles.includes(field.name) ? 2 : field.name === 'nodes' ? 0 : 1)
  if (isObjectType(target)) return [{ type: target, depth, from: { place, field, isKind: false } }]
  if (!isInterfaceType(target)) return []
  const from = { place, field, isKind: true }
  return schema.getPossibleTypes(target).map((type) => ({ type, depth: depth + 1, from }))
}

/** The fields of a type but for those that are asked apart. */
const askedOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ name }) => !apart.includes(`${type.name}.${name}`))

/**
 * Operations that ask every field of every type that queries reach, of rows that everybody sees: each once. What types have from one
 * interface is one plan, and asked of one of them.
 */
export function makeOperations(schema: GraphQLSchema): string[] {
  const places = findPlaces(schema)
  const asked = new Set<object>()
  const written = new Map<string, readonly string[]>()

  const write = (place: Place): string => {
    const texts = askedOf(place.type).flatMap((field) => {
      const target = getNamedType(field.type)
      const beneath = places.get(target.name)
      const isHere = beneath?.from?.field === field && !beneath.from.isKind
      if (asked.has(planOf(field)) && !isHere) return []
      asked.add(planOf(field))
      // Beside others of its interface, the fields of a kind may have the name of theirs and another type.
      const alias = place.from?.isKind && !isLeafType(target) ? `${field.name}_${place.type.name}: ` : ''
      return [`${alias}${isHere ? `${head(place.type, field)} ${write(beneath)}` : ask(schema, place.type, field)}`]
    })
    written.set(place.type.name, texts)
    return `{ __typename ${texts.join(' ')} }`
  }
  const kinds = new Map<Field, { readonly from: From; readonly texts: readonly string[] }>()
  for (const place of places.values()) {
    const { from, type } = place
    if (from && !from.isKind) continue
    const text = write(place)
    const beside = kinds.get(from?.field as Field)?.texts ?? []
    if (from) kinds.set(from.field, { from, texts: [...beside, `... on ${type.name} ${text}`] })
  }
  const rows = written.get('Observation')?.filter((text) => !text.startsWith('isExactIn'))
  return [
    ...(written.get('Query') ?? []).map((text) => `{ __typename ${text} }`),
    ...[...kinds.values()].map(({ from, texts }) => wrap(from, `{ __typename ${texts.join(' ')} }`)),
    ...others.map(
      (other) => `{ __typename observations(${other}) { __typename nodes { __typename ${rows?.join(' ')} } } }`,
    ),
  ]
}

/** The way from the query to what is asked of a field. */
function wrap({ place, field }: From, text: string): string {
  const all = `{ __typename ${head(place.type, field)} ${text} }`
  return place.from
    ? wrap(place.from, place.from.isKind ? `{ __typename ... on ${place.type.name} ${all} }` : all)
    : all
}

const plans = new WeakMap<object, Map<string, object>>()

/** What stands for a field and those that types have from one interface, or have in common: one plan under one name. */
export function planOf(field: Field): object {
  const { plan } = field.extensions
  if (!plan) return field
  const alike = plans.get(plan) ?? new Map<string, object>()
  plans.set(plan, alike)
  const key = `${field.name}: ${field.type}`
  const known = alike.get(key) ?? field
  alike.set(key, known)
  return known
}

/** Whether a field is made of the row that it is asked of. */
export function isOwn({ extensions }: Field): boolean {
  const { plan } = extensions
  return plan === undefined || plan.kind === 'columns' || plan.kind === 'embed'
}

const requires = (field: Field) =>
  field.args.some(({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined)

function head(type: { readonly name: string }, field: Field): string {
  const text = given[`${type.name}.${field.name}`] ?? given[field.name] ?? ''
  if (!text && requires(field)) throw new Error(`${type.name}.${field.name} takes arguments: give it some`)
  return text && field.args.length > 0 ? `${field.name}(${text})` : field.name
}

function ask(schema: GraphQLSchema, type: GraphQLObjectType, field: Field): string {
  return isLeafType(getNamedType(field.type)) ? head(type, field) : `${head(type, field)} ${outline(schema, field)}`
}

/** What tells one object from another: all of its own that needs no arguments. */
function outline(schema: GraphQLSchema, field: Field): string {
  const target = getNamedType(field.type)
  if (!isObjectType(target) && !isInterfaceType(target)) throw new Error(`${field.name} leads to no object`)
  const fields = Object.values(target.getFields())
  const leaves = fields.filter((one) => isLeafType(getNamedType(one.type)) && !requires(one))
  const lists = fields.filter(({ name }) => isConnection(target.name) && ['nodes', 'pageInfo'].includes(name))
  const parts = [
    ...leaves.map(({ name }) => name),
    ...lists.map((list) => ask(schema, target as GraphQLObjectType, list)),
  ]
  return `{ __typename ${parts.join(' ')} }`
}

/** What an answer tells of a field of one object, with the place of that in the answer. */
interface Told {
  readonly field: string
  readonly value: string
}

/** All that an answer tells, by place: rows of lists by their id, wherever they stand there. */
export function collectTold(answer: unknown, at = '', into = new Map<string, Told>()): Map<string, Told> {
  if (Array.isArray(answer))
    for (const [index, each] of answer.entries()) collectTold(each, `${at}/${nameOf(each, index)}`, into)
  else if (isTyped(answer)) {
    const { __typename, ...fields } = answer
    for (const [name, value] of Object.entries(fields)) {
      into.set(`${at}.${name}`, { field: `${__typename}.${name.split('_')[0]}`, value: JSON.stringify(value) })
      collectTold(value, `${at}.${name}/${nameOf(value, 0)}`, into)
    }
  }
  return into
}

type Typed = Readonly<Record<string, unknown>> & { readonly __typename: string }

const isTyped = (value: unknown): value is Typed => typeof value === 'object' && value !== null && '__typename' in value

/** What tells an object from those beside it: its id or that of its series, what a check found, else its place among them. */
function nameOf(value: unknown, index: number): string {
  if (!isTyped(value)) return String(index)
  const { id, slug, series, rule, period } = value
  return String(id ?? slug ?? (isTyped(series) ? series.id : rule ? `${rule} ${period}` : index))
}
