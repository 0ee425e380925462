import { RefusalError, renewViewer, type Sql } from '@parkgraph/db'
import type { InputRef, ObjectRef } from '@pothos/core'
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql'
import { builder, type Types } from '../../builder.ts'
import { refuseAnswer, shareAnswer } from '../../compiler/answer.ts'
import { executeMade } from '../../compiler/execute.ts'
import type { Arguments } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import type { Context } from '../../context.ts'
import { explainRefusal } from '../../error-map.ts'
import { AppError } from '../../errors.ts'
import { Conflict, Forbidden, NotFound, type Refused, selectConflict, typeOf, ValidationError } from './refusals.ts'

/** What was written, as a FROM item of one row, or of none where the viewer may not see it any more. */
export type Written = (view: View) => Sql

interface MutationOptions<Input> {
  readonly description: string
  readonly input: InputRef<Input>
  /** A type of planned fields over the row that `write` tells of. */
  readonly success: ObjectRef<Types, object>
  readonly write: (input: Input, context: Context) => Promise<Written>
}

/**
 * Makes a mutation and the union of what it can answer. What was written is read in one statement, after the commit and by the rights
 * of then: a role may be given or withdrawn while a request comes, and a new park widens one.
 */
export function defineMutation<Input>(
  name: string,
  { description, input, success, write }: MutationOptions<Input>,
): void {
  const typename = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const result = builder.unionType(`${typename}Result`, {
    description: `What \`${name}\` answers.`,
    types: [success, ValidationError, Conflict, NotFound, Forbidden],
    resolveType: (value) => (value as { __typename: string }).__typename,
  })
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description,
      args: { input: t.arg({ type: input, required: true, description: 'What is to be written.' }) },
      resolve: async (_, given, context, info) => {
        const args = given as unknown as Arguments & { readonly input: Input }
        const check = (type: string) => executeMade(info, context, getObject(info, type), args)
        const read = async (type: string, from: Written) => {
          const viewer = await renewViewer(context.database.pool, context.viewer)
          return executeMade(info, { ...context, viewer }, getObject(info, type), args, from)
        }
        // What is wrong with the selection has to be told while nothing is written yet.
        await check(`${typename}Success`)
        await check('Conflict')
        const outcome = await attempt(() => write(args.input, context))
        if (outcome instanceof RefusalError) {
          refuseAnswer(Buffer.byteLength(JSON.stringify(outcome.issues)), shareAnswer(info))
          return answerRefusal(outcome, read) as never
        }
        // Whoever is let in no more by now is told what those are who may not see it any more.
        const row = await attempt(() => read(`${typename}Success`, outcome))
        return (row && !(row instanceof RefusalError) ? { __typename: `${typename}Success`, ...row } : gone) as never
      },
    }),
  )
}

const gone = {
  __typename: 'NotFound',
  message: 'It was written, and what was is not there for you any more.',
} satisfies Refused & { message: string }

async function attempt<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | RefusalError> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw explainRefusal(error)
    if (error.code === 'CONTENTION') throw new AppError('CONTENTION', error.message)
    return error
  }
}

async function answerRefusal(
  refusal: RefusalError,
  read: (type: string, from: Written) => Promise<object | null>,
): Promise<Refused & object> {
  const __typename = typeOf(refusal)
  if (__typename === 'Conflict') {
    const row = await attempt(() => read('Conflict', () => selectConflict(refusal)))
    return row instanceof RefusalError ? answerRefusal(row, read) : { __typename, ...row }
  }
  const { message, issues } = refusal
  return { __typename, message, issues } as Refused & object
}

const getObject = ({ schema }: GraphQLResolveInfo, name: string) => schema.getType(name) as GraphQLObjectType
