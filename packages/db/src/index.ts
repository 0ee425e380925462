export {
  type Grantee,
  grantRole,
  isSubject,
  listPrincipals,
  type PrincipalItem,
  withdrawGrant,
} from './access/grants.ts'
export { findKeyHolder, findSubject, type Identity } from './access/identify.ts'
export { createKey, ensureAdminKey, type NewKey, revokeKey } from './access/keys.ts'
export type { Scope } from './access/scope.ts'
export { parseToken } from './access/token.ts'
export { type Decided, type Decision, decideCorrection } from './corrections/decide.ts'
export {
  explainCrowded,
  explainDecided,
  explainFigure,
  explainRevised,
  type Fault,
  selectCrowding,
  type WholeFigure,
} from './corrections/explain.ts'
export { type CorrectionItem, listCorrections } from './corrections/list.ts'
export { type Proposal, proposeCorrection } from './corrections/propose.ts'
export { isCorrectionVisible, isDecisionVisible } from './corrections/sight.ts'
export { connect, type Database, type DatabaseOptions, PLAN_ONCE, type Planning, STREAM_SETTINGS } from './database.ts'
export type { NewFact } from './facts/input.ts'
export { type FactRecording, recordFacts } from './facts/record.ts'
export { type FactRevision, type FactWithdrawal, reviseFact, withdrawFact } from './facts/revise.ts'
export { FIRST_DATA_SET_FOLDER, MIGRATIONS_FOLDER } from './folders.ts'
export { type GenerateOptions, generateData, type Progress } from './generate/generate.ts'
export { checkSize, LAST_YEAR, type Size } from './generate/settings.ts'
export type { Counts } from './generate/zones.ts'
export type { default as PrismaTypes } from './generated/pothos.ts'
export { getDatamodel } from './generated/pothos.ts'
export { type DatabaseHome, type HomeOptions, openHome } from './home/home.ts'
export { type IdentityLink, listIdentities, resolveIdentity } from './identity/identity.ts'
export { importObservations } from './imports/import.ts'
export { importSubjects, type SubjectCounts } from './imports/import-subjects.ts'
export type { ItemRow, RowCode, RowNote, RowNoteCode, RowProblem } from './imports/problems.ts'
export type { ImportClient, ImportOptions, ImportPhase } from './imports/run.ts'
export type { ImportedFigure } from './imports/stage.ts'
export type { ImportedKind, ImportedSubject } from './imports/subject-row.ts'
export {
  endLostImports,
  type ImportOutcome,
  type ImportTarget,
  tellImport,
} from './imports/told.ts'
export {
  createUpload,
  dropUpload,
  findUpload,
  forgetUploads,
  takenOver,
  takeUpload,
  type Upload,
  type UploadWriter,
} from './imports/uploads.ts'
export { archiveIndicator } from './indicators/archive.ts'
export { createIndicator } from './indicators/create.ts'
export { type IndicatorChanges, updateIndicator } from './indicators/update.ts'
export type { Listener } from './listen.ts'
export { checkDataSet, REFERENCE_FOLDER } from './load/check.ts'
export type { FactKind } from './load/fact-kinds.ts'
export { type LoadOptions, loadDataSet } from './load/load.ts'
export { findNumerals } from './load/numerals.ts'
export { DataSetError, type Problem } from './load/problem.ts'
export { hashFolder } from './load/read-folder.ts'
export { loadReference } from './load/reference.ts'
export { isRedisUrl, type Messenger, openMessenger, redisUrlRule } from './messenger.ts'
export { migrate } from './migrate/migrate.ts'
export { checkDrift, diffLiveDatabase } from './migrate/plan.ts'
export type { NewObservation, Numbers } from './observations/input.ts'
export { type Recording, recordObservations } from './observations/record.ts'
export { type Revision, reviseObservation } from './observations/revise.ts'
export { type Withdrawal, withdrawObservation } from './observations/withdraw.ts'
export { type Advance, advancePublication, type PublicationAction } from './publications/advance.ts'
export { draftPublication, type PublicationDraft } from './publications/draft.ts'
export { type Released, releaseDuePublications } from './publications/release.ts'
export { hasLater, isRecordedBy } from './recorded.ts'
export { type Clash, type Issue, type IssueCode, type RefusalCode, RefusalError } from './refusal.ts'
export type { FactKey, RowKey } from './row-key.ts'
export { archiveSource, type SourceArchiving } from './sources/archive.ts'
export { createSource, type NewSource } from './sources/create.ts'
export { type SourceUpdate, updateSource } from './sources/update.ts'
export { empty, join, raw, type Sql, sql } from './sql.ts'
export { type Archiving, archiveSubject } from './subjects/archive.ts'
export { createSubject, type NewSubject } from './subjects/create.ts'
export { updateSubject } from './subjects/update.ts'
export { explainLength, LONGEST } from './texts.ts'
export { getToday, selectDay, today } from './today.ts'
export {
  type AccessLevel,
  type AccessRole,
  accessLevels,
  accessRoles,
  anonymous,
  createViewer,
  type Grant,
  localOwner,
  type Trace,
  traceRequest,
  type Viewer,
} from './viewer.ts'
export { isLevelVisible, isVisible } from './visible.ts'
export { detach } from './write/detach.ts'
export { type Mutation, mutate } from './write/mutate.ts'
export { hasRole, mayWrite, renewViewer } from './write/rights.ts'
