export {
  COMPUTED_LIMITS,
  Decimal,
  type DecimalConstructor,
  type DecimalInput,
  Period,
  parseDecimal,
  parsePeriod,
  periodOf,
} from '@parkgraph/statistics'
export {
  type Client,
  type ClientOptions,
  createClient,
  type RunArguments,
  type RunOptions,
  type SubscribeArguments,
  type SubscribeOptions,
} from './client.ts'
export { type ClientErrorCode, type ErrorDetails, ParkgraphError, type ReportedError } from './errors.ts'
export * from './generated/operations.ts'
export type { HeaderInput, HeaderMap } from './headers.ts'
export { importFile } from './import-file.ts'
export type {
  ImportedFile,
  ImportNote,
  ImportOptions,
  ImportProblem,
  ImportProgress,
  ImportReport,
} from './import-options.ts'
export { type Connection, type PageVariables, paginate } from './paginate.ts'
export type { Fetch } from './send.ts'
export type { IsoDate, IsoDateTime, Operation, PeriodInput, ScalarName, ScalarTable, Subscription } from './types.ts'
