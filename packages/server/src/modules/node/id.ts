import { AppError } from '../../errors.ts'

/** A global id: base64 of the type and the key of the row, such as `Park:1` or `Observation:1:42`. */
export function encodeId(typename: string, key: readonly unknown[]): string {
  return Buffer.from([typename, ...key].join(':')).toString('base64')
}

export function decodeId(id: string, argument: string): { typename: string; key: string[] } {
  const text = Buffer.from(id, 'base64').toString()
  const [typename = '', ...key] = text.split(':')
  const isCanonical = Buffer.from(text).toString('base64') === id
  // Keys are integers; canonical ones, so that an object has one id. Changes of the vocabulary are of park 0.
  const isKey = (item: string, at: number) => /^[1-9]\d{0,17}$/.test(item) || (item === '0' && at < key.length - 1)
  if (!isCanonical || key.length === 0 || !key.every(isKey)) throw refuseId(argument)
  return { typename, key }
}

export function refuseId(argument: string): AppError {
  return new AppError('BAD_NODE_ID', `${argument} is no id of this server. Use the id field of an object.`, {
    argument,
  })
}
