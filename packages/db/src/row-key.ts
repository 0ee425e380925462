/** What tells a row of a reporting park from the others. */
export interface RowKey {
  readonly reportingParkId: number
  readonly id: string
}

export function printKey({ reportingParkId, id }: RowKey): string {
  return `${reportingParkId}:${id}`
}

/** What tells a version of a fact from the others: its kind, such as `membership`, and its id among those of the kind. */
export interface FactKey<Kind extends string = string> {
  readonly kind: Kind
  readonly id: string
}
