/**
 * What a field of an object is: made of its OWN row or page; TIED to it, as what it is about or was made with, which changes with nothing
 * else; or ROWS of their own, and what is counted or worked out from them, of which each viewer is told by their rights.
 */
export type FieldRight = 'own' | 'tied' | 'rows'
type Entry = Partial<Record<FieldRight, string>>

/** The fields of each type of objects by what they are. */
const entries: Readonly<Record<string, Entry>> = {
  AccessGrant: { own: 'isAll regionPrefix role', tied: 'park' },
  AmendmentChange: { own: 'kind', tied: 'subject values' },
  Assignment: {
    own: 'accessLevel id note organisation period person publishedOn role',
    tied: 'citation programme reportingPark',
  },
  AssignmentChange: { own: 'kind', tied: 'after before subject' },
  Change: { own: 'actor id keyPrefix reason requestId', tied: 'label park recordedAt', rows: 'rows' },
  ChangedValue: { own: 'after before property' },
  Check: {
    own: 'actual deviation expected message period ratio rule severity tolerance',
    tied: 'indicator inputs otherSubjects subject unit',
    rows: 'corrections doubts',
  },
  CheckConnection: { own: 'edges nodes pageInfo totalCount', rows: 'summary' },
  CheckGroup: { own: 'count key periodCount rule severity span worst', tied: 'indicator series subject' },
  CheckInput: { own: 'role', tied: 'observation' },
  CheckSummary: { own: 'nodes pageInfo totalCount' },
  Citation: { own: 'paragraph section', tied: 'source' },
  Conflict: { own: 'code message', tied: 'conflicts' },
  ConflictItem: { own: 'message path version', tied: 'fact indicator observation source subject' },
  Contribution: { own: 'change contribution mergedCount reason', tied: 'base current enterprise unit' },
  Correction: {
    own: 'accessLevel changes confidence evidence id proposedBy proposedOn',
    tied: 'observation reportingPark',
    rows: 'decisions preview state version',
  },
  CorrectionChange: { own: 'kind', tied: 'correction subject' },
  CorrectionDecision: { own: 'accessLevel decidedBy decidedOn reason state', tied: 'observation reportingPark' },
  CorrectionDecisionChange: { own: 'kind', tied: 'after before decision subject' },
  CorrectionPreview: {
    own: 'isRead',
    tied: 'acceptance after before rankCount ranks requirements shares',
    rows: 'growths perMu',
  },
  Coverage: {
    own: 'correctedCount count daysSincePeriod daysSincePublication firstPeriod frequency lastPeriod lastPublishedOn nature',
    tied: 'breaks indicator series source sourceCount sources subject',
    rows: 'gapCount gaps',
  },
  CoverageBreak: { own: 'after before kind period' },
  CoverageGap: { own: 'period' },
  Doubt: { own: 'accessLevel candidates id question state', tied: 'citation reportingPark subjects' },
  DoubtChange: { own: 'kind', tied: 'doubt subject' },
  Enterprise: {
    own: 'accessLevel id industryCode industrySystem isArchived name slug unifiedSocialCreditCode',
    tied: 'reportingPark version',
    rows: 'assignments changes checks doubts honours landArea latest memberships names observations outputValue panels park relationships revenue series staff statements taxRevenue totalInvestment',
  },
  EnterpriseConnection: { own: 'edges nodes pageInfo totalCount', rows: 'groupBy' },
  EnterpriseGroup: {
    own: 'average count exactCount key max median mergedCount min missingCount percentiles sum sumLower sumUpper suppressed suppressionReason vagueCount',
    tied: 'unit',
  },
  EnterpriseGroupKeys: {
    own: 'county industryClass industryDivision industryGroup industrySection prefecture province',
    tied: 'park',
  },
  EnterpriseGroups: { own: 'nodes other pageInfo totalCount totals' },
  ExcludedPark: { own: 'reason', tied: 'cohort observation subject' },
  ExclusionCount: { own: 'count reason' },
  Facility: {
    own: 'accessLevel id isArchived name slug',
    tied: 'reportingPark version',
    rows: 'assignments changes checks doubts floorArea honours latest memberships names observations park relationships series statements totalInvestment',
  },
  FactVersion: { own: 'accessLevel isWithdrawal version', tied: 'fact reportingPark subject' },
  Forbidden: { own: 'message' },
  ForecastError: { own: 'error errorPercent leadMonths reason', tied: 'actual forecast unit' },
  ForecastErrorGroup: {
    own: 'count greatestErrorPercent leadMonths meanAbsoluteErrorPercent meanErrorPercent measuredCount',
    tied: 'indicator subject',
  },
  ForecastErrors: { rows: 'errorCount errors groups' },
  Framework: { own: 'code label', tied: 'edition editions' },
  FrameworkCohort: { own: 'code label regionPrefixes' },
  FrameworkEdition: {
    own: 'edition groupCount indicatorCount note publishedOn scoringMethod status totalWeight',
    tied: 'cohorts framework groups',
  },
  FrameworkGroup: { own: 'code label weight', tied: 'indicators' },
  FrameworkIndicator: {
    own: 'accumulation code derivation direction measure nature scope target weight',
    tied: 'group indicator targetUnit',
  },
  Fulfilment: {
    own: 'difference differenceLower differenceUpper reason share shareLower shareUpper since',
    tied: 'indicator unit',
    rows: 'achieved promised',
  },
  FulfilmentTotal: {
    own: 'achieved achievedCount achievedLower achievedUpper count difference differenceLower differenceUpper mergedCount promised promisedInAll promisedInAllLower promisedInAllUpper promisedLower promisedUpper reason share shareLower shareUpper waitingCount',
    tied: 'indicator unit',
  },
  GrowthComparison: { own: 'agreement causes computed divergence impliedBase reason', tied: 'base reported unit' },
  Honour: { own: 'accessLevel awardedBy id note period publishedOn title', tied: 'citation reportingPark' },
  HonourChange: { own: 'kind', tied: 'after before subject' },
  Import: { own: 'actor byteCount id into isDryRun outcome phase problemCount rowCount', tied: 'startedAt toldAt' },
  Indicator: {
    own: 'aggregationOverParks aggregationOverTime candidates code definition dimension id isArchived label name status',
    tied: 'defaultUnit definitions partOf version',
  },
  IndicatorChange: { own: 'kind', tied: 'after before subject' },
  IndicatorDefinition: { own: 'definition edition source validFrom' },
  LevelChange: { own: 'from kind to', tied: 'fact observation publication source subject' },
  Membership: { own: 'accessLevel id note period publishedOn role', tied: 'citation park reportingPark subject' },
  MembershipChange: { own: 'kind', tied: 'after before subject' },
  NotFound: { own: 'message' },
  Observation: {
    own: 'accessLevel accumulation breakdown id isExactIn label lower measure missingReason nature period priceBasis printed publishedOn qualifier reading scope stage status upper value',
    tied: 'citation corrects growthOf indicator recordedAt reportingPark series source subject unit',
    rows: 'corrections doubts growth reportedChange reportedGrowth requirement revisions',
  },
  ObservationChange: { own: 'kind', tied: 'after before subject' },
  ObservationConnection: { own: 'edges nodes pageInfo totalCount', rows: 'groupBy' },
  ObservationGroup: {
    own: 'average count exactCount key max median mergedCount min missingCount percentiles sum sumLower sumUpper suppressed suppressionReason vagueCount',
    tied: 'unit',
  },
  ObservationGroupKeys: {
    own: 'accumulation breakdown county industryClass industryDivision industryGroup industrySection measure nature period prefecture projectKind projectStage province scope subjectKind',
    tied: 'indicator park subject',
  },
  ObservationGroups: { own: 'nodes other pageInfo totalCount totals' },
  PageInfo: { own: 'endCursor hasNextPage hasPreviousPage startCursor' },
  PanelGrowthPart: {
    own: 'base change contribution count current growth mergedCount missingCount part reason',
    tied: 'unit',
  },
  PanelMembership: { own: 'accessLevel id note period publishedOn scope', tied: 'citation reportingPark subject' },
  PanelMembershipChange: { own: 'kind', tied: 'after before subject' },
  Park: {
    own: 'accessLevel id isArchived kind level name regionCode regionSystem slug',
    tied: 'project reportingPark version',
    rows: 'assignments changes checks completedInvestment doubts employment enterprises fixedAssetInvestment fulfilment grossIndustrialOutputValue honours landArea latest memberships names observations outputValue panelGrowth parent parks projects reconciliation relationships score series statements taxRevenue technologyIndustryTradeRevenue totalInvestment',
  },
  PastRemainder: {
    own: 'amount amountLower amountUpper pace paceLower paceUpper period reason',
    tied: 'fullYear unit yearToDate',
  },
  Percentile: { own: 'fraction value' },
  PreviewAcceptance: { own: 'code isPossible message', tied: 'observation' },
  PreviewFigure: {
    own: 'accumulation breakdown dimension label lower measure nature period priceBasis qualifier scope upper value',
    tied: 'indicator series unit',
  },
  PreviewGrowth: {
    own: 'accumulation afterComputed afterDivergence afterReason afterReported beforeComputed beforeDivergence beforeReason beforeReported breakdown dimension measure nature period priceBasis scope',
    tied: 'indicator',
  },
  PreviewPerMu: {
    own: 'accumulation after afterReason before beforeReason breakdown dimension measure nature period priceBasis scope',
    tied: 'indicator',
  },
  PreviewRank: {
    own: 'accumulation after afterSize afterValue before beforeSize beforeValue breakdown dimension measure nature period priceBasis scope',
    tied: 'indicator park unit',
  },
  PreviewRequirement: {
    own: 'afterPace afterPaceLower afterPaceUpper afterReason afterRequired afterRequiredLower afterRequiredUpper beforePace beforePaceLower beforePaceUpper beforeReason beforeRequired beforeRequiredLower beforeRequiredUpper dimension period',
    tied: 'forecast unit',
  },
  PreviewShare: {
    own: 'accumulation after afterReason before beforeReason breakdown dimension measure nature period priceBasis scope',
    tied: 'indicator park',
  },
  Printed: { own: 'label text' },
  Programme: {
    own: 'accessLevel id isArchived name slug',
    tied: 'reportingPark version',
    rows: 'assignments changes checks doubts honours latest memberships names observations park relationships series statements supportedAmount',
  },
  Project: {
    own: 'accessLevel id isArchived kind name slug',
    tied: 'builtPark reportingPark version',
    rows: 'assignments changes checks completedInvestment currentStage doubts employment fulfilment honours landArea latest memberships names observations outputValue park relationships revenue series stages statements taxRevenue totalInvestment',
  },
  ProjectConnection: { own: 'edges nodes pageInfo totalCount', rows: 'groupBy' },
  ProjectGroup: {
    own: 'average count exactCount key max median mergedCount min missingCount percentiles sum sumLower sumUpper vagueCount',
    tied: 'unit',
  },
  ProjectGroupKeys: { own: 'county kind prefecture province stage', tied: 'park' },
  ProjectGroups: { own: 'nodes other pageInfo totalCount totals' },
  ProjectStage: { own: 'accessLevel id note period printed publishedOn stage state', tied: 'citation reportingPark' },
  ProjectStageChange: { own: 'kind', tied: 'after before subject' },
  Publication: { own: 'id level title', tied: 'embargoUntil facts items lastStep park sources state steps subjects' },
  PublicationStep: { own: 'doneBy id reason state', tied: 'recordedAt' },
  PublicationStepChange: { own: 'kind', tied: 'publication step subject' },
  Ranking: { tied: 'exclusions isOnePeriod unit', rows: 'count excluded rows' },
  RankingRow: { own: 'lower period rank restsOn tied upper value', tied: 'base cohort observation subject unit' },
  Reconciliation: {
    own: 'contributionCount count difference growth mergedCount missingCount reason share sum',
    tied: 'base unit',
    rows: 'contributions total',
  },
  Relationship: { own: 'accessLevel id kind note period publishedOn toName', tied: 'citation from reportingPark to' },
  RelationshipChange: { own: 'kind', tied: 'after before subject' },
  Requirement: {
    own: 'meanMonth meanMonthLower meanMonthUpper pace paceLower paceUpper period reason required requiredLower requiredMonth requiredMonthLower requiredMonthUpper requiredUpper',
    tied: 'inputs past unit yearToDate',
  },
  Revision: { own: 'difference differencePercent isValueChanged publishedOn', tied: 'observation' },
  Score: { own: 'isOnePeriod reason restsOn value', tied: 'cohort edition', rows: 'contributions' },
  ScoreContribution: {
    own: 'maximum minimum period reason score value',
    tied: 'indicator unit',
    rows: 'base observation',
  },
  Series: {
    own: 'accessLevel accumulation breakdown dimension id measure priceBasis scope',
    tied: 'indicator reportingPark subject',
    rows: 'observations',
  },
  Source: {
    own: 'accessLevel authors code id isArchived kind language priority publishedFrom publishedTo publisher title',
    tied: 'reportingPark version',
  },
  SourceAmendmentChange: { own: 'kind', tied: 'source subject values' },
  SourceChange: { own: 'kind', tied: 'source subject' },
  Statement: { own: 'accessLevel id note period publishedOn summary topic', tied: 'citation reportingPark' },
  StatementChange: { own: 'kind', tied: 'after before subject' },
  SubjectChange: { own: 'kind', tied: 'subject' },
  SubjectName: { own: 'accessLevel id kind name note publishedOn', tied: 'citation reportingPark' },
  SubjectNameChange: { own: 'kind', tied: 'after before subject' },
  TimeSeries: { own: 'monthsPerBucket periods', rows: 'series' },
  TimeSeriesColumn: { own: 'lower measure reasons upper values', tied: 'unit' },
  TimeSeriesItem: {
    own: 'accumulation accumulations base completeness count isFilled isNegativeAfterRevision nature of priceBasis scope status',
    tied: 'indicator source subject unit',
    rows: 'columns points',
  },
  TimeSeriesPoint: {
    own: 'accumulation completeness count isFilled isNegativeAfterRevision lower measure nature period reason status upper value',
    tied: 'unit',
    rows: 'inputs span',
  },
  TimeSeriesSpan: { own: 'lower period upper value' },
  Unit: { own: 'code denominator dimension label name numerator' },
  ValidationError: { own: 'issues message' },
  ValidationIssue: { own: 'code message path' },
  Viewer: { own: 'actor isAnonymous kind label', tied: 'grants may' },
  Vocabulary: { own: 'name terms' },
  VocabularyTerm: { own: 'code label' },
}

/** The same of types by how their names end. What mutations leave and subscriptions tell is asked where these are. */
const alike: Readonly<Record<string, Entry>> = {
  Connection: { own: 'edges nodes pageInfo totalCount' },
  Edge: { own: 'cursor node' },
  Event: {
    own: 'cursor isPublication',
    tied: 'correction decision import observation project publication recordedAt stage step',
  },
  Success: {
    own: 'version',
    tied: 'correction enterprise facility fact facts indicator observation observations park programme project publication source subject',
  },
}

/** What a field of a type is; nothing, where it has no entry. */
export function rightOf(type: string, field: string): FieldRight | undefined {
  const entry = entries[type] ?? Object.entries(alike).find(([end]) => type.endsWith(end))?.[1] ?? {}
  const found = Object.entries(entry).find(([, names]) => names.split(' ').includes(field))
  return found?.[0] as FieldRight | undefined
}

/** Every field that has an entry by its type. */
export const entered = Object.entries(entries).flatMap(([type, entry]) =>
  Object.values(entry).flatMap((names) => names.split(' ').map((name) => `${type}.${name}`)),
)
