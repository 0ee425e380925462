import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { type AccessLevel, addFact, addSubjects, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Version = AccessLevel | `${AccessLevel} withdrawal`

const tables = [
  ['honour', 'honours { text: title }', (title: string) => ({ title })],
  ['subject_name', 'names { text: name }', (name: string) => ({ name, kind: 'ALIAS' })],
  [
    'statement',
    'statements { text: summary }',
    (text: string) => ({ topic: 'GOALS', summary_zh: text, summary_en: text }),
  ],
  ['assignment', 'assignments { text: person }', (person: string) => ({ person, role: 'r', organisation: 'o' })],
  ['relationship', 'relationships { text: toName }', (to_name: string) => ({ kind: 'PARTNER', to_name })],
  [
    'project_stage',
    'stages { text: note }',
    (note_zh: string) => ({ stage: 'PAVING', state: 'DONE', note_zh, note_en: note_zh }),
  ],
] as const

let projects = 0

async function addProject(): Promise<string> {
  projects += 1
  await addSubjects(server.database, [{ kind: 'PROJECT', slug: `versions-${projects}` }])
  return `versions-${projects}`
}

const describeVersion = (version: Version, first: string | undefined) => ({
  access_level: version.split(' ')[0] as string,
  is_withdrawal: version.endsWith('withdrawal'),
  ...(first === undefined ? {} : { supersedes_id: first }),
})

describe.each(tables)('of the versions of a %s', (table, selection, describeFact) => {
  it.each<[Version[], string[]]>([
    [['PUBLIC'], ['v1']],
    [['PUBLIC', 'PUBLIC'], ['v2']],
    [['PUBLIC', 'PUBLIC', 'PUBLIC'], ['v3']],
    [['PUBLIC', 'INTERNAL', 'PUBLIC'], ['v3']],
    [['PUBLIC', 'PUBLIC', 'INTERNAL', 'PUBLIC'], ['v4']],
    [['PUBLIC', 'PUBLIC', 'RESTRICTED'], ['v2']],
    [['INTERNAL', 'PUBLIC', 'PUBLIC'], ['v3']],
    [['INTERNAL', 'RESTRICTED'], []],
    [['PUBLIC', 'PUBLIC withdrawal'], []],
    [['PUBLIC', 'INTERNAL', 'PUBLIC', 'PUBLIC withdrawal'], []],
    [['PUBLIC', 'PUBLIC', 'INTERNAL withdrawal'], ['v2']],
    [['PUBLIC', 'PUBLIC withdrawal', 'PUBLIC'], ['v3']],
  ])('%j the newest that all may see is shown: %j', async (versions, shown) => {
    const slug = await addProject()
    let first: string | undefined
    for (const [index, version] of versions.entries()) {
      const values = { ...describeFact(`v${index + 1}`), ...describeVersion(version, first) }
      const id = await addFact(server.database, table, slug, values)
      first ??= id
    }
    const { data, errors } = await server.send(`{ project(slug: "${slug}") { facts: ${selection} } }`)
    expect(errors).toBeUndefined()
    expect((pick(data, 'project.facts') as { text: string }[]).map(({ text }) => text)).toEqual(shown)
  })
})

test('of the versions of a membership the newest places its subject', async () => {
  await addSubjects(
    server.database,
    ['first-park', 'second-park', 'third-park'].map((slug) => ({ kind: 'PARK', slug }) as const),
  )
  const slug = await addProject()
  const first = await addFact(server.database, 'membership', slug, { park: 'first-park', role: 'PART_OF' })
  for (const park of ['second-park', 'third-park'])
    await addFact(server.database, 'membership', slug, { park, role: 'PART_OF', supersedes_id: first })
  const { data } = await server.send(
    `{ project(slug: "${slug}") { park { slug } memberships { park { slug } } } second: park(slug: "second-park") { projects { totalCount } } }`,
  )
  expect(data).toEqual({
    project: { park: { slug: 'third-park' }, memberships: [{ park: { slug: 'third-park' } }] },
    second: { projects: { totalCount: 0 } },
  })
})
