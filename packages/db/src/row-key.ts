/** What tells a row of a reporting park from the others. */
export interface RowKey {
  readonly reportingParkId: number
  readonly id: string
}

export function printKey({ reportingParkId, id }: RowKey): string {
  return `${reportingParkId}:${id}`
}
