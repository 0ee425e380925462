import type { ObjectRef } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import type { Context } from '../../context.ts'
import { defineMutation, type Written } from './define.ts'
import { expectedVersionField, idempotencyKeyField, reasonField } from './inputs.ts'

/** What a request to archive or restore asks for, without what it names. */
interface Archiving {
  readonly expectedVersion: string
  readonly isArchived: boolean
  readonly reason: string
  readonly idempotencyKey: string
}

interface ArchivingInput extends Readonly<Record<string, string>> {
  readonly expectedVersion: string
  readonly reason: string
  readonly idempotencyKey: string
}

interface ArchivingOptions {
  /** Name of the argument that names what is archived: its type in lower case. */
  readonly argument: string
  /** What the argument takes. */
  readonly named: string
  /** What people call one, with its article. */
  readonly one: string
  /** Of the type of this name; `done` says what has become of it. */
  readonly success: (name: string, done: string) => ObjectRef<Types, object>
  readonly write: (named: string, archiving: Archiving, context: Context) => Promise<Written>
  /** What each mutation does, and which role it takes. */
  readonly archive: string
  readonly restore: string
}

/** Makes the two mutations that take something out of lists, and put it back. */
export function defineArchiving(options: ArchivingOptions): void {
  define(options, 'archive', true)
  define(options, 'restore', false)
}

function define(options: ArchivingOptions, verb: 'archive' | 'restore', isArchived: boolean): void {
  const { argument, named, one, success, write } = options
  const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`
  const name = `${verb}${capital(argument)}`
  const input = builder.inputRef<ArchivingInput>(`${capital(name)}Input`).implement({
    description: `${one} to ${verb}.`,
    fields: (t) => ({
      [argument]: t.string({ required: true, description: named }),
      expectedVersion: t.field(expectedVersionField),
      reason: t.field(reasonField),
      idempotencyKey: t.field(idempotencyKeyField),
    }),
  })
  defineMutation(name, {
    description: options[verb],
    input,
    success: success(`${capital(name)}Success`, isArchived ? 'archived' : 'back'),
    write: ({ [argument]: asked = '', expectedVersion, reason, idempotencyKey }, context) =>
      write(asked, { expectedVersion: String(expectedVersion), isArchived, reason, idempotencyKey }, context),
  })
}
