import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { plugin } from '../codegen/plugin.mjs'

const schema = buildSchema(`
  scalar Decimal
  scalar Period
  scalar Date
  interface Subject { name: String! value: Decimal related: [Subject!]! }
  type Park implements Subject { name: String! value: Decimal related: [Subject!]! land(unit: String): Decimal opened: Date }
  type Firm implements Subject { name: String! value: Decimal related: [Subject!]! periods: [[Period!]!] }
  union Thing = Park | Firm
  type Query { subject: Subject things: [Thing!]! }
  type Mutation { rename(name: String!): Park }
  type Subscription { renamed: Park }
`)

function generate(...documents: string[]) {
  return plugin(
    schema,
    documents.map((text) => ({ document: parse(text) })),
    {},
  )
}

function readTable(...documents: string[]): unknown {
  const line = /^ {2}scalars: (.*),$/m.exec(generate(...documents).content)?.[1]
  return JSON.parse(line ?? 'null')
}

describe('codegen plugin', () => {
  it('finds scalars under aliases, and leaves out branches without any', () => {
    expect(readTable('query a { subject { name sum: value related { name } other: related { v: value } } }')).toEqual({
      subject: { sum: 'Decimal', other: { v: 'Decimal' } },
    })
  })

  it('joins the types of an interface and of a union in one table', () => {
    expect(readTable('query a { things { ... on Park { value opened } ... on Firm { value periods } } }')).toEqual({
      things: { value: 'Decimal', opened: 'Date', periods: 'Period' },
    })
  })

  it('follows fragments within fragments and joins them with fields of the same name', () => {
    const figures = 'fragment Figures on Subject { value related { ...Names } ... on Park { land } }'
    const names = 'fragment Names on Subject { name ... on Firm { periods } }'
    const table = readTable('query a { subject { related { value } ...Figures related { name } } }', figures, names)
    expect(table).toEqual({
      subject: { value: 'Decimal', land: 'Decimal', related: { value: 'Decimal', periods: 'Period' } },
    })
  })

  it('writes the document with just the fragments that it needs, each once', () => {
    const { content } = generate(
      'query a { subject { ...One related { ...One } } }',
      'fragment One on Subject { name }',
      'fragment Two on Subject { value }',
    )
    expect(content).toContain('document: "query a{subject{...One related{...One}}}fragment One on Subject{name}"')
  })

  it('types an operation and takes its comment for its description', () => {
    const { content, prepend } = generate('# Renames\n# a park.\nmutation renamePark { rename(name: "x") { name } }')
    expect(content).toContain(
      '/** Renames a park. */\nexport const renamePark: parkgraph.Operation<RenameParkMutation, RenameParkMutationVariables> = {',
    )
    expect(prepend).toContain("import type * as parkgraph from '@parkgraph/sdk'")
  })

  it('types a subscription as what is subscribed to', () => {
    const { content } = generate('subscription a { renamed { name } }')
    expect(content).toContain(
      "export const a: parkgraph.Subscription<ASubscription, ASubscriptionVariables> = {\n  name: 'a',\n  kind: 'subscription',",
    )
  })

  it('refuses what cannot become a value', () => {
    expect(() => generate('{ subject { name } }')).toThrow('without a name')
    expect(() => generate('query Park_list { subject { name } }')).toThrow('Park_list')
    expect(() => generate('query a { subject { ...Missing } }')).toThrow('Missing')
  })
})
