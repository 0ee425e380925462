import { RefusalError, type Sql, type Viewer } from '@parkgraph/db'
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

/** What was written, and who may see it from then on, where that made somebody see more. */
export type Outcome = Written | { readonly written: Written; readonly viewer: Viewer }

interface MutationOptions<Input> {
  readonly description: string
  readonly input: InputRef<Input>
  /** A type of planned fields over the row that `write` tells of. */
  readonly success: ObjectRef<Types, object>
  readonly write: (input: Input, context: Context) => Promise<Outcome>
}

/** Makes a mutation and the union of what it can answer. What was written is read in one statement, after the commit. */
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
        const read = (type: string, from?: Written, viewer = context.viewer) =>
          executeMade(info, { ...context, viewer }, getObject(info, type), args, from)
        // What is wrong with the selection has to be told while nothing is written yet.
        await read(`${typename}Success`)
        await read('Conflict')
        const outcome = await attempt(() => write(args.input, context))
        if (outcome instanceof RefusalError) {
          refuseAnswer(Buffer.byteLength(JSON.stringify(outcome.issues)), shareAnswer(info))
          return answerRefusal(outcome, read) as never
        }
        const { written, viewer } = 'written' in outcome ? outcome : { written: outcome, viewer: context.viewer }
        const row = await read(`${typename}Success`, written, viewer)
        return (row ? { __typename: `${typename}Success`, ...row } : gone) as never
      },
    }),
  )
}

const gone = {
  __typename: 'NotFound',
  message: 'It was written before, and what was is not there for you any more.',
} satisfies Refused & { message: string }

async function attempt(write: () => Promise<Outcome>): Promise<Outcome | RefusalError> {
  try {
    return await write()
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
  if (__typename === 'Conflict') return { __typename, ...(await read('Conflict', () => selectConflict(refusal))) }
  const { message, issues } = refusal
  return { __typename, message, issues } as Refused & object
}

const getObject = ({ schema }: GraphQLResolveInfo, name: string) => schema.getType(name) as GraphQLObjectType
