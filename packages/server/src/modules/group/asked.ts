import { type FieldNode, type GraphQLObjectType, getArgumentValues, getNamedType } from 'graphql'
import { collectFields } from '../../compiler/collect.ts'
import type { Compilation } from '../../compiler/compilation.ts'
import type { Arguments } from '../../compiler/plan.ts'
import { type Having, listConditions, listConditionUnits } from './having.ts'
import { listOrders } from './order.ts'
import { type Demand, parts } from './rules.ts'

/** What looks at groups: the parts that show them, and what narrows and orders them. */
export type Part = (typeof parts)[number] | 'having' | 'orderBy'

/** A unit that figures are to be converted into, what asks for it, and the argument that named it. */
export interface AskedUnit {
  readonly unit: string
  readonly part: Part
  readonly argument: string
}

/** What a selection and its arguments ask of the figures: together in each part, and which units. */
export interface Asked {
  readonly demands: Readonly<Record<Part, Demand | null>>
  readonly units: readonly AskedUnit[]
}

/** Names of aggregates and what each asks of the figures. Counts ask nothing. */
const demands: Readonly<Record<string, Demand>> = {
  sum: 'ADD',
  sumLower: 'ADD',
  sumUpper: 'ADD',
  average: 'AVERAGE',
  min: 'COMPARE',
  max: 'COMPARE',
  median: 'COMPARE',
  percentiles: 'COMPARE',
}

/** What the aggregates named ask for together. */
function findDemand(names: readonly string[]): Demand | null {
  const asked = names.map((name) => demands[name])
  return (['ADD', 'AVERAGE', 'COMPARE'] as const).find((demand) => asked.includes(demand)) ?? null
}

/** Reads what is asked of groups of `type`, selected in each part by the fields that `select` finds. */
export function readAsked(
  compilation: Compilation,
  type: GraphQLObjectType,
  select: (part: string) => readonly FieldNode[],
  args: Arguments,
): Asked {
  const having = (args.having as Having | null | undefined) ?? {}
  const fieldsIn = (part: string) => [...collectFields(compilation, type, select(part)).values()].flat()
  const demandOf = (part: string, further: readonly string[] = []) =>
    findDemand([...fieldsIn(part).map((node) => node.name.value), ...further])
  const unitsOf = (part: Part, type: GraphQLObjectType, nodes: readonly FieldNode[]): AskedUnit[] =>
    [...collectFields(compilation, type, nodes).values()].flat().flatMap((node): AskedUnit[] => {
      const field = type.getFields()[node.name.value]
      // A percentile has its unit one level down, at its value.
      if (field?.name === 'percentiles') return unitsOf(part, getNamedType(field.type) as GraphQLObjectType, [node])
      const { unit } = field
        ? (getArgumentValues(field, node, compilation.variableValues) as { unit?: string | null })
        : {}
      return unit == null ? [] : [{ unit, part, argument: 'unit' }]
    })
  const unitsIn = (part: Part) => unitsOf(part, type, select(part))
  return {
    demands: {
      having: findDemand(listConditions(having)),
      orderBy: findDemand(listOrders(args)),
      nodes: demandOf('nodes', listOrders(args)),
      totals: demandOf('totals'),
      other: demandOf('other'),
    },
    units: [
      ...parts.flatMap(unitsIn),
      ...listConditionUnits(having).map((each) => ({ ...each, part: 'having' as const })),
    ],
  }
}
