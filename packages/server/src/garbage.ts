import { setFlagsFromString } from 'node:v8'

/** By how much V8's old objects may outgrow those that were in use at the last full collection, in percent, before the next one. */
const growth = 75

/**
 * Has V8 clear away sooner what nobody uses any more. Left to itself it lets the heap grow to a multiple of what is in use, which a long
 * export or import does within a minute; other requests leave little that is old. V8 looks at this flag at each collection: set
 * before the work begins, it holds however Node was called.
 */
export function clearGarbageEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`)
}
