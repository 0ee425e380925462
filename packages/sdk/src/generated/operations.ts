// Generated from packages/server/schema.graphql and packages/sdk/src/operations by `graphql-codegen`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as parkgraph from '../types.ts'

/** Accepts a correction, also one that was rejected. */
export const acceptCorrection: parkgraph.Operation<AcceptCorrectionMutation, AcceptCorrectionMutationVariables> = {
  name: 'acceptCorrection',
  document: "mutation acceptCorrection($input:AcceptCorrectionInput!$locale:Locale=ZH){acceptCorrection(input:$input){...on AcceptCorrectionSuccess{__typename correction{...CorrectionDetails}}...Refusal}}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"acceptCorrection":{"correction":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Approves a publication, which releases it, or lets it wait for the end of its embargo. */
export const approvePublication: parkgraph.Operation<ApprovePublicationMutation, ApprovePublicationMutationVariables> = {
  name: 'approvePublication',
  document: "mutation approvePublication($input:ApprovePublicationInput!$locale:Locale=ZH){approvePublication(input:$input){...on ApprovePublicationSuccess{__typename publication{...PublicationDetails}}...Refusal}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"approvePublication":{"publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Takes an indicator out of the list: it takes no new figures then. */
export const archiveIndicator: parkgraph.Operation<ArchiveIndicatorMutation, ArchiveIndicatorMutationVariables> = {
  name: 'archiveIndicator',
  document: "mutation archiveIndicator($input:ArchiveIndicatorInput!$locale:Locale=ZH){archiveIndicator(input:$input){...on ArchiveIndicatorSuccess{__typename indicator{...IndicatorDetails}}...Refusal}}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"archiveIndicator":{"indicator":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Takes a document out of lists, so that nothing cites it anew. */
export const archiveSource: parkgraph.Operation<ArchiveSourceMutation, ArchiveSourceMutationVariables> = {
  name: 'archiveSource',
  document: "mutation archiveSource($input:ArchiveSourceInput!$locale:Locale=ZH){archiveSource(input:$input){...on ArchiveSourceSuccess{__typename source{...SourceDetails}}...Refusal}}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"archiveSource":{"source":{"publishedFrom":"Date","publishedTo":"Date"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Takes a subject out of lists, groups and rankings. */
export const archiveSubject: parkgraph.Operation<ArchiveSubjectMutation, ArchiveSubjectMutationVariables> = {
  name: 'archiveSubject',
  document: "mutation archiveSubject($input:ArchiveSubjectInput!$locale:Locale=ZH){archiveSubject(input:$input){...on ArchiveSubjectSuccess{__typename subject{...SubjectReference isArchived version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"archiveSubject":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Cancels a publication that was not released yet. */
export const cancelPublication: parkgraph.Operation<CancelPublicationMutation, CancelPublicationMutationVariables> = {
  name: 'cancelPublication',
  document: "mutation cancelPublication($input:CancelPublicationInput!$locale:Locale=ZH){cancelPublication(input:$input){...on CancelPublicationSuccess{__typename publication{...PublicationDetails}}...Refusal}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"cancelPublication":{"publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** The change log of the parks for which the viewer has the role EDITOR, the newest first: who changed what, and through what. */
export const changes: parkgraph.Operation<ChangesQuery, ChangesQueryVariables> = {
  name: 'changes',
  document: "query changes($first:Int$after:String$where:ChangeWhere$orderBy:[ChangeOrder!]$locale:Locale!=ZH){changes(first:$first after:$after where:$where orderBy:$orderBy){pageInfo{...Page}nodes{id recordedAt actor label keyPrefix requestId reason park{...SubjectReference}rows(first:100){totalCount nodes{__typename kind subject{...SubjectReference}...on ObservationChange{before{...Figure}after{...Figure}}...on CorrectionDecisionChange{decision{state reason}before{...Figure}after{...Figure}}...on LevelChange{observation{...Figure}fact{...FactVersionDetails}source{id code}from to}...on PublicationStepChange{publication{id title}step{state reason}}...on IndicatorChange{before{...IndicatorDetails}after{...IndicatorDetails}}...on AmendmentChange{values{property before after}}...on SourceChange{source{id code}}...on SourceAmendmentChange{source{id code}values{property before after}}}}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactVersionDetails on FactVersion{version isWithdrawal subject{...SubjectReference}fact{...FactDetails}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"changes":{"nodes":{"recordedAt":"DateTime","rows":{"nodes":{"before":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"after":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}}}}},
}

/** A page of what rules find implausible or inconsistent in a subject and all that it holds, each with the figures it rests on. */
export const checks: parkgraph.Operation<ChecksQuery, ChecksQueryVariables> = {
  name: 'checks',
  document: "query checks($subject:String!$first:Int$after:String$last:Int$before:String$where:CheckWhere$orderBy:[CheckOrder!]$isDeep:Boolean!=true$asOf:AsOf$reading:Reading$locale:Locale!=ZH$withTotal:Boolean!=false){checks(subject:$subject first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy isDeep:$isDeep asOf:$asOf reading:$reading){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{rule severity message(locale:$locale)subject{...SubjectReference}indicator{code name}period unit{...UnitDetails}expected actual deviation tolerance ratio inputs{role observation{...Figure}}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment SubjectReference on Subject{__typename id slug name}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"checks":{"nodes":{"period":"Period","unit":{"numerator":"Decimal","denominator":"Decimal"},"expected":"Decimal","actual":"Decimal","deviation":"Decimal","tolerance":"Decimal","ratio":"Decimal","inputs":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}}},
}

/** When the last change was committed: what the next `updatedAfter` takes. Null before the first one. */
export const clock: parkgraph.Operation<ClockQuery, ClockQueryVariables> = {
  name: 'clock',
  document: "query clock{clock}",
  scalars: {"clock":"DateTime"},
}

/** Corrections as they are accepted or rejected. */
export const correctionDecided: parkgraph.Subscription<CorrectionDecidedSubscription, CorrectionDecidedSubscriptionVariables> = {
  name: 'correctionDecided',
  kind: 'subscription',
  document: "subscription correctionDecided($park:String$where:CorrectionWhere$after:String$locale:Locale!=ZH){correctionDecided(park:$park where:$where after:$after){cursor recordedAt correction{...CorrectionDetails}decision{state decidedBy decidedOn reason}}}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"correctionDecided":{"recordedAt":"DateTime","correction":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"decision":{"decidedOn":"Date"}}},
}

/** A page of corrections that were proposed, with what was decided. */
export const corrections: parkgraph.Operation<CorrectionsQuery, CorrectionsQueryVariables> = {
  name: 'corrections',
  document: "query corrections($first:Int$after:String$last:Int$before:String$where:CorrectionWhere$orderBy:[CorrectionOrder!]$updatedAfter:DateTime$locale:Locale=ZH$withTotal:Boolean!=false){corrections(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy updatedAfter:$updatedAfter){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...CorrectionDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"corrections":{"nodes":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** A page of which figures there are: each series of a nature and a priority of sources, how often and how fresh, with its gaps and breaks. Of `source`, the code of a document, only its figures. */
export const coverage: parkgraph.Operation<CoverageQuery, CoverageQueryVariables> = {
  name: 'coverage',
  document: "query coverage($subjects:[String!]$indicators:[String!]$source:String$first:Int$after:String$last:Int$before:String$where:CoverageWhere$orderBy:[CoverageOrder!]$gaps:Int!=100$sources:Int!=100$asOf:AsOf$reading:Reading$locale:Locale=ZH$withTotal:Boolean!=false){coverage(subjects:$subjects indicators:$indicators source:$source first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy asOf:$asOf reading:$reading){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{subject{...SubjectReference}indicator{code name label(locale:$locale)}series{measure accumulation priceBasis scope breakdown}nature source{code title}sourceCount sources(first:$sources){code title}count correctedCount firstPeriod lastPeriod frequency lastPublishedOn daysSincePeriod daysSincePublication gapCount gaps(first:$gaps){period}breaks{kind period before after}}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {"coverage":{"nodes":{"firstPeriod":"Period","lastPeriod":"Period","lastPublishedOn":"Date","gaps":{"period":"Period"},"breaks":{"period":"Period"}}}},
}

/** Makes an enterprise known, which figures and facts are then told of. */
export const createEnterprise: parkgraph.Operation<CreateEnterpriseMutation, CreateEnterpriseMutationVariables> = {
  name: 'createEnterprise',
  document: "mutation createEnterprise($input:CreateEnterpriseInput!$locale:Locale=ZH){createEnterprise(input:$input){...on CreateEnterpriseSuccess{__typename enterprise{...SubjectReference version unifiedSocialCreditCode industryCode industrySystem}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createEnterprise":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes a facility known, which figures and facts are then told of. */
export const createFacility: parkgraph.Operation<CreateFacilityMutation, CreateFacilityMutationVariables> = {
  name: 'createFacility',
  document: "mutation createFacility($input:CreateFacilityInput!$locale:Locale=ZH){createFacility(input:$input){...on CreateFacilitySuccess{__typename facility{...SubjectReference version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createFacility":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes known what is measured, for all parks. */
export const createIndicator: parkgraph.Operation<CreateIndicatorMutation, CreateIndicatorMutationVariables> = {
  name: 'createIndicator',
  document: "mutation createIndicator($input:CreateIndicatorInput!$locale:Locale=ZH){createIndicator(input:$input){...on CreateIndicatorSuccess{__typename indicator{...IndicatorDetails}}...Refusal}}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createIndicator":{"indicator":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes a park known, which figures and facts are then told of. */
export const createPark: parkgraph.Operation<CreateParkMutation, CreateParkMutationVariables> = {
  name: 'createPark',
  document: "mutation createPark($input:CreateParkInput!$locale:Locale=ZH){createPark(input:$input){...on CreateParkSuccess{__typename park{...SubjectReference version kind level regionCode regionSystem}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createPark":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes a programme known, which figures and facts are then told of. */
export const createProgramme: parkgraph.Operation<CreateProgrammeMutation, CreateProgrammeMutationVariables> = {
  name: 'createProgramme',
  document: "mutation createProgramme($input:CreateProgrammeInput!$locale:Locale=ZH){createProgramme(input:$input){...on CreateProgrammeSuccess{__typename programme{...SubjectReference version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createProgramme":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes a project known, which figures and facts are then told of. */
export const createProject: parkgraph.Operation<CreateProjectMutation, CreateProjectMutationVariables> = {
  name: 'createProject',
  document: "mutation createProject($input:CreateProjectInput!$locale:Locale=ZH){createProject(input:$input){...on CreateProjectSuccess{__typename project{...SubjectReference version kind}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createProject":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Makes a document known, which figures then name by its code. */
export const createSource: parkgraph.Operation<CreateSourceMutation, CreateSourceMutationVariables> = {
  name: 'createSource',
  document: "mutation createSource($input:CreateSourceInput!$locale:Locale=ZH){createSource(input:$input){...on CreateSourceSuccess{__typename source{...SourceDetails}}...Refusal}}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"createSource":{"source":{"publishedFrom":"Date","publishedTo":"Date"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Drafts a publication of figures, facts, subjects and documents, which are as restricted as before until its release. */
export const draftPublication: parkgraph.Operation<DraftPublicationMutation, DraftPublicationMutationVariables> = {
  name: 'draftPublication',
  document: "mutation draftPublication($input:DraftPublicationInput!$locale:Locale=ZH){draftPublication(input:$input){...on DraftPublicationSuccess{__typename publication{...PublicationDetails items(first:100){totalCount nodes{...Figure}}facts(first:100){totalCount nodes{...FactVersionDetails}}subjects(first:100){totalCount nodes{...SubjectReference}}sources(first:100){totalCount nodes{id code title}}}}...Refusal}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactVersionDetails on FactVersion{version isWithdrawal subject{...SubjectReference}fact{...FactDetails}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}",
  scalars: {"draftPublication":{"publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"},"items":{"nodes":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"facts":{"nodes":{"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** An enterprise by its slug, or null: latest key figures and facts. */
export const enterprise: parkgraph.Operation<EnterpriseQuery, EnterpriseQueryVariables> = {
  name: 'enterprise',
  document: "query enterprise($slug:String!$locale:Locale=ZH){enterprise(slug:$slug){...EnterpriseSummary ...SubjectDetails}}fragment EnterpriseSummary on Enterprise{...SubjectReference unifiedSocialCreditCode industryCode industrySystem park{...SubjectReference}totalInvestment{...Figure}landArea{...Figure}outputValue{...Figure}revenue{...Figure}taxRevenue{...Figure}staff{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectDetails on Subject{...SubjectReference version names{kind name}memberships{role period park{...SubjectReference}}relationships{kind period from{...SubjectReference}to{...SubjectReference}toName note(locale:$locale)}assignments{person role organisation period programme{...SubjectReference}}honours{title awardedBy period}statements{topic period summary(locale:$locale)}doubts{id state question(locale:$locale)candidates}}",
  scalars: {"enterprise":{"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"revenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"taxRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"staff":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"memberships":{"period":"Period"},"relationships":{"period":"Period"},"assignments":{"period":"Period"},"honours":{"period":"Period"},"statements":{"period":"Period"}}},
}

/** A page of enterprises, each with its latest key figures. */
export const enterprises: parkgraph.Operation<EnterprisesQuery, EnterprisesQueryVariables> = {
  name: 'enterprises',
  document: "query enterprises($first:Int$after:String$last:Int$before:String$where:EnterpriseWhere$orderBy:[EnterpriseOrder!]$locale:Locale=ZH$withTotal:Boolean!=false){enterprises(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...EnterpriseSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment EnterpriseSummary on Enterprise{...SubjectReference unifiedSocialCreditCode industryCode industrySystem park{...SubjectReference}totalInvestment{...Figure}landArea{...Figure}outputValue{...Figure}revenue{...Figure}taxRevenue{...Figure}staff{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"enterprises":{"nodes":{"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"revenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"taxRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"staff":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** A page of the buildings and places that parks run. */
export const facilities: parkgraph.Operation<FacilitiesQuery, FacilitiesQueryVariables> = {
  name: 'facilities',
  document: "query facilities($first:Int$after:String$last:Int$before:String$where:FacilityWhere$orderBy:[FacilityOrder!]$locale:Locale=ZH$withTotal:Boolean!=false){facilities(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...FacilitySummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment FacilitySummary on Facility{...SubjectReference park{...SubjectReference}totalInvestment{...Figure}floorArea{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"facilities":{"nodes":{"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"floorArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** A facility by its slug, or null: latest key figures and facts. */
export const facility: parkgraph.Operation<FacilityQuery, FacilityQueryVariables> = {
  name: 'facility',
  document: "query facility($slug:String!$locale:Locale=ZH){facility(slug:$slug){...FacilitySummary ...SubjectDetails}}fragment FacilitySummary on Facility{...SubjectReference park{...SubjectReference}totalInvestment{...Figure}floorArea{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectDetails on Subject{...SubjectReference version names{kind name}memberships{role period park{...SubjectReference}}relationships{kind period from{...SubjectReference}to{...SubjectReference}toName note(locale:$locale)}assignments{person role organisation period programme{...SubjectReference}}honours{title awardedBy period}statements{topic period summary(locale:$locale)}doubts{id state question(locale:$locale)candidates}}",
  scalars: {"facility":{"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"floorArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"memberships":{"period":"Period"},"relationships":{"period":"Period"},"assignments":{"period":"Period"},"honours":{"period":"Period"},"statements":{"period":"Period"}}},
}

/** How far forecasts were off what happened: means by the keys in `by`, and the first single errors. */
export const forecastErrors: parkgraph.Operation<ForecastErrorsQuery, ForecastErrorsQueryVariables> = {
  name: 'forecastErrors',
  document: "query forecastErrors($subjects:[String!]$indicators:[String!]$within:Period$by:[ForecastErrorKey!]!$first:Int!=100$unit:UnitCode$asOf:AsOf$reading:Reading$locale:Locale=ZH){forecastErrors(subjects:$subjects indicators:$indicators within:$within asOf:$asOf reading:$reading){groups(by:$by){subject{...SubjectReference}indicator{code name}leadMonths count measuredCount meanErrorPercent meanAbsoluteErrorPercent greatestErrorPercent}errorCount errors(first:$first){forecast{...Figure}actual{...Figure}leadMonths error(unit:$unit)errorPercent unit{...UnitDetails}reason}}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"forecastErrors":{"groups":{"meanErrorPercent":"Decimal","meanAbsoluteErrorPercent":"Decimal","greatestErrorPercent":"Decimal"},"errors":{"forecast":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"actual":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"error":"Decimal","errorPercent":"Decimal","unit":{"numerator":"Decimal","denominator":"Decimal"}}}},
}

/** All frameworks that parks are scored by, with their editions: groups, weights and cohorts. */
export const frameworks: parkgraph.Operation<FrameworksQuery, FrameworksQueryVariables> = {
  name: 'frameworks',
  document: "query frameworks($locale:Locale!=ZH){frameworks{code label(locale:$locale)editions{edition status publishedOn scoringMethod groupCount indicatorCount totalWeight note(locale:$locale)groups{code label(locale:$locale)weight indicators{code indicator{code name}measure nature accumulation scope derivation direction weight target targetUnit{code name}}}cohorts{code label(locale:$locale)regionPrefixes}}}}",
  scalars: {"frameworks":{"editions":{"publishedOn":"Date","totalWeight":"Decimal","groups":{"weight":"Decimal","indicators":{"weight":"Decimal","target":"Decimal"}}}}},
}

/** How far imports are that the viewer sent, and how they end; with the role ADMIN for everything, those of all. */
export const importAdvanced: parkgraph.Subscription<ImportAdvancedSubscription, ImportAdvancedSubscriptionVariables> = {
  name: 'importAdvanced',
  kind: 'subscription',
  document: "subscription importAdvanced($where:ImportWhere$after:String){importAdvanced(where:$where after:$after){cursor recordedAt import{...ImportDetails}}}fragment ImportDetails on Import{id actor into isDryRun phase outcome rowCount byteCount problemCount startedAt toldAt}",
  scalars: {"importAdvanced":{"recordedAt":"DateTime","import":{"startedAt":"DateTime","toldAt":"DateTime"}}},
}

/** Imports of files that the viewer sent, the newest first; with the role ADMIN for everything, those of all. */
export const imports: parkgraph.Operation<ImportsQuery, ImportsQueryVariables> = {
  name: 'imports',
  document: "query imports($first:Int$after:String$where:ImportWhere$orderBy:[ImportOrder!]){imports(first:$first after:$after where:$where orderBy:$orderBy){totalCount pageInfo{...Page}nodes{...ImportDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment ImportDetails on Import{id actor into isDryRun phase outcome rowCount byteCount problemCount startedAt toldAt}",
  scalars: {"imports":{"nodes":{"startedAt":"DateTime","toldAt":"DateTime"}}},
}

/** An indicator by its code, or null. */
export const indicator: parkgraph.Operation<IndicatorQuery, IndicatorQueryVariables> = {
  name: 'indicator',
  document: "query indicator($code:String!$locale:Locale=ZH){indicator(code:$code){...IndicatorDetails}}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"indicator":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}}},
}

/** A page of indicators: what is measured, in which unit, and how it adds up. */
export const indicators: parkgraph.Operation<IndicatorsQuery, IndicatorsQueryVariables> = {
  name: 'indicators',
  document: "query indicators($first:Int$after:String$last:Int$before:String$where:IndicatorWhere$orderBy:[IndicatorOrder!]$includeArchived:Boolean!=false$locale:Locale=ZH$withTotal:Boolean!=false){indicators(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy includeArchived:$includeArchived){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...IndicatorDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"indicators":{"nodes":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}}}},
}

/** The object with this id, or null where there is none that the viewer may see. Ask for a subject's figures by its slug. */
export const node: parkgraph.Operation<NodeQuery, NodeQueryVariables> = {
  name: 'node',
  document: "query node($id:ID!$locale:Locale=ZH){node(id:$id){__typename id ...on Subject{...SubjectReference}...on Indicator{code name label(locale:$locale)version}...on Source{...SourceDetails}...on Observation{...ObservationDetails}}}fragment SubjectReference on Subject{__typename id slug name}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}",
  scalars: {"node":{"publishedFrom":"Date","publishedTo":"Date","period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}}},
}

/** Figures as they are recorded, revised or withdrawn, and as a publication makes them visible. */
export const observationRecorded: parkgraph.Subscription<ObservationRecordedSubscription, ObservationRecordedSubscriptionVariables> = {
  name: 'observationRecorded',
  kind: 'subscription',
  document: "subscription observationRecorded($park:String$where:ObservationWhere$after:String$locale:Locale!=ZH){observationRecorded(park:$park where:$where after:$after){cursor recordedAt isPublication observation{...ObservationDetails}}}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectReference on Subject{__typename id slug name}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}",
  scalars: {"observationRecorded":{"recordedAt":"DateTime","observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}}}},
}

/** A page of figures, each with its value or bounds, printed form, source, reported growth and corrections. */
export const observations: parkgraph.Operation<ObservationsQuery, ObservationsQueryVariables> = {
  name: 'observations',
  document: "query observations($first:Int$after:String$last:Int$before:String$where:ObservationWhere$orderBy:[ObservationOrder!]$reading:Reading!=AS_PRINTED$locale:Locale=ZH$withTotal:Boolean!=false){observations(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy reading:$reading){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...ObservationDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectReference on Subject{__typename id slug name}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}",
  scalars: {"observations":{"nodes":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}}}},
}

/** A park's score under an edition of a framework, or null: what each indicator adds, and the figures it rests on. */
export const parkScore: parkgraph.Operation<ParkScoreQuery, ParkScoreQueryVariables> = {
  name: 'parkScore',
  document: "query parkScore($slug:String!$framework:String!$edition:String!$period:Period$asOf:AsOf$reading:Reading$locale:Locale=ZH){park(slug:$slug){...SubjectReference score(framework:$framework edition:$edition period:$period asOf:$asOf reading:$reading){edition{edition status scoringMethod totalWeight}value reason restsOn cohort{code label(locale:$locale)}contributions{indicator{code weight indicator{code name}}score reason period value minimum maximum unit{...UnitDetails}observation{...Figure}base{...Figure}}}}}fragment SubjectReference on Subject{__typename id slug name}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"park":{"score":{"edition":{"totalWeight":"Decimal"},"value":"Decimal","restsOn":"Decimal","contributions":{"indicator":{"weight":"Decimal"},"score":"Decimal","period":"Period","value":"Decimal","minimum":"Decimal","maximum":"Decimal","unit":{"numerator":"Decimal","denominator":"Decimal"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"base":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}}},
}

/** A park by its slug, or null: key figures, facts, and the first 100 parks directly within it. */
export const park: parkgraph.Operation<ParkQuery, ParkQueryVariables> = {
  name: 'park',
  document: "query park($slug:String!$locale:Locale=ZH){park(slug:$slug){...ParkSummary ...SubjectDetails technologyIndustryTradeRevenue{...Figure}grossIndustrialOutputValue{...Figure}fixedAssetInvestment{...Figure}taxRevenue{...Figure}completedInvestment{...Figure}parks(first:100 isDeep:false){totalCount nodes{...ParkSummary}}}}fragment ParkSummary on Park{...SubjectReference kind level regionCode regionSystem parent{...SubjectReference}landArea{...Figure}plannedLandArea:landArea(nature:PLAN){...Figure}totalInvestment{...Figure}outputValue(nature:EXPECTED){...Figure}employment(nature:EXPECTED){...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectDetails on Subject{...SubjectReference version names{kind name}memberships{role period park{...SubjectReference}}relationships{kind period from{...SubjectReference}to{...SubjectReference}toName note(locale:$locale)}assignments{person role organisation period programme{...SubjectReference}}honours{title awardedBy period}statements{topic period summary(locale:$locale)}doubts{id state question(locale:$locale)candidates}}",
  scalars: {"park":{"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"plannedLandArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"employment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"memberships":{"period":"Period"},"relationships":{"period":"Period"},"assignments":{"period":"Period"},"honours":{"period":"Period"},"statements":{"period":"Period"},"technologyIndustryTradeRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"grossIndustrialOutputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fixedAssetInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"taxRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"completedInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"parks":{"nodes":{"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"plannedLandArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"employment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}}},
}

/** A page of parks, those within parks included, each with its key figures: land and investment as planned, output and jobs as promised. For what has happened, ask `park`. */
export const parks: parkgraph.Operation<ParksQuery, ParksQueryVariables> = {
  name: 'parks',
  document: "query parks($first:Int$after:String$last:Int$before:String$where:ParkWhere$orderBy:[ParkOrder!]$locale:Locale=ZH$withTotal:Boolean!=false){parks(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...ParkSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment ParkSummary on Park{...SubjectReference kind level regionCode regionSystem parent{...SubjectReference}landArea{...Figure}plannedLandArea:landArea(nature:PLAN){...Figure}totalInvestment{...Figure}outputValue(nature:EXPECTED){...Figure}employment(nature:EXPECTED){...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"parks":{"nodes":{"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"plannedLandArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"employment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** What accepting a correction changes, by its id: whether that is refused, the figure, and all derived from it that differs. */
export const previewCorrection: parkgraph.Operation<PreviewCorrectionQuery, PreviewCorrectionQueryVariables> = {
  name: 'previewCorrection',
  document: "query previewCorrection($id:ID!$firstRanks:Int!=20$locale:Locale=ZH){node(id:$id){__typename ...on Correction{...CorrectionDetails preview{isRead acceptance{isPossible code message observation{...Figure}}before{...PreviewedFigure}after{...PreviewedFigure}growths{indicator{code name}scope period beforeComputed beforeReason beforeReported beforeDivergence afterComputed afterReason afterReported afterDivergence}shares{park{...SubjectReference}indicator{code name}scope period before beforeReason after afterReason}perMu{indicator{code name}scope period before beforeReason after afterReason}requirements{forecast{...Figure}period unit{...UnitDetails}beforeRequired beforeRequiredLower beforeRequiredUpper beforePace beforePaceLower beforePaceUpper beforeReason afterRequired afterRequiredLower afterRequiredUpper afterPace afterPaceLower afterPaceUpper afterReason}rankCount ranks(first:$firstRanks){park{...SubjectReference}indicator{code name}scope period before after beforeSize afterSize beforeValue afterValue unit{...UnitDetails}}}}}}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment PreviewedFigure on PreviewFigure{label series{id}indicator{code name}measure accumulation priceBasis scope breakdown nature period qualifier value lower upper unit{code name label(locale:$locale)}}fragment SubjectReference on Subject{__typename id slug name}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"node":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"preview":{"acceptance":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"before":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"after":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"growths":{"period":"Period","beforeComputed":"Decimal","beforeReported":"Decimal","beforeDivergence":"Decimal","afterComputed":"Decimal","afterReported":"Decimal","afterDivergence":"Decimal"},"shares":{"period":"Period","before":"Decimal","after":"Decimal"},"perMu":{"period":"Period","before":"Decimal","after":"Decimal"},"requirements":{"forecast":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"period":"Period","unit":{"numerator":"Decimal","denominator":"Decimal"},"beforeRequired":"Decimal","beforeRequiredLower":"Decimal","beforeRequiredUpper":"Decimal","beforePace":"Decimal","beforePaceLower":"Decimal","beforePaceUpper":"Decimal","afterRequired":"Decimal","afterRequiredLower":"Decimal","afterRequiredUpper":"Decimal","afterPace":"Decimal","afterPaceLower":"Decimal","afterPaceUpper":"Decimal"},"ranks":{"period":"Period","beforeValue":"Decimal","afterValue":"Decimal","unit":{"numerator":"Decimal","denominator":"Decimal"}}}}},
}

/** A programme by its slug, or null: what it gave, and facts. */
export const programme: parkgraph.Operation<ProgrammeQuery, ProgrammeQueryVariables> = {
  name: 'programme',
  document: "query programme($slug:String!$locale:Locale=ZH){programme(slug:$slug){...ProgrammeSummary ...SubjectDetails}}fragment ProgrammeSummary on Programme{...SubjectReference park{...SubjectReference}supportedAmount{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectDetails on Subject{...SubjectReference version names{kind name}memberships{role period park{...SubjectReference}}relationships{kind period from{...SubjectReference}to{...SubjectReference}toName note(locale:$locale)}assignments{person role organisation period programme{...SubjectReference}}honours{title awardedBy period}statements{topic period summary(locale:$locale)}doubts{id state question(locale:$locale)candidates}}",
  scalars: {"programme":{"supportedAmount":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"memberships":{"period":"Period"},"relationships":{"period":"Period"},"assignments":{"period":"Period"},"honours":{"period":"Period"},"statements":{"period":"Period"}}},
}

/** A page of the schemes, reforms, campaigns and services that parks carry out. */
export const programmes: parkgraph.Operation<ProgrammesQuery, ProgrammesQueryVariables> = {
  name: 'programmes',
  document: "query programmes($first:Int$after:String$last:Int$before:String$where:ProgrammeWhere$orderBy:[ProgrammeOrder!]$locale:Locale=ZH$withTotal:Boolean!=false){programmes(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...ProgrammeSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment ProgrammeSummary on Programme{...SubjectReference park{...SubjectReference}supportedAmount{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"programmes":{"nodes":{"supportedAmount":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** Stages of works as they are recorded, told anew, withdrawn or published; a withdrawn one is null. */
export const projectStageRecorded: parkgraph.Subscription<ProjectStageRecordedSubscription, ProjectStageRecordedSubscriptionVariables> = {
  name: 'projectStageRecorded',
  kind: 'subscription',
  document: "subscription projectStageRecorded($park:String$where:ProjectWhere$after:String$locale:Locale!=ZH){projectStageRecorded(park:$park where:$where after:$after){cursor recordedAt project{...SubjectReference}isPublication stage{...StageDetails}}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"projectStageRecorded":{"recordedAt":"DateTime","stage":{"period":"Period"}}},
}

/** A project by its slug, or null: key figures, every stage with its source, and facts. */
export const project: parkgraph.Operation<ProjectQuery, ProjectQueryVariables> = {
  name: 'project',
  document: "query project($slug:String!$locale:Locale=ZH){project(slug:$slug){...ProjectSummary ...SubjectDetails revenue{...Figure}stages{...StageDetails citation{...CitationDetails}}builtPark{...SubjectReference}}}fragment ProjectSummary on Project{...SubjectReference kind park{...SubjectReference}currentStage{...StageDetails}totalInvestment{...Figure}completedInvestment{...Figure}landArea{...Figure}outputValue{...Figure}taxRevenue{...Figure}employment{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectDetails on Subject{...SubjectReference version names{kind name}memberships{role period park{...SubjectReference}}relationships{kind period from{...SubjectReference}to{...SubjectReference}toName note(locale:$locale)}assignments{person role organisation period programme{...SubjectReference}}honours{title awardedBy period}statements{topic period summary(locale:$locale)}doubts{id state question(locale:$locale)candidates}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}",
  scalars: {"project":{"currentStage":{"period":"Period"},"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"completedInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"taxRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"employment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"memberships":{"period":"Period"},"relationships":{"period":"Period"},"assignments":{"period":"Period"},"honours":{"period":"Period"},"statements":{"period":"Period"},"revenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"stages":{"period":"Period","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}}}}},
}

/** A page of projects, each with its furthest stage and key figures. */
export const projects: parkgraph.Operation<ProjectsQuery, ProjectsQueryVariables> = {
  name: 'projects',
  document: "query projects($first:Int$after:String$last:Int$before:String$where:ProjectWhere$orderBy:[ProjectOrder!]$locale:Locale=ZH$withTotal:Boolean!=false){projects(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...ProjectSummary}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment ProjectSummary on Project{...SubjectReference kind park{...SubjectReference}currentStage{...StageDetails}totalInvestment{...Figure}completedInvestment{...Figure}landArea{...Figure}outputValue{...Figure}taxRevenue{...Figure}employment{...Figure}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"projects":{"nodes":{"currentStage":{"period":"Period"},"totalInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"completedInvestment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"landArea":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"outputValue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"taxRevenue":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"employment":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** Proposes a correction of a printed figure, which stays as printed. */
export const proposeCorrection: parkgraph.Operation<ProposeCorrectionMutation, ProposeCorrectionMutationVariables> = {
  name: 'proposeCorrection',
  document: "mutation proposeCorrection($input:ProposeCorrectionInput!$locale:Locale=ZH){proposeCorrection(input:$input){...on ProposeCorrectionSuccess{__typename correction{...CorrectionDetails}}...Refusal}}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"proposeCorrection":{"correction":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Steps of publications, of the parks for which the viewer has the role EDITOR. */
export const publicationAdvanced: parkgraph.Subscription<PublicationAdvancedSubscription, PublicationAdvancedSubscriptionVariables> = {
  name: 'publicationAdvanced',
  kind: 'subscription',
  document: "subscription publicationAdvanced($park:String$where:PublicationWhere$after:String){publicationAdvanced(park:$park where:$where after:$after){cursor recordedAt publication{...PublicationDetails}step{id state doneBy reason}}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {"publicationAdvanced":{"recordedAt":"DateTime","publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}}}},
}

/** Publications of the parks for which the viewer has the role EDITOR. */
export const publications: parkgraph.Operation<PublicationsQuery, PublicationsQueryVariables> = {
  name: 'publications',
  document: "query publications($first:Int$after:String$where:PublicationWhere$orderBy:[PublicationOrder!]){publications(first:$first after:$after where:$where orderBy:$orderBy){totalCount pageInfo{...Page}nodes{...PublicationDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {"publications":{"nodes":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}}}},
}

/** Parks in order of an indicator, of what is derived from one, or of a framework's score; how many are left out, and why. */
export const ranking: parkgraph.Operation<RankingQuery, RankingQueryVariables> = {
  name: 'ranking',
  document: "query ranking($by:RankingMeasure!$period:Period$among:RankingCohort$direction:OrderDirection!=DESC$ties:RankingTies!=STANDARD$first:Int!=100$unit:UnitCode$asOf:AsOf$reading:Reading$locale:Locale=ZH){ranking(by:$by period:$period among:$among direction:$direction ties:$ties first:$first unit:$unit asOf:$asOf reading:$reading){count isOnePeriod unit{...UnitDetails}rows{rank tied subject{...SubjectReference}period value lower upper observation{...Figure}}exclusions{reason count}}}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment SubjectReference on Subject{__typename id slug name}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"ranking":{"unit":{"numerator":"Decimal","denominator":"Decimal"},"rows":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** Records facts, all or none. */
export const recordFacts: parkgraph.Operation<RecordFactsMutation, RecordFactsMutationVariables> = {
  name: 'recordFacts',
  document: "mutation recordFacts($input:RecordFactsInput!$locale:Locale=ZH){recordFacts(input:$input){...on RecordFactsSuccess{__typename facts{...FactDetails}}...Refusal}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"recordFacts":{"facts":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Records figures, all or none: a month's form, say. Give each request an idempotencyKey of its own. */
export const recordObservations: parkgraph.Operation<RecordObservationsMutation, RecordObservationsMutationVariables> = {
  name: 'recordObservations',
  document: "mutation recordObservations($input:RecordObservationsInput!$locale:Locale=ZH){recordObservations(input:$input){...on RecordObservationsSuccess{__typename observations{...ObservationDetails}}...Refusal}}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectReference on Subject{__typename id slug name}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"recordObservations":{"observations":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Rejects a correction, also one that was accepted. */
export const rejectCorrection: parkgraph.Operation<RejectCorrectionMutation, RejectCorrectionMutationVariables> = {
  name: 'rejectCorrection',
  document: "mutation rejectCorrection($input:RejectCorrectionInput!$locale:Locale=ZH){rejectCorrection(input:$input){...on RejectCorrectionSuccess{__typename correction{...CorrectionDetails}}...Refusal}}fragment CorrectionDetails on Correction{id version state confidence proposedBy proposedOn changes evidence(locale:$locale)decisions{state decidedBy decidedOn reason}observation{...Figure}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"rejectCorrection":{"correction":{"proposedOn":"Date","decisions":{"decidedOn":"Date"},"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Puts an indicator that is archived back into the list. */
export const restoreIndicator: parkgraph.Operation<RestoreIndicatorMutation, RestoreIndicatorMutationVariables> = {
  name: 'restoreIndicator',
  document: "mutation restoreIndicator($input:RestoreIndicatorInput!$locale:Locale=ZH){restoreIndicator(input:$input){...on RestoreIndicatorSuccess{__typename indicator{...IndicatorDetails}}...Refusal}}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"restoreIndicator":{"indicator":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Puts a document that is archived back into lists. */
export const restoreSource: parkgraph.Operation<RestoreSourceMutation, RestoreSourceMutationVariables> = {
  name: 'restoreSource',
  document: "mutation restoreSource($input:RestoreSourceInput!$locale:Locale=ZH){restoreSource(input:$input){...on RestoreSourceSuccess{__typename source{...SourceDetails}}...Refusal}}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"restoreSource":{"source":{"publishedFrom":"Date","publishedTo":"Date"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Puts a subject that is archived back into lists. */
export const restoreSubject: parkgraph.Operation<RestoreSubjectMutation, RestoreSubjectMutationVariables> = {
  name: 'restoreSubject',
  document: "mutation restoreSubject($input:RestoreSubjectInput!$locale:Locale=ZH){restoreSubject(input:$input){...on RestoreSubjectSuccess{__typename subject{...SubjectReference isArchived version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"restoreSubject":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Returns a publication to whoever submitted it. */
export const returnPublication: parkgraph.Operation<ReturnPublicationMutation, ReturnPublicationMutationVariables> = {
  name: 'returnPublication',
  document: "mutation returnPublication($input:ReturnPublicationInput!$locale:Locale=ZH){returnPublication(input:$input){...on ReturnPublicationSuccess{__typename publication{...PublicationDetails}}...Refusal}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"returnPublication":{"publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Records a further version of a fact, whose newest one the caller has to know. */
export const reviseFact: parkgraph.Operation<ReviseFactMutation, ReviseFactMutationVariables> = {
  name: 'reviseFact',
  document: "mutation reviseFact($input:ReviseFactInput!$locale:Locale=ZH){reviseFact(input:$input){...on ReviseFactSuccess{__typename fact{...FactDetails}}...Refusal}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}",
  scalars: {"reviseFact":{"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Records a further vintage of a figure, whose newest one the caller has to know. */
export const reviseObservation: parkgraph.Operation<ReviseObservationMutation, ReviseObservationMutationVariables> = {
  name: 'reviseObservation',
  document: "mutation reviseObservation($input:ReviseObservationInput!$locale:Locale=ZH){reviseObservation(input:$input){...on ReviseObservationSuccess{__typename observation{...ObservationDetails}}...Refusal}}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectReference on Subject{__typename id slug name}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"reviseObservation":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** A document by its code, or null: with the version that changing it takes. */
export const source: parkgraph.Operation<SourceQuery, SourceQueryVariables> = {
  name: 'source',
  document: "query source($code:String!){source(code:$code){...SourceDetails}}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {"source":{"publishedFrom":"Date","publishedTo":"Date"}},
}

/** A page of the documents that figures and facts are taken from. */
export const sources: parkgraph.Operation<SourcesQuery, SourcesQueryVariables> = {
  name: 'sources',
  document: "query sources($first:Int$after:String$last:Int$before:String$where:SourceWhere$orderBy:[SourceOrder!]$includeArchived:Boolean!=false$updatedAfter:DateTime$withTotal:Boolean!=false){sources(first:$first after:$after last:$last before:$before where:$where orderBy:$orderBy includeArchived:$includeArchived updatedAfter:$updatedAfter){totalCount@include(if:$withTotal)pageInfo{...Page}nodes{...SourceDetails}}}fragment Page on PageInfo{hasNextPage hasPreviousPage startCursor endCursor}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {"sources":{"nodes":{"publishedFrom":"Date","publishedTo":"Date"}}},
}

/** Submits a publication for review. */
export const submitPublication: parkgraph.Operation<SubmitPublicationMutation, SubmitPublicationMutationVariables> = {
  name: 'submitPublication',
  document: "mutation submitPublication($input:SubmitPublicationInput!$locale:Locale=ZH){submitPublication(input:$input){...on SubmitPublicationSuccess{__typename publication{...PublicationDetails}}...Refusal}}fragment PublicationDetails on Publication{id title level embargoUntil state park{...SubjectReference}lastStep{id}steps{state doneBy reason recordedAt}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"submitPublication":{"publication":{"embargoUntil":"DateTime","steps":{"recordedAt":"DateTime"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Indicators of subjects bucket by bucket, as columns: each array is in the order of `periods`. */
export const timeSeries: parkgraph.Operation<TimeSeriesQuery, TimeSeriesQueryVariables> = {
  name: 'timeSeries',
  document: "query timeSeries($subjects:[String!]!$indicators:[String!]!$bucket:Bucket!$from:Period!$to:Period!$measures:[TimeSeriesMeasure!]$of:Measure$accumulation:Accumulation$nature:Nature$unit:UnitCode$asOf:AsOf$locale:Locale=ZH){timeSeries(subjects:$subjects indicators:$indicators bucket:$bucket from:$from to:$to measures:$measures of:$of accumulation:$accumulation nature:$nature unit:$unit asOf:$asOf){periods monthsPerBucket series{subject{...SubjectReference}indicator{code name}unit{...UnitDetails}of accumulation accumulations nature scope priceBasis source{code}count completeness isNegativeAfterRevision columns{measure unit{code name}values lower upper reasons}}}}fragment SubjectReference on Subject{__typename id slug name}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"timeSeries":{"periods":"Period","series":{"unit":{"numerator":"Decimal","denominator":"Decimal"},"columns":{"values":"Decimal","lower":"Decimal","upper":"Decimal"}}}},
}

/** All units with their exact conversion factors, or those of one dimension. */
export const units: parkgraph.Operation<UnitsQuery, UnitsQueryVariables> = {
  name: 'units',
  document: "query units($dimension:String$locale:Locale=ZH){units(dimension:$dimension){...UnitDetails}}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}",
  scalars: {"units":{"numerator":"Decimal","denominator":"Decimal"}},
}

/** Changes own fields of an enterprise, whose version the caller has to know. */
export const updateEnterprise: parkgraph.Operation<UpdateEnterpriseMutation, UpdateEnterpriseMutationVariables> = {
  name: 'updateEnterprise',
  document: "mutation updateEnterprise($input:UpdateEnterpriseInput!$locale:Locale=ZH){updateEnterprise(input:$input){...on UpdateEnterpriseSuccess{__typename enterprise{...SubjectReference version unifiedSocialCreditCode industryCode industrySystem}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateEnterprise":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes own fields of a facility, whose version the caller has to know. */
export const updateFacility: parkgraph.Operation<UpdateFacilityMutation, UpdateFacilityMutationVariables> = {
  name: 'updateFacility',
  document: "mutation updateFacility($input:UpdateFacilityInput!$locale:Locale=ZH){updateFacility(input:$input){...on UpdateFacilitySuccess{__typename facility{...SubjectReference version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateFacility":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes what an indicator is called, its place among others, and its definition by a further edition. */
export const updateIndicator: parkgraph.Operation<UpdateIndicatorMutation, UpdateIndicatorMutationVariables> = {
  name: 'updateIndicator',
  document: "mutation updateIndicator($input:UpdateIndicatorInput!$locale:Locale=ZH){updateIndicator(input:$input){...on UpdateIndicatorSuccess{__typename indicator{...IndicatorDetails}}...Refusal}}fragment IndicatorDetails on Indicator{id code name label(locale:$locale)definition(locale:$locale)status dimension defaultUnit{...UnitDetails}aggregationOverTime aggregationOverParks candidates isArchived version}fragment UnitDetails on Unit{code name label(locale:$locale)dimension numerator denominator}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment SubjectReference on Subject{__typename id slug name}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateIndicator":{"indicator":{"defaultUnit":{"numerator":"Decimal","denominator":"Decimal"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes own fields of a park, whose version the caller has to know. */
export const updatePark: parkgraph.Operation<UpdateParkMutation, UpdateParkMutationVariables> = {
  name: 'updatePark',
  document: "mutation updatePark($input:UpdateParkInput!$locale:Locale=ZH){updatePark(input:$input){...on UpdateParkSuccess{__typename park{...SubjectReference version kind level regionCode regionSystem}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updatePark":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes own fields of a programme, whose version the caller has to know. */
export const updateProgramme: parkgraph.Operation<UpdateProgrammeMutation, UpdateProgrammeMutationVariables> = {
  name: 'updateProgramme',
  document: "mutation updateProgramme($input:UpdateProgrammeInput!$locale:Locale=ZH){updateProgramme(input:$input){...on UpdateProgrammeSuccess{__typename programme{...SubjectReference version}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateProgramme":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes own fields of a project, whose version the caller has to know. */
export const updateProject: parkgraph.Operation<UpdateProjectMutation, UpdateProjectMutationVariables> = {
  name: 'updateProject',
  document: "mutation updateProject($input:UpdateProjectInput!$locale:Locale=ZH){updateProject(input:$input){...on UpdateProjectSuccess{__typename project{...SubjectReference version kind}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateProject":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Changes own fields of a document, whose version the caller has to know. */
export const updateSource: parkgraph.Operation<UpdateSourceMutation, UpdateSourceMutationVariables> = {
  name: 'updateSource',
  document: "mutation updateSource($input:UpdateSourceInput!$locale:Locale=ZH){updateSource(input:$input){...on UpdateSourceSuccess{__typename source{...SourceDetails}}...Refusal}}fragment SourceDetails on Source{id code title kind publisher authors language publishedFrom publishedTo priority accessLevel reportingPark{...SubjectReference}isArchived version}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"updateSource":{"source":{"publishedFrom":"Date","publishedTo":"Date"},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Who asks by the headers of the client, with all grants, and what they may do in a park: null where none is named, or none is there. */
export const viewer: parkgraph.Operation<ViewerQuery, ViewerQueryVariables> = {
  name: 'viewer',
  document: "query viewer($park:String=\"\"){viewer{actor kind label isAnonymous grants{role park{...SubjectReference}regionPrefix isAll}may(park:$park)}}fragment SubjectReference on Subject{__typename id slug name}",
  scalars: {},
}

/** The enums of the schema, each value with its label. */
export const vocabularies: parkgraph.Operation<VocabulariesQuery, VocabulariesQueryVariables> = {
  name: 'vocabularies',
  document: "query vocabularies($locale:Locale=ZH){vocabularies{name terms{code label(locale:$locale)}}}",
  scalars: {},
}

/** Withdraws a fact, whose newest version the caller has to know: from then on it does not hold. */
export const withdrawFact: parkgraph.Operation<WithdrawFactMutation, WithdrawFactMutationVariables> = {
  name: 'withdrawFact',
  document: "mutation withdrawFact($input:WithdrawFactInput!$locale:Locale=ZH){withdrawFact(input:$input){...on WithdrawFactSuccess{__typename version subject{...SubjectReference}}...Refusal}}fragment SubjectReference on Subject{__typename id slug name}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"withdrawFact":{"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}

/** Withdraws a figure: its newest vintage then says why there is no number. */
export const withdrawObservation: parkgraph.Operation<WithdrawObservationMutation, WithdrawObservationMutationVariables> = {
  name: 'withdrawObservation',
  document: "mutation withdrawObservation($input:WithdrawObservationInput!$locale:Locale=ZH){withdrawObservation(input:$input){...on WithdrawObservationSuccess{__typename observation{...ObservationDetails}}...Refusal}}fragment ObservationDetails on Observation{...Figure measure accumulation priceBasis scope breakdown stage reading status missingReason publishedOn subject{...SubjectReference}indicator{code name label(locale:$locale)}reportedGrowth{...Figure}citation{...CitationDetails}corrections{id state confidence proposedOn changes evidence(locale:$locale)}}fragment Figure on Observation{id period nature qualifier value lower upper unit{code name label(locale:$locale)}printed{label text}}fragment SubjectReference on Subject{__typename id slug name}fragment CitationDetails on Citation{section paragraph source{code title publisher publishedFrom publishedTo}}fragment Refusal on MutationRefusal{__typename message ...on ValidationError{issues{path code message}}...on Conflict{code conflicts{path message version observation{...Figure}fact{...FactDetails}subject{...SubjectReference}source{id code}indicator{code name}}}}fragment FactDetails on Fact{__typename id publishedOn note(locale:$locale)citation{...CitationDetails}...on Assignment{person assignedRole:role organisation programme{...SubjectReference}period}...on Honour{title awardedBy period}...on Membership{subject{...SubjectReference}park{...SubjectReference}role period}...on PanelMembership{subject{...SubjectReference}scope period}...on ProjectStage{...StageDetails}...on Relationship{from{...SubjectReference}relationship:kind to{...SubjectReference}toName period}...on Statement{topic summary(locale:$locale)period}...on SubjectName{name kind}}fragment StageDetails on ProjectStage{stage state period printed note(locale:$locale)}",
  scalars: {"withdrawObservation":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal","publishedOn":"Date","reportedGrowth":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"corrections":{"proposedOn":"Date"}},"conflicts":{"observation":{"period":"Period","value":"Decimal","lower":"Decimal","upper":"Decimal"},"fact":{"publishedOn":"Date","citation":{"source":{"publishedFrom":"Date","publishedTo":"Date"}},"period":"Period"}}}},
}
/** A correction to accept. */
export type AcceptCorrectionInput = {
  /** Id of the correction. */
  correction: string;
  /** The `version` that whoever asks knows. Where somebody decided since, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** Who may see a row. */
export type AccessLevel =
  /** Those with a role for the park that reports it (内部). */
  | 'INTERNAL'
  /** Everybody (公开). */
  | 'PUBLIC'
  /** Those who may enter rows of the park that reports it, or more (限制). */
  | 'RESTRICTED';

/** Conditions on a AccessLevel; all given ones have to hold, and null counts as not given. */
export type AccessLevelFilter = {
  /** Is this value. */
  eq?: AccessLevel | null | undefined;
  /** Is one of these values. */
  in?: Array<AccessLevel> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<AccessLevel> | null | undefined;
};

/** What somebody is in the parks that they have a role for: each may do what those before it may. */
export type AccessRole =
  /** Administrator (管理员). */
  | 'ADMIN'
  /** Editor (填报者). */
  | 'EDITOR'
  /** Reader (查阅者). */
  | 'READER'
  /** Steward (审核者). */
  | 'STEWARD';

/** Over which span a figure is accumulated. */
export type Accumulation =
  /** Once built and at full capacity (建成达产后). */
  | 'AT_CAPACITY'
  /** One day (当日). */
  | 'DAY'
  /** Full year (全年). */
  | 'FULL_YEAR'
  /** One month (当月). */
  | 'MONTH'
  /** Total of the stated period (期间合计). */
  | 'PERIOD_TOTAL'
  /** Stock at a point in time (时点). */
  | 'STOCK'
  /** Not stated (未注明). */
  | 'UNSPECIFIED'
  /** Year to date (年初累计). */
  | 'YEAR_TO_DATE';

/** Conditions on a Accumulation; all given ones have to hold, and null counts as not given. */
export type AccumulationFilter = {
  /** Is this value. */
  eq?: Accumulation | null | undefined;
  /** Is one of these values. */
  in?: Array<Accumulation> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Accumulation> | null | undefined;
};

/** How values of an indicator combine over parks. */
export type AggregationOverParks =
  /** They do not combine (不可合并). */
  | 'NONE'
  /** They add up (可累加). */
  | 'SUM';

/** How values of an indicator combine over consecutive periods. */
export type AggregationOverTime =
  /** The last one holds (取期末值). */
  | 'LAST'
  /** They do not combine (不可合并). */
  | 'NONE'
  /** They add up (可累加). */
  | 'SUM';

/** A publication to approve. */
export type ApprovePublicationInput = {
  /** Id of its last step that whoever asks knows. Where there is a later one, nothing is written and the conflict says so. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the publication. */
  publication: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason?: string | null | undefined;
};

/** An indicator to archive. */
export type ArchiveIndicatorInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Its code. */
  indicator: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** A document to archive. */
export type ArchiveSourceInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Its code. */
  source: string;
};

/** A subject to archive. */
export type ArchiveSubjectInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Its slug. */
  subject: string;
};

/** What was known then. Fields beneath follow it unless they say otherwise: of a clock that is null, from now; of one that is left out, and where asOf itself is null, from where the field around looks. Units, frameworks and the order of sources are those of now. */
export type AsOf = {
  /** Only what was published by the end of this day. Memberships are those that hold on it. */
  published?: string | null | undefined;
  /** Only what was recorded here by this moment, in commit order. The answer is the same for ever: a moment that has not come is refused. */
  recorded?: string | null | undefined;
};

/** A person in a role at the subject, or for it in a programme. */
export type AssignmentInput = {
  /** When it holds, where the document says. */
  date?: parkgraph.PeriodInput | null | undefined;
  /** Organisation as printed. */
  organisation: string;
  /** Name of the person as printed. */
  person: string;
  /** Slug of the programme that the role belongs to. */
  programme?: string | null | undefined;
  /** Role as printed. */
  role: string;
};

/** Spans of the calendar that figures are put into. */
export type Bucket =
  /** Half year (半年). */
  | 'HALF_YEAR'
  /** Month (月). */
  | 'MONTH'
  /** Quarter (季度). */
  | 'QUARTER'
  /** Year (年). */
  | 'YEAR';

/** A publication to cancel. */
export type CancelPublicationInput = {
  /** Id of its last step that whoever asks knows. Where there is a later one, nothing is written and the conflict says so. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the publication. */
  publication: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** One thing to order a list of Change by. */
export type ChangeOrder =
  {   /** By the time of the commit. */
  recordedAt: OrderDirection; };

/** Conditions on a list of Change; all of them have to hold. */
export type ChangeWhere = {
  /** Who wrote, as an identifier. */
  actor?: TextFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ChangeWhere> | null | undefined;
  /** Prefix of the key that was used. */
  keyPrefix?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: ChangeWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ChangeWhere> | null | undefined;
  /** The park that reports its rows. */
  park?: ParkWhere | null | undefined;
  /** When it was committed. */
  recordedAt?: DateTimeFilter | null | undefined;
  /** The request that wrote. */
  requestId?: TextFilter | null | undefined;
  /** A row that it recorded or changed. */
  rows?: ChangedRowWhere | null | undefined;
};

/** What kind of row the change log tells of. */
export type ChangedRowKind =
  /** Amended subject (主体变更). */
  | 'AMENDMENT'
  /** Person in a role (任职). */
  | 'ASSIGNMENT'
  /** Proposed correction (更正建议). */
  | 'CORRECTION'
  /** Decision on a correction (更正决定). */
  | 'CORRECTION_DECISION'
  /** Doubt (存疑). */
  | 'DOUBT'
  /** Title (荣誉). */
  | 'HONOUR'
  /** Indicator (指标). */
  | 'INDICATOR'
  /** Access level of a figure (数据密级). */
  | 'LEVEL'
  /** Membership in a park (所属园区). */
  | 'MEMBERSHIP'
  /** Figure, or a vintage of it (数据). */
  | 'OBSERVATION'
  /** Membership in a panel (在统名录). */
  | 'PANEL_MEMBERSHIP'
  /** Stage of a work (项目阶段). */
  | 'PROJECT_STAGE'
  /** Step of a publication (发布步骤). */
  | 'PUBLICATION_STEP'
  /** Relationship (关系). */
  | 'RELATIONSHIP'
  /** Document that became known (来源文件). */
  | 'SOURCE'
  /** Amended document (来源文件变更). */
  | 'SOURCE_AMENDMENT'
  /** Statement (陈述). */
  | 'STATEMENT'
  /** Subject that became known (主体). */
  | 'SUBJECT'
  /** Further name (别名). */
  | 'SUBJECT_NAME';

/** Conditions on a ChangedRowKind; all given ones have to hold, and null counts as not given. */
export type ChangedRowKindFilter = {
  /** Is this value. */
  eq?: ChangedRowKind | null | undefined;
  /** Is one of these values. */
  in?: Array<ChangedRowKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ChangedRowKind> | null | undefined;
};

/** Conditions on a list of ChangedRow; all of them have to hold. */
export type ChangedRowWhere = {
  /** All of these hold. */
  and?: Array<ChangedRowWhere> | null | undefined;
  /** What kind of row it is. */
  kind?: ChangedRowKindFilter | null | undefined;
  /** This does not hold. */
  not?: ChangedRowWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ChangedRowWhere> | null | undefined;
  /** What it is about. */
  subject?: SubjectWhere | null | undefined;
};

/** One thing to order a list of Check by. */
export type CheckOrder =
  {   /** By the day after the period. */
  period: OrderDirection; rule?: never; severity?: never; subject?: never; }
  |  { period?: never;   /** By the order of the rules. */
  rule: OrderDirection; severity?: never; subject?: never; }
  |  { period?: never; rule?: never;   /** By how much it weighs. */
  severity: OrderDirection; subject?: never; }
  |  { period?: never; rule?: never; severity?: never;   /** By the slug of what it is about. */
  subject: OrderDirection; };

/** What a figure is to a finding. */
export type CheckRole =
  /** Level a year before (上年同期). */
  | 'BASE'
  /** Printed change (所印增减量). */
  | 'CHANGE'
  /** Earlier figure of the year (较早累计). */
  | 'EARLIER'
  /** The figure in question (被查数值). */
  | 'FIGURE'
  /** Forecast, target or plan for a full year (全年预计、目标或计划). */
  | 'FORECAST'
  /** Printed growth (所印增速). */
  | 'GROWTH'
  /** History (历史). */
  | 'HISTORY'
  /** Level (水平值). */
  | 'LEVEL'
  /** Another figure of the same (另一数值). */
  | 'OTHER'
  /** Part (部分). */
  | 'PART'
  /** Growth of the part (部分的增速). */
  | 'PART_GROWTH'
  /** Figure of a neighbour (同类主体的数值). */
  | 'SIBLING'
  /** Year to date (年初累计). */
  | 'TO_DATE'
  /** Whole (整体). */
  | 'WHOLE'
  /** Growth of the whole (整体的增速). */
  | 'WHOLE_GROWTH';

/** A rule by which figures are found implausible or inconsistent. */
export type CheckRule =
  /** Figures that exclude each other (同期数值互相排斥). */
  | 'BOUNDS_DISAGREE'
  /** What a forecast leaves for the months to come (预计数对余下月份的要求异常). */
  | 'FORECAST_REMAINDER'
  /** Printed growth against published levels (所印增速与公布水平不符). */
  | 'GROWTH_AGAINST_LEVELS'
  /** A jump over history (与历史相比跳变). */
  | 'HISTORY_JUMP'
  /** A growth or share that cannot be (增速或占比不可能). */
  | 'IMPOSSIBLE_RATE'
  /** A year to date that falls (累计值下降). */
  | 'NEGATIVE_MONTH'
  /** A doubt that no arithmetic finds (存疑). */
  | 'OPEN_DOUBT'
  /** Parts against their total (分项与合计不符). */
  | 'PARTS_AGAINST_TOTAL'
  /** Two subjects that may be one (疑为同一主体). */
  | 'POSSIBLE_DUPLICATE'
  /** A part larger than its whole (子集大于全集). */
  | 'SUBSET_LARGER'
  /** A label that nobody could map yet (指标未定义). */
  | 'UNDEFINED_INDICATOR'
  /** A unit off by 10^4 or 10^8 (单位疑差万或亿). */
  | 'UNIT_SLIP';

/** Conditions on a CheckRule; all given ones have to hold, and null counts as not given. */
export type CheckRuleFilter = {
  /** Is this value. */
  eq?: CheckRule | null | undefined;
  /** Is one of these values. */
  in?: Array<CheckRule> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<CheckRule> | null | undefined;
};

/** How much a finding weighs, in rising order. */
export type CheckSeverity =
  /** Cannot be so (矛盾). */
  | 'ERROR'
  /** Worth knowing (提示). */
  | 'INFO'
  /** Implausible (可疑). */
  | 'WARNING';

/** Conditions on a CheckSeverity; all given ones have to hold, and null counts as not given. */
export type CheckSeverityFilter = {
  /** Is this value. */
  eq?: CheckSeverity | null | undefined;
  /** Is one of these values. */
  in?: Array<CheckSeverity> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<CheckSeverity> | null | undefined;
};

/** Conditions on a list of Check; all of them have to hold. */
export type CheckWhere = {
  /** All of these hold. */
  and?: Array<CheckWhere> | null | undefined;
  /** Key of its group in the summary. */
  group?: TextFilter | null | undefined;
  /** What is measured. */
  indicator?: IndicatorWhere | null | undefined;
  /** This does not hold. */
  not?: CheckWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<CheckWhere> | null | undefined;
  /** The days covered. */
  period?: PeriodFilter | null | undefined;
  /** The rule. */
  rule?: CheckRuleFilter | null | undefined;
  /** How much it weighs. */
  severity?: CheckSeverityFilter | null | undefined;
};

/** How sure the proposer of a correction is. */
export type Confidence =
  /** High (高). */
  | 'HIGH'
  /** Low (低). */
  | 'LOW'
  /** Medium (中). */
  | 'MEDIUM';

/** Conditions on a Confidence; all given ones have to hold, and null counts as not given. */
export type ConfidenceFilter = {
  /** Is this value. */
  eq?: Confidence | null | undefined;
  /** Is one of these values. */
  in?: Array<Confidence> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Confidence> | null | undefined;
};

/** One thing to order a list of Correction by. */
export type CorrectionOrder =
  {   /** In the order in which they were recorded. */
  id: OrderDirection; proposedOn?: never; }
  |  { id?: never;   /** By the day of proposal. */
  proposedOn: OrderDirection; };

/** What was decided about a proposed correction. */
export type CorrectionState =
  /** Accepted (采纳). */
  | 'ACCEPTED'
  /** Proposed, not decided (待定). */
  | 'PROPOSED'
  /** Rejected (不采纳). */
  | 'REJECTED';

/** Conditions on a CorrectionState; all given ones have to hold, and null counts as not given. */
export type CorrectionStateFilter = {
  /** Is this value. */
  eq?: CorrectionState | null | undefined;
  /** Is one of these values. */
  in?: Array<CorrectionState> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<CorrectionState> | null | undefined;
};

/** Conditions on a list of Correction; all of them have to hold. */
export type CorrectionWhere = {
  /** All of these hold. */
  and?: Array<CorrectionWhere> | null | undefined;
  /** How sure the proposer is. */
  confidence?: ConfidenceFilter | null | undefined;
  /** This does not hold. */
  not?: CorrectionWhere | null | undefined;
  /** The printed figure. */
  observation?: ObservationWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<CorrectionWhere> | null | undefined;
  /** Who proposed it, where the viewer may see who changed what. */
  proposedBy?: TextFilter | null | undefined;
  /** What was decided, by the newest decision. */
  state?: CorrectionStateFilter | null | undefined;
};

/** What changes where figures stop being comparable with those before. */
export type CoverageBreakKind =
  /** Edition of the definition (定义版次). */
  | 'DEFINITION'
  /** Price basis (价格口径). */
  | 'PRICE_BASIS'
  /** Scope (统计范围). */
  | 'SCOPE'
  /** Source (来源). */
  | 'SOURCE'
  /** Printed unit (所印单位). */
  | 'UNIT';

/** How often figures follow each other. */
export type CoverageFrequency =
  /** Daily (逐日). */
  | 'DAY'
  /** Half-yearly (逐半年). */
  | 'HALF_YEAR'
  /** Irregular (不规则). */
  | 'IRREGULAR'
  /** Monthly (逐月). */
  | 'MONTH'
  /** Quarterly (逐季). */
  | 'QUARTER'
  /** Yearly (逐年). */
  | 'YEAR';

/** Conditions on a CoverageFrequency; all given ones have to hold, and null counts as not given. */
export type CoverageFrequencyFilter = {
  /** Is this value. */
  eq?: CoverageFrequency | null | undefined;
  /** Is one of these values. */
  in?: Array<CoverageFrequency> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<CoverageFrequency> | null | undefined;
};

/** One thing to order a list of Coverage by. */
export type CoverageOrder =
  {   /** By how many figures there are. */
  count: OrderDirection; gapCount?: never; indicator?: never; lastPeriod?: never; lastPublishedOn?: never; subject?: never; }
  |  { count?: never;   /** By how many are missing. */
  gapCount: OrderDirection; indicator?: never; lastPeriod?: never; lastPublishedOn?: never; subject?: never; }
  |  { count?: never; gapCount?: never;   /** By the code of what is measured. */
  indicator: OrderDirection; lastPeriod?: never; lastPublishedOn?: never; subject?: never; }
  |  { count?: never; gapCount?: never; indicator?: never;   /** By the day after the newest period. */
  lastPeriod: OrderDirection; lastPublishedOn?: never; subject?: never; }
  |  { count?: never; gapCount?: never; indicator?: never; lastPeriod?: never;   /** By the newest publication. */
  lastPublishedOn: OrderDirection; subject?: never; }
  |  { count?: never; gapCount?: never; indicator?: never; lastPeriod?: never; lastPublishedOn?: never;   /** By the slug of what it is about. */
  subject: OrderDirection; };

/** Conditions on a list of Coverage; all of them have to hold. */
export type CoverageWhere = {
  /** Over which span they accumulate. */
  accumulation?: AccumulationFilter | null | undefined;
  /** All of these hold. */
  and?: Array<CoverageWhere> | null | undefined;
  /** How often they follow each other. */
  frequency?: CoverageFrequencyFilter | null | undefined;
  /** Whether they break. */
  hasBreaks?: boolean | null | undefined;
  /** Whether periods are missing in between. */
  hasGaps?: boolean | null | undefined;
  /** What the figures say about the indicator. */
  measure?: MeasureFilter | null | undefined;
  /** Whether they happened, are expected or aimed at. */
  nature?: NatureFilter | null | undefined;
  /** This does not hold. */
  not?: CoverageWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<CoverageWhere> | null | undefined;
  /** Which units of the population they cover. */
  scope?: ScopeFilter | null | undefined;
};

/** A enterprise to make known. */
export type CreateEnterpriseInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Industry class, as a code of industrySystem, such as C3031: its division has to be one of its section. */
  industryCode?: string | null | undefined;
  /** Edition of the classification, of 1984, 1994, 2002, 2011 or 2017, such as "GB/T 4754-2017": the two go together. */
  industrySystem?: string | null | undefined;
  /** Name as printed, of at most 200 characters. */
  name: string;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin: string;
  /** Slug of the park that reports it, and all rows about it. It never changes. */
  reportingPark: string;
  /** Unique name in addresses, in kebab-case: it never changes. */
  slug: string;
  /** Its unified social credit code (GB 32100), of which all check characters have to fit. */
  unifiedSocialCreditCode?: string | null | undefined;
};

/** A facility to make known. */
export type CreateFacilityInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Name as printed, of at most 200 characters. */
  name: string;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin: string;
  /** Slug of the park that reports it, and all rows about it. It never changes. */
  reportingPark: string;
  /** Unique name in addresses, in kebab-case: it never changes. */
  slug: string;
};

/** What is measured. Growth, shares, ranks, spans and breakdowns are told by series, and are no indicators. */
export type CreateIndicatorInput = {
  /** How its levels combine over parks. It never changes. */
  aggregationOverParks: AggregationOverParks;
  /** How its levels combine over consecutive periods. It never changes. */
  aggregationOverTime: AggregationOverTime;
  /** Codes of the indicators that a provisional one may turn out to be. */
  candidates?: Array<string>;
  /** Its code, in snake_case: unique, and it never changes. */
  code: string;
  /** Code or name of the unit that it is usually printed in. It never changes. */
  defaultUnit: string;
  /** What it measures. */
  definition: TranslatedTextInput;
  /** What it measures, such as `area`: that of the unit, which follows where it is left out. */
  dimension?: string | null | undefined;
  /** The edition of that definition; without it, "1". */
  edition?: FirstEditionInput | null | undefined;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What people call it. */
  labels: TranslatedTextInput;
  /** Its name in Chinese; of a provisional one the label as printed. */
  name: string;
  /** Codes of the indicators whose figures its own are part of, so that they can be no larger. */
  partOf?: Array<string>;
  /** Whether its meaning is settled. */
  status?: IndicatorStatus;
};

/** A park to make known. */
export type CreateParkInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of park it is. */
  kind: ParkKind;
  /** Level of government that approved or runs it. */
  level?: ParkLevel | null | undefined;
  /** Name as printed, of at most 200 characters. */
  name: string;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin: string;
  /** What kind of work builds it, where it is a project too: the same subject in another role. */
  projectKind?: ProjectKind | null | undefined;
  /** Administrative division that it belongs to: six digits in a province that there is, such as 430381. */
  regionCode?: string | null | undefined;
  /** Edition of the codes that regionCode is of, such as "GB/T 2260-2007": the two go together. */
  regionSystem?: string | null | undefined;
  /** Slug of the park that reports it, and all rows about it; left out of a park that reports for itself. It never changes. */
  reportingPark?: string | null | undefined;
  /** Unique name in addresses, in kebab-case; that of a park within another, or that is a project too, starts with the slug of the park that reports it. It never changes. */
  slug: string;
};

/** A programme to make known. */
export type CreateProgrammeInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Name as printed, of at most 200 characters. */
  name: string;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin: string;
  /** Slug of the park that reports it, and all rows about it. It never changes. */
  reportingPark: string;
  /** Unique name in addresses, in kebab-case: it never changes. */
  slug: string;
};

/** A project to make known. */
export type CreateProjectInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of work it is. */
  kind: ProjectKind;
  /** Name as printed, of at most 200 characters. */
  name: string;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin: string;
  /** Slug of the park that reports it, and all rows about it. It never changes. */
  reportingPark: string;
  /** Unique name in addresses, in kebab-case: it starts with the slug of the park that reports it, and never changes. */
  slug: string;
};

/** A document that figures are taken from. */
export type CreateSourceInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** Its authors, as printed. */
  authors?: Array<string>;
  /** Its code, in kebab-case: unique, and it never changes. */
  code: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of document it is. */
  kind: SourceKind;
  /** Language of the text, as a BCP 47 tag. */
  language?: string;
  /** Precedence among sources of the same figure, from 1: the lowest number is read first. */
  priority?: number;
  /** First day on which it can have been published: not after tomorrow. */
  publishedFrom: string;
  /** Last day on which it can have been published: by then it is known for certain. Not after tomorrow. */
  publishedTo: string;
  /** Who published it, as printed. */
  publisher?: string | null | undefined;
  /** Slug of the park that reports it. It never changes. */
  reportingPark: string;
  /** Title as printed. */
  title: string;
};

/** Conditions on an instant; all given ones have to hold, and null counts as not given. */
export type DateTimeFilter = {
  /** Later. */
  gt?: string | null | undefined;
  /** Then or later. */
  gte?: string | null | undefined;
  /** Earlier. */
  lt?: string | null | undefined;
  /** Then or earlier. */
  lte?: string | null | undefined;
};

/** Why a number is not there. */
export type DerivationReason =
  /** A growth of -100 % or less has no base (增速不可能). */
  | 'IMPOSSIBLE_GROWTH'
  /** Only some of the figures of a bucket are known (区间数据不全). */
  | 'INCOMPLETE_BUCKET'
  /** No figure is known of what it is held against, or only in another currency or prices, or from another office (无基期数据). */
  | 'MISSING_BASE'
  /** No figure is known (无数据). */
  | 'MISSING_VALUE'
  /** The figures measure different things, such as two currencies (计量对象不同). */
  | 'MIXED_DIMENSIONS'
  /** Current and constant prices are mixed (价格口径不同). */
  | 'MIXED_PRICES'
  /** Figures of single months are known that do not follow those from January on, and no year to date (各单月数据不连续). */
  | 'MONTHS_APART'
  /** What it is held against is negative (基数为负). */
  | 'NEGATIVE_BASE'
  /** Values of the indicator do not add up over time (不可累加). */
  | 'NOT_ADDITIVE'
  /** Values of the indicator do not add up over subjects (不可跨主体累加). */
  | 'NOT_ADDITIVE_OVER_SUBJECTS'
  /** Nothing like it is derived of the indicator, which is itself a share or a rank, or has no unit for it (不可推算). */
  | 'NOT_DERIVED'
  /** Production has not begun (尚未投产). */
  | 'NOT_IN_PRODUCTION'
  /** No statistical panel is known of one of the years (无企业名录). */
  | 'NO_PANEL'
  /** The subject belongs to no park (无上级园区). */
  | 'NO_PARENT'
  /** The figures measure something else than the unit asked for, such as another currency (计量对象不合). */
  | 'OTHER_DIMENSION'
  /** Figures overlap in time, and none is of the bucket alone (数据期间重叠). */
  | 'OVERLAPPING_FIGURES'
  /** Published only together with other months, as `span` tells (与他月合并公布). */
  | 'PUBLISHED_TOGETHER'
  /** A figure is known by bounds only; where they tell, the result has bounds (仅知界限). */
  | 'VAGUE_VALUE'
  /** What it is held against is zero (基数为零). */
  | 'ZERO_BASE';

/** Whether a doubt was settled. */
export type DoubtState =
  /** Open (未决). */
  | 'OPEN'
  /** Settled (已决). */
  | 'SETTLED';

/** Figures, facts, subjects and documents that one park reports, and that are to become less restricted together: 1 to 500 in all. */
export type DraftPublicationInput = {
  /** When it is released at the earliest, once it is approved; without it, as soon as it is approved. */
  embargoUntil?: string | null | undefined;
  /** Ids of facts: of the versions that are to be published, those that withdraw one included. Memberships take what recording them takes. */
  facts?: Array<string> | null | undefined;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What they are after the release: PUBLIC or INTERNAL. */
  level: AccessLevel;
  /** Ids of figures: of the vintages that are to be published, printed or corrected. */
  observations?: Array<string> | null | undefined;
  /** Codes of documents. Those of the same park that its figures and facts cite come along, but for RESTRICTED ones: these have to be named. */
  sources?: Array<string> | null | undefined;
  /** Slugs of subjects. Each brings its further names, but for those that are more restricted than itself; what else is told of it has to be named. */
  subjects?: Array<string> | null | undefined;
  /** What people call it, of 1 to 200 characters. */
  title: string;
};

/** One thing to order a list of Enterprise by. */
export type EnterpriseOrder =
  {   /** Land that it takes. ACTUAL where no nature is given. */
  landArea: LatestOrder; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never;   /** By the latest figure of any indicator. */
  latest: LatestIndicatorOrder; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never;   /** By name, in the order of pinyin. */
  name: OrderDirection; outputValue?: never; park?: never; revenue?: never; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never;   /** Output value. ACTUAL where no nature is given. */
  outputValue: LatestOrder; park?: never; revenue?: never; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never;   /** By the name of the park that it belongs to first of all, in the order of pinyin. */
  park: OrderDirection; revenue?: never; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never;   /** Revenue. ACTUAL where no nature is given. */
  revenue: LatestOrder; slug?: never; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never;   /** By slug. */
  slug: OrderDirection; staff?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never;   /** People employed. ACTUAL where no nature is given. */
  staff: LatestOrder; taxRevenue?: never; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; staff?: never;   /** Tax paid. ACTUAL where no nature is given. */
  taxRevenue: LatestOrder; totalInvestment?: never; }
  |  { landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; staff?: never; taxRevenue?: never;   /** Total investment. ACTUAL where no nature is given. */
  totalInvestment: LatestOrder; };

/** Conditions on a list of Enterprise; all of them have to hold. */
export type EnterpriseWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<EnterpriseWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** Its industry class. */
  industryCode?: TextFilter | null | undefined;
  /** Land that it takes. ACTUAL where no nature is given. */
  landArea?: LatestFilter | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: EnterpriseWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<EnterpriseWhere> | null | undefined;
  /** Output value. ACTUAL where no nature is given. */
  outputValue?: LatestFilter | null | undefined;
  /** A park that it belongs to, at any depth. */
  park?: ParkWhere | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Revenue. ACTUAL where no nature is given. */
  revenue?: LatestFilter | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
  /** People employed. ACTUAL where no nature is given. */
  staff?: LatestFilter | null | undefined;
  /** Tax paid. ACTUAL where no nature is given. */
  taxRevenue?: LatestFilter | null | undefined;
  /** Total investment. ACTUAL where no nature is given. */
  totalInvestment?: LatestFilter | null | undefined;
  /** Its unified social credit code. */
  unifiedSocialCreditCode?: TextFilter | null | undefined;
};

/** Why a figure is wrong, in both languages. */
export type EvidenceInput = {
  /** In English. */
  en: string;
  /** In Chinese. */
  zh: string;
};

/** One thing to order a list of Facility by. */
export type FacilityOrder =
  {   /** Floor area. ACTUAL where no nature is given. */
  floorArea: LatestOrder; latest?: never; name?: never; park?: never; slug?: never; totalInvestment?: never; }
  |  { floorArea?: never;   /** By the latest figure of any indicator. */
  latest: LatestIndicatorOrder; name?: never; park?: never; slug?: never; totalInvestment?: never; }
  |  { floorArea?: never; latest?: never;   /** By name, in the order of pinyin. */
  name: OrderDirection; park?: never; slug?: never; totalInvestment?: never; }
  |  { floorArea?: never; latest?: never; name?: never;   /** By the name of the park that it belongs to first of all, in the order of pinyin. */
  park: OrderDirection; slug?: never; totalInvestment?: never; }
  |  { floorArea?: never; latest?: never; name?: never; park?: never;   /** By slug. */
  slug: OrderDirection; totalInvestment?: never; }
  |  { floorArea?: never; latest?: never; name?: never; park?: never; slug?: never;   /** Total investment. ACTUAL where no nature is given. */
  totalInvestment: LatestOrder; };

/** Conditions on a list of Facility; all of them have to hold. */
export type FacilityWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<FacilityWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** Floor area. ACTUAL where no nature is given. */
  floorArea?: LatestFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: FacilityWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<FacilityWhere> | null | undefined;
  /** A park that it belongs to, at any depth. */
  park?: ParkWhere | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
  /** Total investment. ACTUAL where no nature is given. */
  totalInvestment?: LatestFilter | null | undefined;
};

/** What a fact tells: exactly one of these. */
export type FactContentInput =
  {   /** A person in a role at it, or in a programme for it. */
  assignment: AssignmentInput; honour?: never; membership?: never; name?: never; panelMembership?: never; relationship?: never; stage?: never; statement?: never; }
  |  { assignment?: never;   /** A title that it was given. */
  honour: HonourInput; membership?: never; name?: never; panelMembership?: never; relationship?: never; stage?: never; statement?: never; }
  |  { assignment?: never; honour?: never;   /** A park that it belongs to. */
  membership: MembershipInput; name?: never; panelMembership?: never; relationship?: never; stage?: never; statement?: never; }
  |  { assignment?: never; honour?: never; membership?: never;   /** A further name. */
  name: NameInput; panelMembership?: never; relationship?: never; stage?: never; statement?: never; }
  |  { assignment?: never; honour?: never; membership?: never; name?: never;   /** A panel that it is counted in. */
  panelMembership: PanelMembershipInput; relationship?: never; stage?: never; statement?: never; }
  |  { assignment?: never; honour?: never; membership?: never; name?: never; panelMembership?: never;   /** A tie to another. */
  relationship: RelationshipInput; stage?: never; statement?: never; }
  |  { assignment?: never; honour?: never; membership?: never; name?: never; panelMembership?: never; relationship?: never;   /** A stage of a project. */
  stage: StageInput; statement?: never; }
  |  { assignment?: never; honour?: never; membership?: never; name?: never; panelMembership?: never; relationship?: never; stage?: never;   /** What has no type of its own. */
  statement: StatementInput; };

/** A fact about a subject. The park that reports the subject reports the fact. */
export type FactInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** What it tells. */
  content: FactContentInput;
  /** What a reader should know about it. */
  note?: LocalisedInput | null | undefined;
  /** Paragraph within the section, counted from 1. */
  paragraph?: number | null | undefined;
  /** The day by which it was published for certain, not after tomorrow by the calendar of China; without it, the last one on which the document can have been. */
  publishedOn?: string | null | undefined;
  /** Section of the document, in kebab-case. */
  section?: string | null | undefined;
  /** Code of the document that tells it. */
  source: string;
  /** Slug of what it is told of. */
  subject: string;
};

/** What the first edition of a definition is called, and from when on it holds. Its text is the definition. */
export type FirstEditionInput = {
  /** Name of the edition, such as 2017年制度. */
  edition?: string;
  /** Title of the document that lays it down. */
  source?: string | null | undefined;
  /** First day of the periods that it holds for; left out where it holds from the beginning. */
  validFrom?: string | null | undefined;
};

/** What forecast errors are grouped by. */
export type ForecastErrorKey =
  /** What they forecast (指标). */
  | 'INDICATOR'
  /** Their lead in whole months (提前月数). */
  | 'LEAD_MONTHS'
  /** What the forecasts are about (主体). */
  | 'SUBJECT';

/** Whether an edition of a framework is held whole. */
export type FrameworkStatus =
  /** Held whole (完整收录). */
  | 'COMPLETE'
  /** Held in part (部分收录). */
  | 'PARTIAL';

/** A further edition of a definition, after those that there are. Those stay as they are. */
export type FurtherEditionInput = {
  /** What the indicator measures by it. */
  definition: TranslatedTextInput;
  /** Its name, unique within the indicator. */
  edition: string;
  /** Title of the document that lays it down. */
  source?: string | null | undefined;
  /** First day of the periods that it holds for: after that of each edition before. */
  validFrom: string;
};

/** Whether a reported growth agrees with the one over last year’s published level. */
export type GrowthAgreement =
  /** They agree, but for rounding (一致). */
  | 'AGREES'
  /** They differ by more than rounding (不一致). */
  | 'DIFFERS'
  /** One of them is not known (无法比较). */
  | 'NOT_COMPARABLE';

/** Conditions on a GrowthAgreement; all given ones have to hold, and null counts as not given. */
export type GrowthAgreementFilter = {
  /** Is this value. */
  eq?: GrowthAgreement | null | undefined;
  /** Is one of these values. */
  in?: Array<GrowthAgreement> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<GrowthAgreement> | null | undefined;
};

/** A title that the subject was given. */
export type HonourInput = {
  /** Who gave it, as printed. */
  awardedBy?: string | null | undefined;
  /** When it holds, where the document says. */
  date?: parkgraph.PeriodInput | null | undefined;
  /** Title as printed. */
  title: string;
};

/** Conditions on a list of Honour; all of them have to hold. */
export type HonourWhere = {
  /** All of these hold. */
  and?: Array<HonourWhere> | null | undefined;
  /** Who gave it. */
  awardedBy?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: HonourWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<HonourWhere> | null | undefined;
  /** The days covered. */
  period?: PeriodFilter | null | undefined;
  /** Its title as printed. */
  title?: TextFilter | null | undefined;
};

/** One thing to order a list of Import by. */
export type ImportOrder =
  {   /** In the order in which they began. */
  id: OrderDirection; };

/** How an import ended. */
export type ImportOutcome =
  /** Broken off by an error, its sender or its server: nothing is recorded (已中断). */
  | 'BROKEN_OFF'
  /** A dry run that found nothing wrong (校验通过). */
  | 'CHECKED'
  /** All rows are recorded (已入库). */
  | 'RECORDED'
  /** Refused for what is wrong with it: nothing is recorded (已拒绝). */
  | 'REFUSED';

/** Conditions on a ImportOutcome; all given ones have to hold, and null counts as not given. */
export type ImportOutcomeFilter = {
  /** Is this value. */
  eq?: ImportOutcome | null | undefined;
  /** Is one of these values. */
  in?: Array<ImportOutcome> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ImportOutcome> | null | undefined;
};

/** How far an import is. */
export type ImportPhase =
  /** Rows are held against each other and against what is recorded (核对中). */
  | 'CHECKING'
  /** It is over (已结束). */
  | 'ENDED'
  /** Rows are read, and looked at one by one (读取中). */
  | 'READING'
  /** Rows are recorded (写入中). */
  | 'RECORDING';

/** Conditions on a ImportPhase; all given ones have to hold, and null counts as not given. */
export type ImportPhaseFilter = {
  /** Is this value. */
  eq?: ImportPhase | null | undefined;
  /** Is one of these values. */
  in?: Array<ImportPhase> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ImportPhase> | null | undefined;
};

/** What the rows of an imported file are. */
export type ImportTarget =
  /** Enterprises (企业). */
  | 'ENTERPRISES'
  /** Figures (数据). */
  | 'OBSERVATIONS'
  /** Projects (项目). */
  | 'PROJECTS';

/** Conditions on a ImportTarget; all given ones have to hold, and null counts as not given. */
export type ImportTargetFilter = {
  /** Is this value. */
  eq?: ImportTarget | null | undefined;
  /** Is one of these values. */
  in?: Array<ImportTarget> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ImportTarget> | null | undefined;
};

/** Conditions on a list of Import; all of them have to hold. */
export type ImportWhere = {
  /** All of these hold. */
  and?: Array<ImportWhere> | null | undefined;
  /** What its rows are. */
  into?: ImportTargetFilter | null | undefined;
  /** Whether nothing was to be recorded. */
  isDryRun?: boolean | null | undefined;
  /** This does not hold. */
  not?: ImportWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ImportWhere> | null | undefined;
  /** How it ended. */
  outcome?: ImportOutcomeFilter | null | undefined;
  /** How far it is. */
  phase?: ImportPhaseFilter | null | undefined;
};

/** One thing to order a list of Indicator by. */
export type IndicatorOrder =
  {   /** By code. */
  code: OrderDirection; };

/** Whether the meaning of an indicator is settled. */
export type IndicatorStatus =
  /** Established (已确立). */
  | 'ESTABLISHED'
  /** Provisional: a printed label that nobody could map yet (暂定). */
  | 'PROVISIONAL';

/** Conditions on a IndicatorStatus; all given ones have to hold, and null counts as not given. */
export type IndicatorStatusFilter = {
  /** Is this value. */
  eq?: IndicatorStatus | null | undefined;
  /** Is one of these values. */
  in?: Array<IndicatorStatus> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<IndicatorStatus> | null | undefined;
};

/** Conditions on a list of Indicator; all of them have to hold. */
export type IndicatorWhere = {
  /** All of these hold. */
  and?: Array<IndicatorWhere> | null | undefined;
  /** Its code. */
  code?: TextFilter | null | undefined;
  /** What its unit measures. */
  dimension?: TextFilter | null | undefined;
  /** Its name in Chinese. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: IndicatorWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<IndicatorWhere> | null | undefined;
  /** Whether its meaning is settled. */
  status?: IndicatorStatusFilter | null | undefined;
};

/** Conditions on a latest figure. Vague figures meet a condition only where their bounds make it certain; about a number (约) has no bounds, and counts as that number. A subject without the figure meets none. */
export type LatestFilter = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** The value is this one. */
  eq?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is greater. */
  gt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is at least this. */
  gte?: parkgraph.DecimalInput | null | undefined;
  /** Whether there is such a figure at all, in the currency of the unit where one is given. */
  isKnown?: boolean | null | undefined;
  /** The value, or its upper bound, is less. */
  lt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its upper bound, is at most this. */
  lte?: parkgraph.DecimalInput | null | undefined;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature | null | undefined;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
  /** Unit of the values given here. Required with any of them. */
  unit?: string | null | undefined;
};

/** Conditions on the latest figure of any indicator, as in LatestFilter. */
export type LatestIndicatorFilter = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** The value is this one. */
  eq?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is greater. */
  gt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is at least this. */
  gte?: parkgraph.DecimalInput | null | undefined;
  /** Code of the indicator. */
  indicator: string;
  /** Whether there is such a figure at all, in the currency of the unit where one is given. */
  isKnown?: boolean | null | undefined;
  /** The value, or its upper bound, is less. */
  lt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its upper bound, is at most this. */
  lte?: parkgraph.DecimalInput | null | undefined;
  /** What the figure says about the indicator. */
  measure?: Measure;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
  /** Unit of the values given here. Required with any of them. */
  unit?: string | null | undefined;
};

/** Order by the latest figure of any indicator, as in LatestOrder. */
export type LatestIndicatorOrder = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** Direction of the order. */
  direction?: OrderDirection;
  /** Code of the indicator. */
  indicator: string;
  /** What the figure says about the indicator. */
  measure?: Measure;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
};

/** Order by a latest figure. A vague figure stands where its bound lies. */
export type LatestOrder = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** Direction of the order. */
  direction?: OrderDirection;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature | null | undefined;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
};

/** Language of labels. */
export type Locale =
  /** English. */
  | 'EN'
  /** Chinese. */
  | 'ZH';

/** A text in both languages. */
export type LocalisedInput = {
  /** In English. */
  en: string;
  /** In Chinese. */
  zh: string;
};

/** What a figure says about its indicator. */
export type Measure =
  /** Change against an earlier period (增减量). */
  | 'CHANGE'
  /** Growth rate (增长率). */
  | 'GROWTH'
  /** Level (水平值). */
  | 'LEVEL'
  /** Place in a ranking (名次). */
  | 'RANK'
  /** Share of a whole (占比). */
  | 'SHARE';

/** Conditions on a Measure; all given ones have to hold, and null counts as not given. */
export type MeasureFilter = {
  /** Is this value. */
  eq?: Measure | null | undefined;
  /** Is one of these values. */
  in?: Array<Measure> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Measure> | null | undefined;
};

/** The subject belongs to a park. */
export type MembershipInput = {
  /** Slug of the park. A revision takes the same: in another park it is another fact. */
  park: string;
  /** In what way it belongs. */
  role: MembershipRole;
  /** It holds from the first day of this period on; open where it is left out. */
  validFrom?: parkgraph.PeriodInput | null | undefined;
  /** It holds until the last day of this period; open where it is left out. */
  validTo?: parkgraph.PeriodInput | null | undefined;
};

/** In what way a subject belongs to a park. */
export type MembershipRole =
  /** Attracted to (引进). */
  | 'ATTRACTED_TO'
  /** Located in (位于). */
  | 'LOCATED_IN'
  /** Part of (隶属). */
  | 'PART_OF';

/** A further name of the subject. */
export type NameInput = {
  /** What kind of name it is. */
  kind: NameKind;
  /** The name as printed. */
  name: string;
  /** It holds from the first day of this period on; open where it is left out. */
  validFrom?: parkgraph.PeriodInput | null | undefined;
  /** It holds until the last day of this period; open where it is left out. */
  validTo?: parkgraph.PeriodInput | null | undefined;
};

/** What kind of further name it is. */
export type NameKind =
  /** Alias (别名). */
  | 'ALIAS'
  /** Former name (曾用名). */
  | 'FORMER'
  /** Variant in print (印刷异文). */
  | 'PRINTED_VARIANT'
  /** Short name (简称). */
  | 'SHORT';

/** Whether a figure happened, is expected, or is aimed at. */
export type Nature =
  /** Actual (实际). */
  | 'ACTUAL'
  /** Expected after completion (建成后预期). */
  | 'EXPECTED'
  /** Forecast (预计). */
  | 'FORECAST'
  /** Plan (计划). */
  | 'PLAN'
  /** Target (目标). */
  | 'TARGET';

/** Conditions on a Nature; all given ones have to hold, and null counts as not given. */
export type NatureFilter = {
  /** Is this value. */
  eq?: Nature | null | undefined;
  /** Is one of these values. */
  in?: Array<Nature> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Nature> | null | undefined;
};

/** A figure to record. The park that reports its subject reports it. */
export type ObservationInput = {
  /** Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing. */
  accessLevel?: AccessLevel;
  /** Over which span it accumulates: never guessed, since it tells a month from the year to date. */
  accumulation: Accumulation;
  /** Item of a breakdown; left out for the whole. */
  breakdown?: string | null | undefined;
  /** Place in the list, from 0, of the level that this growth or change was printed with: of the same period, and accumulated alike where both say how, as a month, a year to date, a full year and a total of one period are. */
  growthOf?: number | null | undefined;
  /** Code of what is measured. */
  indicator: string;
  /** Lower bound of a vague figure, for OVER, AT_LEAST and ABOUT. */
  lower?: parkgraph.DecimalInput | null | undefined;
  /** What it says about the indicator. */
  measure?: Measure;
  /** Why there is no number: in place of one. */
  missingReason?: string | null | undefined;
  /** Whether it happened, is expected or is aimed at. */
  nature: Nature;
  /** Paragraph within the section, counted from 1. */
  paragraph?: number | null | undefined;
  /** The days it covers; left out where the source gives none. */
  period?: parkgraph.PeriodInput | null | undefined;
  /** Prices it is measured in. */
  priceBasis?: PriceBasis;
  /** As it stands in the source; without it, what it is called and the number with its unit as typed. */
  printed?: PrintedInput | null | undefined;
  /** The day by which it was published for certain, not after tomorrow by the calendar of China; without it, the last one on which the document can have been. */
  publishedOn?: string | null | undefined;
  /** How the numeral is to be read. */
  qualifier?: Qualifier;
  /** Which units of the population it covers. */
  scope?: Scope;
  /** Section of the document, in kebab-case. */
  section?: string | null | undefined;
  /** Code of the document that it is taken from. */
  source: string;
  /** How final it was when published. */
  stage?: PublicationStage;
  /** Slug of what it is about. */
  subject: string;
  /** Unit of the value and the bounds. */
  unit: string;
  /** Upper bound of a vague figure, for NEARLY, AT_MOST and ABOUT. */
  upper?: parkgraph.DecimalInput | null | undefined;
  /** The value, in the unit; left out where the source gives bounds, or nothing. */
  value?: parkgraph.DecimalInput | null | undefined;
};

/** One thing to order a list of Observation by. */
export type ObservationOrder =
  {   /** By how far its reported growth lies above the one over last year’s published level. */
  growthDivergence: OrderDirection; growthDivergenceSize?: never; id?: never; indicator?: never; period?: never; publishedOn?: never; subject?: never; }
  |  { growthDivergence?: never;   /** By how far its reported growth lies from the one over last year’s published level, either way. */
  growthDivergenceSize: OrderDirection; id?: never; indicator?: never; period?: never; publishedOn?: never; subject?: never; }
  |  { growthDivergence?: never; growthDivergenceSize?: never;   /** In the order in which they were recorded. */
  id: OrderDirection; indicator?: never; period?: never; publishedOn?: never; subject?: never; }
  |  { growthDivergence?: never; growthDivergenceSize?: never; id?: never;   /** By the code of what is measured. */
  indicator: OrderDirection; period?: never; publishedOn?: never; subject?: never; }
  |  { growthDivergence?: never; growthDivergenceSize?: never; id?: never; indicator?: never;   /** By the day after the period. */
  period: OrderDirection; publishedOn?: never; subject?: never; }
  |  { growthDivergence?: never; growthDivergenceSize?: never; id?: never; indicator?: never; period?: never;   /** By publication. */
  publishedOn: OrderDirection; subject?: never; }
  |  { growthDivergence?: never; growthDivergenceSize?: never; id?: never; indicator?: never; period?: never; publishedOn?: never;   /** By the slug of what it is about. */
  subject: OrderDirection; };

/** Conditions on a list of Observation; all of them have to hold. */
export type ObservationWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** Over which span it accumulates. */
  accumulation?: AccumulationFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ObservationWhere> | null | undefined;
  /** Item of a breakdown; empty for the whole. */
  breakdown?: TextFilter | null | undefined;
  /** Whether the growth reported with it agrees with the one over last year’s published level. */
  growthAgreement?: GrowthAgreementFilter | null | undefined;
  /** Whether corrections were proposed for it. */
  hasCorrections?: boolean | null | undefined;
  /** What is measured. */
  indicator?: IndicatorWhere | null | undefined;
  /** What it says about the indicator. */
  measure?: MeasureFilter | null | undefined;
  /** Whether it happened, is expected or is aimed at. */
  nature?: NatureFilter | null | undefined;
  /** This does not hold. */
  not?: ObservationWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ObservationWhere> | null | undefined;
  /** The days covered. */
  period?: PeriodFilter | null | undefined;
  /** Prices that it is measured in. */
  priceBasis?: PriceBasisFilter | null | undefined;
  /** What the source calls it. */
  printedLabel?: TextFilter | null | undefined;
  /** The numeral as printed. */
  printedText?: TextFilter | null | undefined;
  /** How the printed numeral is to be read. */
  qualifier?: QualifierFilter | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Which units of the population it covers. */
  scope?: ScopeFilter | null | undefined;
  /** Code of the document that it is taken from. */
  source?: TextFilter | null | undefined;
  /** How final it was when published. */
  stage?: PublicationStageFilter | null | undefined;
  /** What it is about. */
  subject?: SubjectWhere | null | undefined;
  /** The printed unit. */
  unit?: UnitFilter | null | undefined;
  /** The value, in any unit. */
  value?: ValueFilter | null | undefined;
};

/** Direction of an order. Rows without a value come last in both. */
export type OrderDirection =
  /** Smallest or first first. */
  | 'ASC'
  /** Largest or last first. */
  | 'DESC';

/** The subject, an enterprise, is counted in a statistical panel. */
export type PanelMembershipInput = {
  /** The panel, as the scope of the figures that count it. */
  scope: Scope;
  /** It holds from the first day of this period on; open where it is left out. */
  validFrom?: parkgraph.PeriodInput | null | undefined;
  /** It holds until the last day of this period; open where it is left out. */
  validTo?: parkgraph.PeriodInput | null | undefined;
};

/** What kind of park it is. */
export type ParkKind =
  /** Development zone (开发区). */
  | 'DEVELOPMENT_ZONE'
  /** Industrial park (工业园). */
  | 'INDUSTRIAL_PARK'
  /** Logistics park (物流园). */
  | 'LOGISTICS_PARK'
  /** Park within a park (园中园). */
  | 'PARK_IN_PARK';

/** Conditions on a ParkKind; all given ones have to hold, and null counts as not given. */
export type ParkKindFilter = {
  /** Is this value. */
  eq?: ParkKind | null | undefined;
  /** Is one of these values. */
  in?: Array<ParkKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ParkKind> | null | undefined;
};

/** Level of government that approved or runs the park. */
export type ParkLevel =
  /** County level (县级). */
  | 'COUNTY'
  /** Municipal level (市级). */
  | 'MUNICIPAL'
  /** National level (国家级). */
  | 'NATIONAL'
  /** Provincial level (省级). */
  | 'PROVINCIAL';

/** Conditions on a ParkLevel; all given ones have to hold, and null counts as not given. */
export type ParkLevelFilter = {
  /** Is this value. */
  eq?: ParkLevel | null | undefined;
  /** Is one of these values. */
  in?: Array<ParkLevel> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ParkLevel> | null | undefined;
};

/** One thing to order a list of Park by. */
export type ParkOrder =
  {   /** Investment completed so far. ACTUAL where no nature is given. */
  completedInvestment: LatestOrder; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never;   /** People employed. ACTUAL where no nature is given. */
  employment: LatestOrder; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never;   /** Investment in fixed assets. ACTUAL where no nature is given. */
  fixedAssetInvestment: LatestOrder; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never;   /** Gross industrial output value. ACTUAL where no nature is given. */
  grossIndustrialOutputValue: LatestOrder; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never;   /** Land that it occupies, which figures per mu divide by. What it is planned to take is of the nature PLAN. ACTUAL where no nature is given. */
  landArea: LatestOrder; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never;   /** By the latest figure of any indicator. */
  latest: LatestIndicatorOrder; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never;   /** By name, in the order of pinyin. */
  name: OrderDirection; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never;   /** Output value. ACTUAL where no nature is given. */
  outputValue: LatestOrder; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never;   /** By slug. */
  slug: OrderDirection; taxRevenue?: never; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never;   /** Tax revenue. ACTUAL where no nature is given. */
  taxRevenue: LatestOrder; technologyIndustryTradeRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never;   /** Total revenue of technology, industry and trade of its enterprises. ACTUAL where no nature is given. */
  technologyIndustryTradeRevenue: LatestOrder; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; fixedAssetInvestment?: never; grossIndustrialOutputValue?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; slug?: never; taxRevenue?: never; technologyIndustryTradeRevenue?: never;   /** Total investment in building it. PLAN where no nature is given. */
  totalInvestment: LatestOrder; };

/** Conditions on a list of Park; all of them have to hold. */
export type ParkWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ParkWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** Investment completed so far. ACTUAL where no nature is given. */
  completedInvestment?: LatestFilter | null | undefined;
  /** People employed. ACTUAL where no nature is given. */
  employment?: LatestFilter | null | undefined;
  /** Investment in fixed assets. ACTUAL where no nature is given. */
  fixedAssetInvestment?: LatestFilter | null | undefined;
  /** Gross industrial output value. ACTUAL where no nature is given. */
  grossIndustrialOutputValue?: LatestFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** What kind of park it is. */
  kind?: ParkKindFilter | null | undefined;
  /** Land that it occupies, which figures per mu divide by. What it is planned to take is of the nature PLAN. ACTUAL where no nature is given. */
  landArea?: LatestFilter | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Level of government that approved or runs it. */
  level?: ParkLevelFilter | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: ParkWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ParkWhere> | null | undefined;
  /** Output value. ACTUAL where no nature is given. */
  outputValue?: LatestFilter | null | undefined;
  /** A park that it lies in, at any depth. */
  park?: ParkWhere | null | undefined;
  /** Code of its administrative division. */
  regionCode?: TextFilter | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
  /** Tax revenue. ACTUAL where no nature is given. */
  taxRevenue?: LatestFilter | null | undefined;
  /** Total revenue of technology, industry and trade of its enterprises. ACTUAL where no nature is given. */
  technologyIndustryTradeRevenue?: LatestFilter | null | undefined;
  /** Total investment in building it. PLAN where no nature is given. */
  totalInvestment?: LatestFilter | null | undefined;
};

/** Conditions on a period; all given ones have to hold, and null counts as not given. Rows without a period meet none. */
export type PeriodFilter = {
  /** Is exactly this period. */
  eq?: parkgraph.PeriodInput | null | undefined;
  /** Shares at least one day with this period. */
  overlaps?: parkgraph.PeriodInput | null | undefined;
  /** Lies within this period. */
  within?: parkgraph.PeriodInput | null | undefined;
};

/** What somebody may do with the rows that a park reports. */
export type Permission =
  /** Say who may do what (授权管理). */
  | 'ADMINISTER'
  /** Decide on corrections (审定更正). */
  | 'DECIDE'
  /** Enter and change rows (填报与修改). */
  | 'EDIT'
  /** Publish rows (发布数据). */
  | 'PUBLISH'
  /** Read public rows (查阅公开数据). */
  | 'READ'
  /** Read internal rows (查阅内部数据). */
  | 'READ_INTERNAL'
  /** Read restricted rows (查阅受限数据). */
  | 'READ_RESTRICTED';

/** Prices that a value is measured in. */
export type PriceBasis =
  /** Comparable prices (可比价). */
  | 'COMPARABLE'
  /** Constant prices (不变价). */
  | 'CONSTANT'
  /** Current prices (现价). */
  | 'CURRENT'
  /** Not stated (未注明). */
  | 'UNSPECIFIED';

/** Conditions on a PriceBasis; all given ones have to hold, and null counts as not given. */
export type PriceBasisFilter = {
  /** Is this value. */
  eq?: PriceBasis | null | undefined;
  /** Is one of these values. */
  in?: Array<PriceBasis> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<PriceBasis> | null | undefined;
};

/** A figure as it stands in its source. */
export type PrintedInput = {
  /** What the source calls it. */
  label: string;
  /** The numeral with its qualifier and unit, such as `近3亿元`: it has to say what is typed. */
  text: string;
};

/** One thing to order a list of Programme by. */
export type ProgrammeOrder =
  {   /** By the latest figure of any indicator. */
  latest: LatestIndicatorOrder; name?: never; park?: never; slug?: never; supportedAmount?: never; }
  |  { latest?: never;   /** By name, in the order of pinyin. */
  name: OrderDirection; park?: never; slug?: never; supportedAmount?: never; }
  |  { latest?: never; name?: never;   /** By the name of the park that it belongs to first of all, in the order of pinyin. */
  park: OrderDirection; slug?: never; supportedAmount?: never; }
  |  { latest?: never; name?: never; park?: never;   /** By slug. */
  slug: OrderDirection; supportedAmount?: never; }
  |  { latest?: never; name?: never; park?: never; slug?: never;   /** Money that it gave. ACTUAL where no nature is given. */
  supportedAmount: LatestOrder; };

/** Conditions on a list of Programme; all of them have to hold. */
export type ProgrammeWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ProgrammeWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: ProgrammeWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ProgrammeWhere> | null | undefined;
  /** A park that it belongs to, at any depth. */
  park?: ParkWhere | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
  /** Money that it gave. ACTUAL where no nature is given. */
  supportedAmount?: LatestFilter | null | undefined;
};

/** What kind of work a project is. */
export type ProjectKind =
  /** Industrial project (产业项目). */
  | 'INDUSTRIAL'
  /** Infrastructure project (基础设施项目). */
  | 'INFRASTRUCTURE'
  /** Livelihood project (民生项目). */
  | 'LIVELIHOOD';

/** Conditions on a ProjectKind; all given ones have to hold, and null counts as not given. */
export type ProjectKindFilter = {
  /** Is this value. */
  eq?: ProjectKind | null | undefined;
  /** Is one of these values. */
  in?: Array<ProjectKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ProjectKind> | null | undefined;
};

/** One thing to order a list of Project by. */
export type ProjectOrder =
  {   /** Investment completed so far. ACTUAL where no nature is given. */
  completedInvestment: LatestOrder; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never;   /** People employed. EXPECTED where no nature is given. */
  employment: LatestOrder; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never;   /** Land that it takes. PLAN where no nature is given. */
  landArea: LatestOrder; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never;   /** By the latest figure of any indicator. */
  latest: LatestIndicatorOrder; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never;   /** By name, in the order of pinyin. */
  name: OrderDirection; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never;   /** Output value. EXPECTED where no nature is given. */
  outputValue: LatestOrder; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never;   /** By the name of the park that it belongs to first of all, in the order of pinyin. */
  park: OrderDirection; revenue?: never; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never;   /** Revenue. EXPECTED where no nature is given. */
  revenue: LatestOrder; slug?: never; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never;   /** By slug. */
  slug: OrderDirection; stage?: never; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never;   /** By the furthest stage that it is in or has passed. */
  stage: OrderDirection; taxRevenue?: never; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never;   /** Tax that it pays. EXPECTED where no nature is given. */
  taxRevenue: LatestOrder; totalInvestment?: never; }
  |  { completedInvestment?: never; employment?: never; landArea?: never; latest?: never; name?: never; outputValue?: never; park?: never; revenue?: never; slug?: never; stage?: never; taxRevenue?: never;   /** Total investment. PLAN where no nature is given. */
  totalInvestment: LatestOrder; };

/** Stages of a work, in the order in which it passes through them. */
export type ProjectStageName =
  /** Acceptance (竣工验收). */
  | 'ACCEPTANCE'
  /** Completion (建成). */
  | 'COMPLETION'
  /** Earthworks (土方工程). */
  | 'EARTHWORKS'
  /** Foundation or roadbed (基础或路基施工). */
  | 'FOUNDATION'
  /** Full capacity (达产). */
  | 'FULL_CAPACITY'
  /** Levelling of the land (场地平整). */
  | 'LAND_LEVELLING'
  /** Opening (通车或启用). */
  | 'OPENING'
  /** Paving (路面施工). */
  | 'PAVING'
  /** Pipelines (管网施工). */
  | 'PIPELINES'
  /** Preparation (前期准备). */
  | 'PREPARATION'
  /** Production (投产). */
  | 'PRODUCTION'
  /** Main structure (主体建设). */
  | 'STRUCTURE'
  /** Under construction, no layer named (在建). */
  | 'UNDER_CONSTRUCTION';

/** Conditions on a ProjectStageName; all given ones have to hold, and null counts as not given. */
export type ProjectStageNameFilter = {
  /** Is this value. */
  eq?: ProjectStageName | null | undefined;
  /** Is one of these values. */
  in?: Array<ProjectStageName> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<ProjectStageName> | null | undefined;
};

/** Conditions on a list of ProjectStage; all of them have to hold. */
export type ProjectStageWhere = {
  /** All of these hold. */
  and?: Array<ProjectStageWhere> | null | undefined;
  /** This does not hold. */
  not?: ProjectStageWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ProjectStageWhere> | null | undefined;
  /** The days covered. */
  period?: PeriodFilter | null | undefined;
  /** The stage. */
  stage?: ProjectStageNameFilter | null | undefined;
  /** Whether it is ahead, under way or behind. */
  state?: StageStateFilter | null | undefined;
};

/** Conditions on a list of Project; all of them have to hold. */
export type ProjectWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<ProjectWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** Investment completed so far. ACTUAL where no nature is given. */
  completedInvestment?: LatestFilter | null | undefined;
  /** People employed. EXPECTED where no nature is given. */
  employment?: LatestFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** What kind of work it is. */
  kind?: ProjectKindFilter | null | undefined;
  /** Land that it takes. PLAN where no nature is given. */
  landArea?: LatestFilter | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: ProjectWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<ProjectWhere> | null | undefined;
  /** Output value. EXPECTED where no nature is given. */
  outputValue?: LatestFilter | null | undefined;
  /** A park that it belongs to, at any depth. */
  park?: ParkWhere | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Revenue. EXPECTED where no nature is given. */
  revenue?: LatestFilter | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
  /** The furthest stage that it is in or has passed. */
  stage?: ProjectStageNameFilter | null | undefined;
  /** A stage that it has passed, is in or is to reach. */
  stages?: ProjectStageWhere | null | undefined;
  /** Tax that it pays. EXPECTED where no nature is given. */
  taxRevenue?: LatestFilter | null | undefined;
  /** Total investment. PLAN where no nature is given. */
  totalInvestment?: LatestFilter | null | undefined;
};

/** A correction of a printed figure, which stays as printed. */
export type ProposeCorrectionInput = {
  /** What would change: an object from the name of a property to its corrected value, such as `{ "value": "64.32" }`; null empties one. */
  changes: unknown;
  /** How sure the proposer is. */
  confidence: Confidence;
  /** Why. */
  evidence: EvidenceInput;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the figure as printed: the vintage that is wrong. */
  observation: string;
};

/** One thing to order a list of Publication by. */
export type PublicationOrder =
  {   /** In the order in which they were drafted. */
  id: OrderDirection; };

/** How final a figure was when it was published. */
export type PublicationStage =
  /** Revised after a census (普查修订). */
  | 'CENSUS'
  /** Final (最终). */
  | 'FINAL'
  /** Flash (快报). */
  | 'FLASH'
  /** Preliminary (初步). */
  | 'PRELIMINARY'
  /** Not stated (未注明). */
  | 'UNSPECIFIED';

/** Conditions on a PublicationStage; all given ones have to hold, and null counts as not given. */
export type PublicationStageFilter = {
  /** Is this value. */
  eq?: PublicationStage | null | undefined;
  /** Is one of these values. */
  in?: Array<PublicationStage> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<PublicationStage> | null | undefined;
};

/** How far a publication is: the step that was taken last. */
export type PublicationState =
  /** Approved, and waiting for the end of its embargo (已批准). */
  | 'APPROVED'
  /** Cancelled (撤销). */
  | 'CANCELLED'
  /** Drafted (草拟). */
  | 'DRAFTED'
  /** Released (已发布). */
  | 'RELEASED'
  /** Returned to whoever submitted it (退回). */
  | 'RETURNED'
  /** Submitted for review (送审). */
  | 'SUBMITTED';

/** Conditions on a PublicationState; all given ones have to hold, and null counts as not given. */
export type PublicationStateFilter = {
  /** Is this value. */
  eq?: PublicationState | null | undefined;
  /** Is one of these values. */
  in?: Array<PublicationState> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<PublicationState> | null | undefined;
};

/** Conditions on a list of Publication; all of them have to hold. */
export type PublicationWhere = {
  /** All of these hold. */
  and?: Array<PublicationWhere> | null | undefined;
  /** What its items are after the release. */
  level?: AccessLevelFilter | null | undefined;
  /** This does not hold. */
  not?: PublicationWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<PublicationWhere> | null | undefined;
  /** The park that reports its items. */
  park?: ParkWhere | null | undefined;
  /** The step that was taken last. */
  state?: PublicationStateFilter | null | undefined;
  /** What people call it. */
  title?: TextFilter | null | undefined;
};

/** How a printed numeral is to be read. */
export type Qualifier =
  /** About (约). */
  | 'ABOUT'
  /** At least the lower bound (以上). */
  | 'AT_LEAST'
  /** At most the upper bound (以内). */
  | 'AT_MOST'
  /** Exact (准确). */
  | 'EXACT'
  /** Nearly: just below the upper bound (近). */
  | 'NEARLY'
  /** Over: above the lower bound (多、余). */
  | 'OVER';

/** Conditions on a Qualifier; all given ones have to hold, and null counts as not given. */
export type QualifierFilter = {
  /** Is this value. */
  eq?: Qualifier | null | undefined;
  /** Is one of these values. */
  in?: Array<Qualifier> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Qualifier> | null | undefined;
};

/** Something derived from the levels of an indicator to rank by. */
export type RankedDerivation = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** What is derived. */
  derivation: RankingDerivation;
  /** Nature of the land or employment that PER_MU and PER_EMPLOYEE divide by. */
  divisorNature?: Nature;
  /** Code of the indicator. */
  indicator: string;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
};

/** The score under an edition of a framework to rank by. */
export type RankedFramework = {
  /** Code of one of its cohorts, which is then ranked alone; without it all are ranked, each apart from the others. */
  cohort?: string | null | undefined;
  /** Its edition, such as `2021`. */
  edition: string;
  /** Code of the framework. */
  framework: string;
  /** Least share of the edition’s weight, in percent from 0 to 100, that a score has to rest on; without it, what all indicators weigh that are held of the edition. */
  leastWeight?: parkgraph.DecimalInput | null | undefined;
};

/** Figures of an indicator to rank by. */
export type RankedIndicator = {
  /** Only figures accumulated over this span; without it, the latest over any but a single day or month, and of a period over any. */
  accumulation?: Accumulation | null | undefined;
  /** Code of the indicator. */
  indicator: string;
  /** What the figure says about the indicator. */
  measure?: Measure;
  /** Whether it happened, is expected, or is aimed at. */
  nature?: Nature;
  /** Only figures of this scope; without it, of the whole, or of none that is stated. */
  scope?: Scope | null | undefined;
};

/** Which parks are ranked. */
export type RankingCohort = {
  /** What becomes of parks that lie, at any depth, within another park that meets the conditions. */
  subParks?: RankingSubParks;
  /** Conditions that they meet; without it, all parks. */
  where?: ParkWhere | null | undefined;
};

/** What is derived from the levels of an indicator to rank or score by. */
export type RankingDerivation =
  /** By people employed when the period of the figure ends (人均). */
  | 'PER_EMPLOYEE'
  /** By land valid when the period of the figure ends (亩均). */
  | 'PER_MU'
  /** Share of the park that it lies in, from sources of the same priority, in percent (占上级园区比重). */
  | 'SHARE_OF_PARENT'
  /** Computed growth over the same span a year before, from sources of the same priority, in percent (同比). */
  | 'YEAR_ON_YEAR';

/** Why a park is not ranked. */
export type RankingExclusion =
  /** Its score rests on too little of the weight (得分依据不足). */
  | 'INCOMPLETE_SCORE'
  /** What it is held against is not known (缺基数). */
  | 'MISSING_BASE'
  /** The edition gives no target (缺目标值). */
  | 'MISSING_TARGET'
  /** The figure is not known, or no positive base of what is derived from it (缺数). */
  | 'MISSING_VALUE'
  /** What it is held against is negative (基数为负). */
  | 'NEGATIVE_BASE'
  /** It is not of the cohort (不在比较范围). */
  | 'NOT_IN_COHORT'
  /** In no cohort of the edition (不属任何分组). */
  | 'NO_COHORT'
  /** No indicators are held of the edition (未收录指标). */
  | 'NO_INDICATORS'
  /** No scoring method is held of the edition (未收录评分方法). */
  | 'NO_METHOD'
  /** It lies in no park (无上级园区). */
  | 'NO_PARENT'
  /** All of the cohort are alike (组内无差异). */
  | 'NO_SPREAD'
  /** Its figure measures something else than the unit asked for, such as another currency (计量对象不合). */
  | 'OTHER_DIMENSION'
  /** It lies within another park of the cohort (属园中园). */
  | 'SUB_PARK'
  /** It has bounds only, which give no score or leave the rank open (约数无法评分或定名次). */
  | 'VAGUE'
  /** What it is held against is zero (基数为零). */
  | 'ZERO_BASE';

/** What parks are ranked by. */
export type RankingMeasure =
  {   /** What is computed from them. */
  derived: RankedDerivation; framework?: never; indicator?: never; }
  |  { derived?: never;   /** A score. */
  framework: RankedFramework; indicator?: never; }
  |  { derived?: never; framework?: never;   /** Figures as they were published. */
  indicator: RankedIndicator; };

/** What becomes of parks that lie within another park of the cohort. */
export type RankingSubParks =
  /** Left out, so that nothing is counted twice (不含园中园). */
  | 'EXCLUDE'
  /** Ranked like all others (含园中园). */
  | 'INCLUDE'
  /** Ranked alone (仅园中园). */
  | 'ONLY';

/** How ranks go on after two that tie at the second place. */
export type RankingTies =
  /** Dense: 1, 2, 2, 3 (并列不占名次). */
  | 'DENSE'
  /** Modified: 1, 3, 3, 4 (并列取低名次). */
  | 'MODIFIED'
  /** Standard: 1, 2, 2, 4 (并列取高名次). */
  | 'STANDARD';

/** Whether a figure is read as printed or with accepted corrections. */
export type Reading =
  /** As printed (原文). */
  | 'AS_PRINTED'
  /** As corrected (更正后). */
  | 'CORRECTED';

/** Facts to record together. */
export type RecordFactsInput = {
  /** 1 to 500 facts. */
  facts: Array<FactInput>;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
};

/** Figures to record, all or none: a month’s form, say. */
export type RecordObservationsInput = {
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** The figures: 1 to 500. */
  observations: Array<ObservationInput>;
};

/** A correction to reject. */
export type RejectCorrectionInput = {
  /** Id of the correction. */
  correction: string;
  /** The `version` that whoever asks knows. Where somebody decided since, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** A tie of the subject to another, or to a party that is none here: either `to` or `toName`. */
export type RelationshipInput = {
  /** How the two are tied. SAME_AS takes the role STEWARD, and so does any change of it or of POSSIBLY_SAME_AS. */
  kind: RelationshipKind;
  /** Slug of the other party, where it is a subject. */
  to?: string | null | undefined;
  /** Its name as printed, where it is none. */
  toName?: string | null | undefined;
  /** It holds from the first day of this period on; open where it is left out. */
  validFrom?: parkgraph.PeriodInput | null | undefined;
  /** It holds until the last day of this period; open where it is left out. */
  validTo?: parkgraph.PeriodInput | null | undefined;
};

/** How a subject is tied to another party. */
export type RelationshipKind =
  /** Is developed by (建设主体). */
  | 'DEVELOPER'
  /** Is located at (位于). */
  | 'LOCATED_AT'
  /** Has as its parent (上级单位). */
  | 'PARENT'
  /** Works with (合作伙伴). */
  | 'PARTNER'
  /** Is possibly the same as (可能同一). */
  | 'POSSIBLY_SAME_AS'
  /** Is the same as, as a person confirmed (确认同一). */
  | 'SAME_AS'
  /** Supports (支持). */
  | 'SUPPORTS'
  /** Has as its tenant (入驻企业). */
  | 'TENANT';

/** Conditions on a RelationshipKind; all given ones have to hold, and null counts as not given. */
export type RelationshipKindFilter = {
  /** Is this value. */
  eq?: RelationshipKind | null | undefined;
  /** Is one of these values. */
  in?: Array<RelationshipKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<RelationshipKind> | null | undefined;
};

/** Conditions on a list of Relationship; all of them have to hold. */
export type RelationshipWhere = {
  /** All of these hold. */
  and?: Array<RelationshipWhere> | null | undefined;
  /** How the two are tied. */
  kind?: RelationshipKindFilter | null | undefined;
  /** This does not hold. */
  not?: RelationshipWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<RelationshipWhere> | null | undefined;
  /** Name of the other party, as printed or as that of the subject it is. */
  toName?: TextFilter | null | undefined;
};

/** An indicator to restore. */
export type RestoreIndicatorInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Its code. */
  indicator: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** A document to restore. */
export type RestoreSourceInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Its code. */
  source: string;
};

/** A subject to restore. */
export type RestoreSubjectInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Its slug. */
  subject: string;
};

/** A publication to return. */
export type ReturnPublicationInput = {
  /** Id of its last step that whoever asks knows. Where there is a later one, nothing is written and the conflict says so. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the publication. */
  publication: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** A further version of a fact, as a whole: what is left out is empty, but where it says otherwise. */
export type ReviseFactInput = {
  /** What it tells. */
  content: FactContentInput;
  /** Id of the newest version that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** Id of the fact, of any of its versions. */
  fact: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What a reader should know about it. */
  note?: LocalisedInput | null | undefined;
  /** Paragraph within the section, counted from 1. */
  paragraph?: number | null | undefined;
  /** The day by which it was published for certain: not before that of what it revises, and not after tomorrow. Without it, today by the calendar of China, or that day where it is later. */
  publishedOn?: string | null | undefined;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Section of the document, in kebab-case. */
  section?: string | null | undefined;
  /** Code of the document that tells it; else that of the version before, at the same place. */
  source?: string | null | undefined;
};

/** A further vintage of a figure, as a whole: what is left out is empty, but where it says otherwise. */
export type ReviseObservationInput = {
  /** Id of the newest vintage that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Lower bound of a vague figure, for OVER, AT_LEAST and ABOUT. */
  lower?: parkgraph.DecimalInput | null | undefined;
  /** Why there is no number: in place of one. */
  missingReason?: string | null | undefined;
  /** Id of the figure as printed, of any of its vintages. */
  observation: string;
  /** Paragraph within the section, counted from 1. */
  paragraph?: number | null | undefined;
  /** As it stands in the source; without it, what it is called and the number with its unit as typed. */
  printed?: PrintedInput | null | undefined;
  /** The day by which it was published for certain: not before that of what it revises, and not after tomorrow. Without it, today by the calendar of China, or that day where it is later. */
  publishedOn?: string | null | undefined;
  /** How the numeral is to be read. */
  qualifier?: Qualifier;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
  /** Section of the document, in kebab-case. */
  section?: string | null | undefined;
  /** How final it was when published; else as the vintage before. */
  stage?: PublicationStage | null | undefined;
  /** Unit of the value and the bounds; else that of the vintage before. */
  unit?: string | null | undefined;
  /** Upper bound of a vague figure, for NEARLY, AT_MOST and ABOUT. */
  upper?: parkgraph.DecimalInput | null | undefined;
  /** The value, in the unit; left out where the source gives bounds, or nothing. */
  value?: parkgraph.DecimalInput | null | undefined;
};

/** Which units of the population a figure covers. */
export type Scope =
  /** Above scale (规模以上). */
  | 'ABOVE_SCALE'
  /** All (全部). */
  | 'ALL'
  /** Local part (地方). */
  | 'LOCAL'
  /** Not stated (未注明). */
  | 'UNSPECIFIED';

/** Conditions on a Scope; all given ones have to hold, and null counts as not given. */
export type ScopeFilter = {
  /** Is this value. */
  eq?: Scope | null | undefined;
  /** Is one of these values. */
  in?: Array<Scope> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<Scope> | null | undefined;
};

/** Why there is no score. */
export type ScoreReason =
  /** The edition gives no target (缺目标值). */
  | 'MISSING_TARGET'
  /** The figure is not known, or no positive base of what is derived from it (缺数). */
  | 'MISSING_VALUE'
  /** In no cohort of the edition (不属任何分组). */
  | 'NO_COHORT'
  /** No indicators are held of the edition (未收录指标). */
  | 'NO_INDICATORS'
  /** No scoring method is held of the edition (未收录评分方法). */
  | 'NO_METHOD'
  /** All of the cohort are alike (组内无差异). */
  | 'NO_SPREAD'
  /** It has bounds only, which give no score or leave the rank open (约数无法评分或定名次). */
  | 'VAGUE';

/** Which way an indicator is better. */
export type ScoringDirection =
  /** Less is better (逆向). */
  | 'LESS_IS_BETTER'
  /** More is better (正向). */
  | 'MORE_IS_BETTER';

/** How figures become scores of 0 to 100. */
export type ScoringMethod =
  /** Share of the target that is reached (目标值法). */
  | 'DISTANCE_TO_TARGET'
  /** Place between the worst and the best of the cohort (极差标准化). */
  | 'MIN_MAX';

/** What kind of document a source is. */
export type SourceKind =
  /** Administrative record (行政记录). */
  | 'ADMINISTRATIVE_RECORD'
  /** Newspaper (报纸). */
  | 'NEWSPAPER'
  /** Statistical report (统计报表). */
  | 'STATISTICAL_REPORT'
  /** Survey (调查). */
  | 'SURVEY';

/** Conditions on a SourceKind; all given ones have to hold, and null counts as not given. */
export type SourceKindFilter = {
  /** Is this value. */
  eq?: SourceKind | null | undefined;
  /** Is one of these values. */
  in?: Array<SourceKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<SourceKind> | null | undefined;
};

/** One thing to order a list of Source by. */
export type SourceOrder =
  {   /** By code. */
  code: OrderDirection; priority?: never; publishedTo?: never; }
  |  { code?: never;   /** By precedence: what is read first of all comes first. */
  priority: OrderDirection; publishedTo?: never; }
  |  { code?: never; priority?: never;   /** By the day by which it was published for certain. */
  publishedTo: OrderDirection; };

/** Conditions on a list of Source; all of them have to hold. */
export type SourceWhere = {
  /** Who may see it. */
  accessLevel?: AccessLevelFilter | null | undefined;
  /** All of these hold. */
  and?: Array<SourceWhere> | null | undefined;
  /** Its code. */
  code?: TextFilter | null | undefined;
  /** What kind of document it is. */
  kind?: SourceKindFilter | null | undefined;
  /** This does not hold. */
  not?: SourceWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<SourceWhere> | null | undefined;
  /** Who published it, as printed. */
  publisher?: TextFilter | null | undefined;
  /** The park that reports it. */
  reportingPark?: ParkWhere | null | undefined;
  /** Its title as printed. */
  title?: TextFilter | null | undefined;
};

/** A stage that the subject, a project, has passed, is in or is to reach. */
export type StageInput = {
  /** When it holds, where the document says. */
  date?: parkgraph.PeriodInput | null | undefined;
  /** Words of the document, a few characters. */
  printed?: string | null | undefined;
  /** The stage. */
  stage: ProjectStageName;
  /** Whether it is ahead, under way or behind; what is PROMISED has a date. */
  state: StageState;
};

/** Whether a stage is ahead, under way or behind. */
export type StageState =
  /** Done (已完成). */
  | 'DONE'
  /** In progress (进行中). */
  | 'IN_PROGRESS'
  /** Planned (计划). */
  | 'PLANNED'
  /** Promised for a date (承诺). */
  | 'PROMISED';

/** Conditions on a StageState; all given ones have to hold, and null counts as not given. */
export type StageStateFilter = {
  /** Is this value. */
  eq?: StageState | null | undefined;
  /** Is one of these values. */
  in?: Array<StageState> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<StageState> | null | undefined;
};

/** What is told of the subject and has no type of its own. */
export type StatementInput = {
  /** When it holds, where the document says. */
  date?: parkgraph.PeriodInput | null | undefined;
  /** What the document says, in own words. */
  summary: LocalisedInput;
  /** Which system of a park office it is of. */
  topic: StatementTopic;
};

/** Which of the systems of a park office a statement belongs to. */
export type StatementTopic =
  /** Administrative approvals (行政审批). */
  | 'APPROVALS'
  /** Annual target assessment (目标管理考核). */
  | 'ASSESSMENT'
  /** Building and buying on behalf (代建代购). */
  | 'BUILD_AND_BUY'
  /** Enterprises (企业). */
  | 'ENTERPRISES'
  /** Campaigns and goals (活动与目标). */
  | 'GOALS'
  /** Economic indicators (经济指标). */
  | 'INDICATORS'
  /** Investment promotion (招商引资). */
  | 'INVESTMENT_PROMOTION'
  /** Party and mass work (党群工作). */
  | 'PARTY_WORK'
  /** Projects (项目建设). */
  | 'PROJECTS'
  /** Ranking among parks (园区排名). */
  | 'RANKING'
  /** One-to-one service (一对一服务). */
  | 'SERVICE'
  /** Staffing reform (人事改革). */
  | 'STAFFING'
  /** Parks within the park (园中园). */
  | 'SUB_PARKS';

/** What a subject is first of all. A park within a park is also the project that builds it. */
export type SubjectKind =
  /** Enterprise (企业). */
  | 'ENTERPRISE'
  /** Facility (设施). */
  | 'FACILITY'
  /** Park (园区). */
  | 'PARK'
  /** Programme (工作项目). */
  | 'PROGRAMME'
  /** Project (项目). */
  | 'PROJECT';

/** Conditions on a SubjectKind; all given ones have to hold, and null counts as not given. */
export type SubjectKindFilter = {
  /** Is this value. */
  eq?: SubjectKind | null | undefined;
  /** Is one of these values. */
  in?: Array<SubjectKind> | null | undefined;
  /** Is none of these values; nothing is none of them either. */
  notIn?: Array<SubjectKind> | null | undefined;
};

/** Conditions on a list of Subject; all of them have to hold. */
export type SubjectWhere = {
  /** All of these hold. */
  and?: Array<SubjectWhere> | null | undefined;
  /** Its name, or any further name of it. */
  anyName?: TextFilter | null | undefined;
  /** A title that it was given. */
  honours?: HonourWhere | null | undefined;
  /** What kind of subject it is first of all. */
  kind?: SubjectKindFilter | null | undefined;
  /** Latest figures of any indicators. */
  latest?: Array<LatestIndicatorFilter> | null | undefined;
  /** Its name as printed. */
  name?: TextFilter | null | undefined;
  /** This does not hold. */
  not?: SubjectWhere | null | undefined;
  /** At least one of these holds. */
  or?: Array<SubjectWhere> | null | undefined;
  /** A tie that is told of it. */
  relationships?: RelationshipWhere | null | undefined;
  /** Its slug. */
  slug?: TextFilter | null | undefined;
};

/** A publication to submit. */
export type SubmitPublicationInput = {
  /** Id of its last step that whoever asks knows. Where there is a later one, nothing is written and the conflict says so. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the publication. */
  publication: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason?: string | null | undefined;
};

/** Conditions on a text; all given ones have to hold, and null counts as not given. Letters of either case are told apart. */
export type TextFilter = {
  /** Contains this text; % and _ stand for themselves. */
  contains?: string | null | undefined;
  /** Is this text. */
  eq?: string | null | undefined;
  /** Is one of these texts. */
  in?: Array<string> | null | undefined;
  /** Starts with this text. */
  startsWith?: string | null | undefined;
};

/** What is told of each bucket of a time series. */
export type TimeSeriesMeasure =
  /** From January to the end of the bucket (累计). */
  | 'CUMULATIVE'
  /** Percentage points by which the reported growth exceeds the computed (同比差异). */
  | 'GROWTH_DIVERGENCE'
  /** The bucket, where that of the base is 100 (指数). */
  | 'INDEX'
  /** The value: by month as accumulated, else of the bucket alone (数值). */
  | 'LEVEL'
  /** Mean of the last buckets, as many as the window holds (移动平均). */
  | 'MOVING_AVERAGE'
  /** Growth in percent over the bucket before (环比). */
  | 'PERIOD_ON_PERIOD'
  /** Level per mu of the land valid when the bucket ends (亩均). */
  | 'PER_MU'
  /** Place of the level among those of the subjects asked for that mean the same and that the viewer may see, from the greatest (名次). */
  | 'RANK'
  /** The growth that the source reports, against its comparable base (同比(公布)). */
  | 'REPORTED_GROWTH'
  /** Percentage of the level of the park that the subject belongs to, from sources of the same priority (占上级比重). */
  | 'SHARE_OF_PARENT'
  /** The month alone, out of successive year-to-date figures (当月值). */
  | 'SINGLE_MONTH'
  /** Growth in percent over the level published for a year before (同比(计算)). */
  | 'YEAR_ON_YEAR';

/** A text in both languages. */
export type TranslatedTextInput = {
  /** In English. */
  en: string;
  /** In Chinese. */
  zh: string;
};

/** Conditions on a unit, by code or printed name; all given ones have to hold, and null counts as not given. */
export type UnitFilter = {
  /** Is this unit. */
  eq?: string | null | undefined;
  /** Is one of these units. */
  in?: Array<string> | null | undefined;
};

/** Own fields to change: what is left out stays, and null empties one. */
export type UpdateEnterpriseInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Industry class, as a code of industrySystem, such as C3031: its division has to be one of its section. */
  industryCode?: string | null | undefined;
  /** Edition of the classification, of 1984, 1994, 2002, 2011 or 2017, such as "GB/T 4754-2017": the two go together. */
  industrySystem?: string | null | undefined;
  /** Name as printed, of at most 200 characters. */
  name?: string | null | undefined;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin?: string | null | undefined;
  /** Its slug, which never changes. */
  slug: string;
  /** Its unified social credit code (GB 32100), of which all check characters have to fit. */
  unifiedSocialCreditCode?: string | null | undefined;
};

/** Own fields to change: what is left out stays, and null empties one. */
export type UpdateFacilityInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Name as printed, of at most 200 characters. */
  name?: string | null | undefined;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin?: string | null | undefined;
  /** Its slug, which never changes. */
  slug: string;
};

/** What is to change of an indicator: what is left out stays. What figures rest on never changes. */
export type UpdateIndicatorInput = {
  /** Codes of all indicators that a provisional one may turn out to be. */
  candidates?: Array<string> | null | undefined;
  /** Its code, which never changes. */
  code: string;
  /** A further edition of its definition, which is its definition from then on. */
  edition?: FurtherEditionInput | null | undefined;
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What people call it. */
  labels?: TranslatedTextInput | null | undefined;
  /** Its name in Chinese; of a provisional one the label as printed. */
  name?: string | null | undefined;
  /** Codes of all indicators whose figures its own are part of. */
  partOf?: Array<string> | null | undefined;
  /** ESTABLISHED once its meaning is settled: it then has no candidates, and stays so. */
  status?: IndicatorStatus | null | undefined;
};

/** Own fields to change: what is left out stays, and null empties one. */
export type UpdateParkInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of park it is. */
  kind?: ParkKind | null | undefined;
  /** Level of government that approved or runs it. */
  level?: ParkLevel | null | undefined;
  /** Name as printed, of at most 200 characters. */
  name?: string | null | undefined;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin?: string | null | undefined;
  /** Administrative division that it belongs to: six digits in a province that there is, such as 430381. */
  regionCode?: string | null | undefined;
  /** Edition of the codes that regionCode is of, such as "GB/T 2260-2007": the two go together. */
  regionSystem?: string | null | undefined;
  /** Its slug, which never changes. */
  slug: string;
};

/** Own fields to change: what is left out stays, and null empties one. */
export type UpdateProgrammeInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Name as printed, of at most 200 characters. */
  name?: string | null | undefined;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin?: string | null | undefined;
  /** Its slug, which never changes. */
  slug: string;
};

/** Own fields to change: what is left out stays, and null empties one. */
export type UpdateProjectInput = {
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of work it is. */
  kind?: ProjectKind | null | undefined;
  /** Name as printed, of at most 200 characters. */
  name?: string | null | undefined;
  /** The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters. */
  pinyin?: string | null | undefined;
  /** Its slug, which never changes. */
  slug: string;
};

/** Own fields of a document to change: what is left out stays. */
export type UpdateSourceInput = {
  /** Its authors, as printed: all of them. */
  authors?: Array<string> | null | undefined;
  /** Its code, which never changes. */
  code: string;
  /** The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** What kind of document it is. */
  kind?: SourceKind | null | undefined;
  /** Language of the text, as a BCP 47 tag. */
  language?: string | null | undefined;
  /** Who published it, as printed; null empties it. */
  publisher?: string | null | undefined;
  /** Title as printed. */
  title?: string | null | undefined;
};

/** Conditions on the value of a figure; all given ones have to hold, and null counts as not given. Vague figures meet a condition only where their bounds make it certain; about a number (约) has no bounds, and counts as that number. Figures in units that measure something else meet none. */
export type ValueFilter = {
  /** The value is this one. */
  eq?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is greater. */
  gt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its lower bound, is at least this. */
  gte?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its upper bound, is less. */
  lt?: parkgraph.DecimalInput | null | undefined;
  /** The value, or its upper bound, is at most this. */
  lte?: parkgraph.DecimalInput | null | undefined;
  /** Unit of the values given here. Required with any of them. */
  unit?: string | null | undefined;
};

/** How whoever asks is known. */
export type ViewerKind =
  /** Not known (匿名). */
  | 'ANONYMOUS'
  /** By an API key (API 密钥). */
  | 'KEY'
  /** On the machine itself (本机). */
  | 'LOCAL'
  /** By a token of the OIDC issuer (统一身份认证). */
  | 'OIDC';

/** A fact to withdraw. */
export type WithdrawFactInput = {
  /** Id of the newest version that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** Id of the fact, of any of its versions. */
  fact: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

/** A figure to withdraw. */
export type WithdrawObservationInput = {
  /** Id of the newest vintage that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it. */
  expectedVersion: string;
  /** A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same. */
  idempotencyKey: string;
  /** Id of the figure as printed, of any of its vintages. */
  observation: string;
  /** Why, for those who come later: at most 1,000 characters, without blanks at the ends. */
  reason: string;
};

export type AcceptCorrectionMutationVariables = Exact<{
  input: AcceptCorrectionInput;
  locale?: Locale | null | undefined;
}>;


export type AcceptCorrectionMutation = { acceptCorrection:
    | { __typename: 'AcceptCorrectionSuccess', correction: CorrectionDetailsFragment }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type ApprovePublicationMutationVariables = Exact<{
  input: ApprovePublicationInput;
  locale?: Locale | null | undefined;
}>;


export type ApprovePublicationMutation = { approvePublication:
    | { __typename: 'ApprovePublicationSuccess', publication: PublicationDetailsFragment }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type ArchiveIndicatorMutationVariables = Exact<{
  input: ArchiveIndicatorInput;
  locale?: Locale | null | undefined;
}>;


export type ArchiveIndicatorMutation = { archiveIndicator:
    | { __typename: 'ArchiveIndicatorSuccess', indicator: IndicatorDetailsFragment }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type ArchiveSourceMutationVariables = Exact<{
  input: ArchiveSourceInput;
  locale?: Locale | null | undefined;
}>;


export type ArchiveSourceMutation = { archiveSource:
    | { __typename: 'ArchiveSourceSuccess', source: SourceDetailsFragment }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type ArchiveSubjectMutationVariables = Exact<{
  input: ArchiveSubjectInput;
  locale?: Locale | null | undefined;
}>;


export type ArchiveSubjectMutation = { archiveSubject:
    | { __typename: 'ArchiveSubjectSuccess', subject:
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Enterprise_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Facility_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Park_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Programme_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Project_Fragment
        )
       }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CancelPublicationMutationVariables = Exact<{
  input: CancelPublicationInput;
  locale?: Locale | null | undefined;
}>;


export type CancelPublicationMutation = { cancelPublication:
    | { __typename: 'CancelPublicationSuccess', publication: PublicationDetailsFragment }
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type ChangesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: ChangeWhere | null | undefined;
  orderBy?: Array<ChangeOrder> | ChangeOrder | null | undefined;
  locale?: Locale;
}>;


export type ChangesQuery = { changes: { pageInfo: PageFragment, nodes: Array<{ id: string, recordedAt: parkgraph.IsoDateTime, actor: string, label: string | null, keyPrefix: string | null, requestId: string | null, reason: string, park: SubjectReference_Park_Fragment | null, rows: { totalCount: number, nodes: Array<
          | { __typename: 'AmendmentChange', kind: ChangedRowKind, values: Array<{ property: string, before: string | null, after: string | null }>, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'AssignmentChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'CorrectionChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'CorrectionDecisionChange', kind: ChangedRowKind, decision: { state: CorrectionState, reason: string | null }, before: FigureFragment | null, after: FigureFragment | null, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'DoubtChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'HonourChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'IndicatorChange', kind: ChangedRowKind, before: IndicatorDetailsFragment | null, after: IndicatorDetailsFragment | null, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'LevelChange', from: AccessLevel, to: AccessLevel, kind: ChangedRowKind, observation: FigureFragment | null, fact: FactVersionDetailsFragment | null, source: { id: string, code: string } | null, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'MembershipChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'ObservationChange', kind: ChangedRowKind, before: FigureFragment | null, after: FigureFragment | null, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'PanelMembershipChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'ProjectStageChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'PublicationStepChange', kind: ChangedRowKind, publication: { id: string, title: string }, step: { state: PublicationState, reason: string }, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'RelationshipChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'SourceAmendmentChange', kind: ChangedRowKind, source: { id: string, code: string } | null, values: Array<{ property: string, before: string | null, after: string | null }>, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'SourceChange', kind: ChangedRowKind, source: { id: string, code: string } | null, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'StatementChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'SubjectChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
          | { __typename: 'SubjectNameChange', kind: ChangedRowKind, subject:
              | SubjectReference_Enterprise_Fragment
              | SubjectReference_Facility_Fragment
              | SubjectReference_Park_Fragment
              | SubjectReference_Programme_Fragment
              | SubjectReference_Project_Fragment
             | null }
        > } }> } };

export type ChecksQueryVariables = Exact<{
  subject: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: CheckWhere | null | undefined;
  orderBy?: Array<CheckOrder> | CheckOrder | null | undefined;
  isDeep?: boolean;
  asOf?: AsOf | null | undefined;
  reading?: Reading | null | undefined;
  locale?: Locale;
  withTotal?: boolean;
}>;


export type ChecksQuery = { checks: { totalCount?: number, pageInfo: PageFragment, nodes: Array<{ rule: CheckRule, severity: CheckSeverity, message: string, period: parkgraph.Period | null, expected: parkgraph.Decimal | null, actual: parkgraph.Decimal | null, deviation: parkgraph.Decimal | null, tolerance: parkgraph.Decimal | null, ratio: parkgraph.Decimal | null, subject:
        | SubjectReference_Enterprise_Fragment
        | SubjectReference_Facility_Fragment
        | SubjectReference_Park_Fragment
        | SubjectReference_Programme_Fragment
        | SubjectReference_Project_Fragment
      , indicator: { code: string, name: string } | null, unit: UnitDetailsFragment | null, inputs: Array<{ role: CheckRole, observation: FigureFragment }> }> } };

export type ClockQueryVariables = Exact<{ [key: string]: never; }>;


export type ClockQuery = { clock: parkgraph.IsoDateTime | null };

export type CorrectionDecidedSubscriptionVariables = Exact<{
  park?: string | null | undefined;
  where?: CorrectionWhere | null | undefined;
  after?: string | null | undefined;
  locale?: Locale;
}>;


export type CorrectionDecidedSubscription = { correctionDecided: { cursor: string, recordedAt: parkgraph.IsoDateTime, correction: CorrectionDetailsFragment, decision: { state: CorrectionState, decidedBy: string | null, decidedOn: parkgraph.IsoDate, reason: string | null } } };

export type CorrectionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: CorrectionWhere | null | undefined;
  orderBy?: Array<CorrectionOrder> | CorrectionOrder | null | undefined;
  updatedAfter?: string | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type CorrectionsQuery = { corrections: { totalCount?: number, pageInfo: PageFragment, nodes: Array<CorrectionDetailsFragment> } };

export type CoverageQueryVariables = Exact<{
  subjects?: Array<string> | string | null | undefined;
  indicators?: Array<string> | string | null | undefined;
  source?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: CoverageWhere | null | undefined;
  orderBy?: Array<CoverageOrder> | CoverageOrder | null | undefined;
  gaps?: number;
  sources?: number;
  asOf?: AsOf | null | undefined;
  reading?: Reading | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type CoverageQuery = { coverage: { totalCount?: number, pageInfo: PageFragment, nodes: Array<{ nature: Nature, sourceCount: number, count: number, correctedCount: number, firstPeriod: parkgraph.Period | null, lastPeriod: parkgraph.Period | null, frequency: CoverageFrequency | null, lastPublishedOn: parkgraph.IsoDate, daysSincePeriod: number | null, daysSincePublication: number | null, gapCount: number, subject:
        | SubjectReference_Enterprise_Fragment
        | SubjectReference_Facility_Fragment
        | SubjectReference_Park_Fragment
        | SubjectReference_Programme_Fragment
        | SubjectReference_Project_Fragment
      , indicator: { code: string, name: string, label: string }, series: { measure: Measure, accumulation: Accumulation, priceBasis: PriceBasis, scope: Scope, breakdown: string }, source: { code: string, title: string } | null, sources: Array<{ code: string, title: string }>, gaps: Array<{ period: parkgraph.Period }>, breaks: Array<{ kind: CoverageBreakKind, period: parkgraph.Period, before: string | null, after: string | null }> }> } };

export type CreateEnterpriseMutationVariables = Exact<{
  input: CreateEnterpriseInput;
  locale?: Locale | null | undefined;
}>;


export type CreateEnterpriseMutation = { createEnterprise:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateEnterpriseSuccess', enterprise: (
        { version: string, unifiedSocialCreditCode: string | null, industryCode: string | null, industrySystem: string | null }
        & SubjectReference_Enterprise_Fragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateFacilityMutationVariables = Exact<{
  input: CreateFacilityInput;
  locale?: Locale | null | undefined;
}>;


export type CreateFacilityMutation = { createFacility:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateFacilitySuccess', facility: (
        { version: string }
        & SubjectReference_Facility_Fragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateIndicatorMutationVariables = Exact<{
  input: CreateIndicatorInput;
  locale?: Locale | null | undefined;
}>;


export type CreateIndicatorMutation = { createIndicator:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateIndicatorSuccess', indicator: IndicatorDetailsFragment }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateParkMutationVariables = Exact<{
  input: CreateParkInput;
  locale?: Locale | null | undefined;
}>;


export type CreateParkMutation = { createPark:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateParkSuccess', park: (
        { version: string, kind: ParkKind, level: ParkLevel | null, regionCode: string | null, regionSystem: string | null }
        & SubjectReference_Park_Fragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateProgrammeMutationVariables = Exact<{
  input: CreateProgrammeInput;
  locale?: Locale | null | undefined;
}>;


export type CreateProgrammeMutation = { createProgramme:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateProgrammeSuccess', programme: (
        { version: string }
        & SubjectReference_Programme_Fragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateProjectMutationVariables = Exact<{
  input: CreateProjectInput;
  locale?: Locale | null | undefined;
}>;


export type CreateProjectMutation = { createProject:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateProjectSuccess', project: (
        { version: string, kind: ProjectKind }
        & SubjectReference_Project_Fragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type CreateSourceMutationVariables = Exact<{
  input: CreateSourceInput;
  locale?: Locale | null | undefined;
}>;


export type CreateSourceMutation = { createSource:
    | Refusal_Conflict_Fragment
    | { __typename: 'CreateSourceSuccess', source: SourceDetailsFragment }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type DraftPublicationMutationVariables = Exact<{
  input: DraftPublicationInput;
  locale?: Locale | null | undefined;
}>;


export type DraftPublicationMutation = { draftPublication:
    | Refusal_Conflict_Fragment
    | { __typename: 'DraftPublicationSuccess', publication: (
        { items: { totalCount: number, nodes: Array<FigureFragment> }, facts: { totalCount: number, nodes: Array<FactVersionDetailsFragment> }, subjects: { totalCount: number, nodes: Array<
            | SubjectReference_Enterprise_Fragment
            | SubjectReference_Facility_Fragment
            | SubjectReference_Park_Fragment
            | SubjectReference_Programme_Fragment
            | SubjectReference_Project_Fragment
          > }, sources: { totalCount: number, nodes: Array<{ id: string, code: string, title: string }> } }
        & PublicationDetailsFragment
      ) }
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
   };

export type EnterpriseQueryVariables = Exact<{
  slug: string;
  locale?: Locale | null | undefined;
}>;


export type EnterpriseQuery = { enterprise: (
    EnterpriseSummaryFragment
    & SubjectDetails_Enterprise_Fragment
  ) | null };

export type EnterprisesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: EnterpriseWhere | null | undefined;
  orderBy?: Array<EnterpriseOrder> | EnterpriseOrder | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type EnterprisesQuery = { enterprises: { totalCount?: number, pageInfo: PageFragment, nodes: Array<EnterpriseSummaryFragment> } };

export type FacilitiesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: FacilityWhere | null | undefined;
  orderBy?: Array<FacilityOrder> | FacilityOrder | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type FacilitiesQuery = { facilities: { totalCount?: number, pageInfo: PageFragment, nodes: Array<FacilitySummaryFragment> } };

export type FacilityQueryVariables = Exact<{
  slug: string;
  locale?: Locale | null | undefined;
}>;


export type FacilityQuery = { facility: (
    FacilitySummaryFragment
    & SubjectDetails_Facility_Fragment
  ) | null };

export type ForecastErrorsQueryVariables = Exact<{
  subjects?: Array<string> | string | null | undefined;
  indicators?: Array<string> | string | null | undefined;
  within?: parkgraph.PeriodInput | null | undefined;
  by: Array<ForecastErrorKey> | ForecastErrorKey;
  first?: number;
  unit?: string | null | undefined;
  asOf?: AsOf | null | undefined;
  reading?: Reading | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type ForecastErrorsQuery = { forecastErrors: { errorCount: number, groups: Array<{ leadMonths: number | null, count: number, measuredCount: number, meanErrorPercent: parkgraph.Decimal | null, meanAbsoluteErrorPercent: parkgraph.Decimal | null, greatestErrorPercent: parkgraph.Decimal | null, subject:
        | SubjectReference_Enterprise_Fragment
        | SubjectReference_Facility_Fragment
        | SubjectReference_Park_Fragment
        | SubjectReference_Programme_Fragment
        | SubjectReference_Project_Fragment
       | null, indicator: { code: string, name: string } | null }>, errors: Array<{ leadMonths: number, error: parkgraph.Decimal | null, errorPercent: parkgraph.Decimal | null, reason: DerivationReason | null, forecast: FigureFragment, actual: FigureFragment, unit: UnitDetailsFragment }> } };

export type CitationDetailsFragment = { section: string, paragraph: number, source: { code: string, title: string, publisher: string | null, publishedFrom: parkgraph.IsoDate, publishedTo: parkgraph.IsoDate } | null };

export type CorrectionDetailsFragment = { id: string, version: string, state: CorrectionState, confidence: Confidence, proposedBy: string | null, proposedOn: parkgraph.IsoDate, changes: unknown, evidence: string | null, decisions: Array<{ state: CorrectionState, decidedBy: string | null, decidedOn: parkgraph.IsoDate, reason: string | null }>, observation: FigureFragment };

export type EnterpriseSummaryFragment = (
  { unifiedSocialCreditCode: string | null, industryCode: string | null, industrySystem: string | null, park: SubjectReference_Park_Fragment | null, totalInvestment: FigureFragment | null, landArea: FigureFragment | null, outputValue: FigureFragment | null, revenue: FigureFragment | null, taxRevenue: FigureFragment | null, staff: FigureFragment | null }
  & SubjectReference_Enterprise_Fragment
);

export type FacilitySummaryFragment = (
  { park: SubjectReference_Park_Fragment | null, totalInvestment: FigureFragment | null, floorArea: FigureFragment | null }
  & SubjectReference_Facility_Fragment
);

type FactDetails_Assignment_Fragment = { __typename: 'Assignment', person: string, organisation: string, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, assignedRole: string, programme:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
   | null, citation: CitationDetailsFragment };

type FactDetails_Honour_Fragment = { __typename: 'Honour', title: string, awardedBy: string | null, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, citation: CitationDetailsFragment };

type FactDetails_Membership_Fragment = { __typename: 'Membership', role: MembershipRole, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, subject:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , park:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , citation: CitationDetailsFragment };

type FactDetails_PanelMembership_Fragment = { __typename: 'PanelMembership', scope: Scope, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, subject:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , citation: CitationDetailsFragment };

type FactDetails_ProjectStage_Fragment = (
  { __typename: 'ProjectStage', id: string, publishedOn: parkgraph.IsoDate, note: string | null, citation: CitationDetailsFragment }
  & StageDetailsFragment
);

type FactDetails_Relationship_Fragment = { __typename: 'Relationship', toName: string | null, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, relationship: RelationshipKind, from:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , to:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
   | null, citation: CitationDetailsFragment };

type FactDetails_Statement_Fragment = { __typename: 'Statement', topic: StatementTopic, summary: string, period: parkgraph.Period | null, id: string, publishedOn: parkgraph.IsoDate, note: string | null, citation: CitationDetailsFragment };

type FactDetails_SubjectName_Fragment = { __typename: 'SubjectName', name: string, kind: NameKind, id: string, publishedOn: parkgraph.IsoDate, note: string | null, citation: CitationDetailsFragment };

export type FactDetailsFragment =
  | FactDetails_Assignment_Fragment
  | FactDetails_Honour_Fragment
  | FactDetails_Membership_Fragment
  | FactDetails_PanelMembership_Fragment
  | FactDetails_ProjectStage_Fragment
  | FactDetails_Relationship_Fragment
  | FactDetails_Statement_Fragment
  | FactDetails_SubjectName_Fragment
;

export type FactVersionDetailsFragment = { version: string, isWithdrawal: boolean, subject:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , fact:
    | FactDetails_Assignment_Fragment
    | FactDetails_Honour_Fragment
    | FactDetails_Membership_Fragment
    | FactDetails_PanelMembership_Fragment
    | FactDetails_ProjectStage_Fragment
    | FactDetails_Relationship_Fragment
    | FactDetails_Statement_Fragment
    | FactDetails_SubjectName_Fragment
   | null };

export type FigureFragment = { id: string, period: parkgraph.Period | null, nature: Nature, qualifier: Qualifier, value: parkgraph.Decimal | null, lower: parkgraph.Decimal | null, upper: parkgraph.Decimal | null, unit: { code: string, name: string, label: string }, printed: { label: string, text: string } };

export type ImportDetailsFragment = { id: string, actor: string, into: ImportTarget, isDryRun: boolean, phase: ImportPhase, outcome: ImportOutcome | null, rowCount: number, byteCount: number, problemCount: number, startedAt: parkgraph.IsoDateTime, toldAt: parkgraph.IsoDateTime };

export type IndicatorDetailsFragment = { id: string, code: string, name: string, label: string, definition: string, status: IndicatorStatus, dimension: string, aggregationOverTime: AggregationOverTime, aggregationOverParks: AggregationOverParks, candidates: Array<string>, isArchived: boolean, version: string, defaultUnit: UnitDetailsFragment };

export type ObservationDetailsFragment = (
  { measure: Measure, accumulation: Accumulation, priceBasis: PriceBasis, scope: Scope, breakdown: string, stage: PublicationStage, reading: Reading, status: Array<string>, missingReason: string | null, publishedOn: parkgraph.IsoDate, subject:
    | SubjectReference_Enterprise_Fragment
    | SubjectReference_Facility_Fragment
    | SubjectReference_Park_Fragment
    | SubjectReference_Programme_Fragment
    | SubjectReference_Project_Fragment
  , indicator: { code: string, name: string, label: string }, reportedGrowth: FigureFragment | null, citation: CitationDetailsFragment, corrections: Array<{ id: string, state: CorrectionState, confidence: Confidence, proposedOn: parkgraph.IsoDate, changes: unknown, evidence: string | null }> }
  & FigureFragment
);

export type PageFragment = { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

export type ParkSummaryFragment = (
  { kind: ParkKind, level: ParkLevel | null, regionCode: string | null, regionSystem: string | null, parent: SubjectReference_Park_Fragment | null, landArea: FigureFragment | null, plannedLandArea: FigureFragment | null, totalInvestment: FigureFragment | null, outputValue: FigureFragment | null, employment: FigureFragment | null }
  & SubjectReference_Park_Fragment
);

export type PreviewedFigureFragment = { label: string, measure: Measure, accumulation: Accumulation, priceBasis: PriceBasis, scope: Scope, breakdown: string, nature: Nature, period: parkgraph.Period | null, qualifier: Qualifier, value: parkgraph.Decimal | null, lower: parkgraph.Decimal | null, upper: parkgraph.Decimal | null, series: { id: string } | null, indicator: { code: string, name: string }, unit: { code: string, name: string, label: string } };

export type ProgrammeSummaryFragment = (
  { park: SubjectReference_Park_Fragment | null, supportedAmount: FigureFragment | null }
  & SubjectReference_Programme_Fragment
);

export type ProjectSummaryFragment = (
  { kind: ProjectKind, park: SubjectReference_Park_Fragment | null, currentStage: StageDetailsFragment | null, totalInvestment: FigureFragment | null, completedInvestment: FigureFragment | null, landArea: FigureFragment | null, outputValue: FigureFragment | null, taxRevenue: FigureFragment | null, employment: FigureFragment | null }
  & SubjectReference_Project_Fragment
);

export type PublicationDetailsFragment = { id: string, title: string, level: AccessLevel, embargoUntil: parkgraph.IsoDateTime | null, state: PublicationState, park: SubjectReference_Park_Fragment | null, lastStep: { id: string }, steps: Array<{ state: PublicationState, doneBy: string, reason: string, recordedAt: parkgraph.IsoDateTime }> };

type Refusal_Conflict_Fragment = { __typename: 'Conflict', code: string, message: string, conflicts: Array<{ path: Array<string>, message: string, version: string | null, observation: FigureFragment | null, fact:
      | FactDetails_Assignment_Fragment
      | FactDetails_Honour_Fragment
      | FactDetails_Membership_Fragment
      | FactDetails_PanelMembership_Fragment
      | FactDetails_ProjectStage_Fragment
      | FactDetails_Relationship_Fragment
      | FactDetails_Statement_Fragment
      | FactDetails_SubjectName_Fragment
     | null, subject:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null, source: { id: string, code: string } | null, indicator: { code: string, name: string } | null }> };

type Refusal_Forbidden_Fragment = { __typename: 'Forbidden', message: string };

type Refusal_NotFound_Fragment = { __typename: 'NotFound', message: string };

type Refusal_ValidationError_Fragment = { __typename: 'ValidationError', message: string, issues: Array<{ path: Array<string>, code: string, message: string }> };

export type RefusalFragment =
  | Refusal_Conflict_Fragment
  | Refusal_Forbidden_Fragment
  | Refusal_NotFound_Fragment
  | Refusal_ValidationError_Fragment
;

export type SourceDetailsFragment = { id: string, code: string, title: string, kind: SourceKind, publisher: string | null, authors: Array<string>, language: string, publishedFrom: parkgraph.IsoDate, publishedTo: parkgraph.IsoDate, priority: number, accessLevel: AccessLevel, isArchived: boolean, version: string, reportingPark: SubjectReference_Park_Fragment | null };

export type StageDetailsFragment = { stage: ProjectStageName, state: StageState, period: parkgraph.Period | null, printed: string | null, note: string | null };

type SubjectDetails_Enterprise_Fragment = (
  { version: string, names: Array<{ kind: NameKind, name: string }>, memberships: Array<{ role: MembershipRole, period: parkgraph.Period | null, park:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     }>, relationships: Array<{ kind: RelationshipKind, period: parkgraph.Period | null, toName: string | null, note: string | null, from:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
    , to:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, assignments: Array<{ person: string, role: string, organisation: string, period: parkgraph.Period | null, programme:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, honours: Array<{ title: string, awardedBy: string | null, period: parkgraph.Period | null }>, statements: Array<{ topic: StatementTopic, period: parkgraph.Period | null, summary: string }>, doubts: Array<{ id: string, state: DoubtState, question: string, candidates: Array<string> }> }
  & SubjectReference_Enterprise_Fragment
);

type SubjectDetails_Facility_Fragment = (
  { version: string, names: Array<{ kind: NameKind, name: string }>, memberships: Array<{ role: MembershipRole, period: parkgraph.Period | null, park:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     }>, relationships: Array<{ kind: RelationshipKind, period: parkgraph.Period | null, toName: string | null, note: string | null, from:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
    , to:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, assignments: Array<{ person: string, role: string, organisation: string, period: parkgraph.Period | null, programme:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, honours: Array<{ title: string, awardedBy: string | null, period: parkgraph.Period | null }>, statements: Array<{ topic: StatementTopic, period: parkgraph.Period | null, summary: string }>, doubts: Array<{ id: string, state: DoubtState, question: string, candidates: Array<string> }> }
  & SubjectReference_Facility_Fragment
);

type SubjectDetails_Park_Fragment = (
  { version: string, names: Array<{ kind: NameKind, name: string }>, memberships: Array<{ role: MembershipRole, period: parkgraph.Period | null, park:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     }>, relationships: Array<{ kind: RelationshipKind, period: parkgraph.Period | null, toName: string | null, note: string | null, from:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
    , to:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, assignments: Array<{ person: string, role: string, organisation: string, period: parkgraph.Period | null, programme:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, honours: Array<{ title: string, awardedBy: string | null, period: parkgraph.Period | null }>, statements: Array<{ topic: StatementTopic, period: parkgraph.Period | null, summary: string }>, doubts: Array<{ id: string, state: DoubtState, question: string, candidates: Array<string> }> }
  & SubjectReference_Park_Fragment
);

type SubjectDetails_Programme_Fragment = (
  { version: string, names: Array<{ kind: NameKind, name: string }>, memberships: Array<{ role: MembershipRole, period: parkgraph.Period | null, park:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     }>, relationships: Array<{ kind: RelationshipKind, period: parkgraph.Period | null, toName: string | null, note: string | null, from:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
    , to:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, assignments: Array<{ person: string, role: string, organisation: string, period: parkgraph.Period | null, programme:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, honours: Array<{ title: string, awardedBy: string | null, period: parkgraph.Period | null }>, statements: Array<{ topic: StatementTopic, period: parkgraph.Period | null, summary: string }>, doubts: Array<{ id: string, state: DoubtState, question: string, candidates: Array<string> }> }
  & SubjectReference_Programme_Fragment
);

type SubjectDetails_Project_Fragment = (
  { version: string, names: Array<{ kind: NameKind, name: string }>, memberships: Array<{ role: MembershipRole, period: parkgraph.Period | null, park:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     }>, relationships: Array<{ kind: RelationshipKind, period: parkgraph.Period | null, toName: string | null, note: string | null, from:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
    , to:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, assignments: Array<{ person: string, role: string, organisation: string, period: parkgraph.Period | null, programme:
      | SubjectReference_Enterprise_Fragment
      | SubjectReference_Facility_Fragment
      | SubjectReference_Park_Fragment
      | SubjectReference_Programme_Fragment
      | SubjectReference_Project_Fragment
     | null }>, honours: Array<{ title: string, awardedBy: string | null, period: parkgraph.Period | null }>, statements: Array<{ topic: StatementTopic, period: parkgraph.Period | null, summary: string }>, doubts: Array<{ id: string, state: DoubtState, question: string, candidates: Array<string> }> }
  & SubjectReference_Project_Fragment
);

export type SubjectDetailsFragment =
  | SubjectDetails_Enterprise_Fragment
  | SubjectDetails_Facility_Fragment
  | SubjectDetails_Park_Fragment
  | SubjectDetails_Programme_Fragment
  | SubjectDetails_Project_Fragment
;

type SubjectReference_Enterprise_Fragment = { __typename: 'Enterprise', id: string, slug: string, name: string };

type SubjectReference_Facility_Fragment = { __typename: 'Facility', id: string, slug: string, name: string };

type SubjectReference_Park_Fragment = { __typename: 'Park', id: string, slug: string, name: string };

type SubjectReference_Programme_Fragment = { __typename: 'Programme', id: string, slug: string, name: string };

type SubjectReference_Project_Fragment = { __typename: 'Project', id: string, slug: string, name: string };

export type SubjectReferenceFragment =
  | SubjectReference_Enterprise_Fragment
  | SubjectReference_Facility_Fragment
  | SubjectReference_Park_Fragment
  | SubjectReference_Programme_Fragment
  | SubjectReference_Project_Fragment
;

export type UnitDetailsFragment = { code: string, name: string, label: string, dimension: string, numerator: parkgraph.Decimal, denominator: parkgraph.Decimal };

export type FrameworksQueryVariables = Exact<{
  locale?: Locale;
}>;


export type FrameworksQuery = { frameworks: Array<{ code: string, label: string, editions: Array<{ edition: string, status: FrameworkStatus, publishedOn: parkgraph.IsoDate | null, scoringMethod: ScoringMethod | null, groupCount: number | null, indicatorCount: number | null, totalWeight: parkgraph.Decimal, note: string | null, groups: Array<{ code: string, label: string, weight: parkgraph.Decimal | null, indicators: Array<{ code: string, measure: Measure, nature: Nature, accumulation: Accumulation | null, scope: Scope | null, derivation: RankingDerivation | null, direction: ScoringDirection, weight: parkgraph.Decimal, target: parkgraph.Decimal | null, indicator: { code: string, name: string }, targetUnit: { code: string, name: string } | null }> }>, cohorts: Array<{ code: string, label: string, regionPrefixes: Array<string> }> }> }> };

export type ImportAdvancedSubscriptionVariables = Exact<{
  where?: ImportWhere | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportAdvancedSubscription = { importAdvanced: { cursor: string, recordedAt: parkgraph.IsoDateTime, import: ImportDetailsFragment } };

export type ImportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: ImportWhere | null | undefined;
  orderBy?: Array<ImportOrder> | ImportOrder | null | undefined;
}>;


export type ImportsQuery = { imports: { totalCount: number, pageInfo: PageFragment, nodes: Array<ImportDetailsFragment> } };

export type IndicatorQueryVariables = Exact<{
  code: string;
  locale?: Locale | null | undefined;
}>;


export type IndicatorQuery = { indicator: IndicatorDetailsFragment | null };

export type IndicatorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: IndicatorWhere | null | undefined;
  orderBy?: Array<IndicatorOrder> | IndicatorOrder | null | undefined;
  includeArchived?: boolean;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type IndicatorsQuery = { indicators: { totalCount?: number, pageInfo: PageFragment, nodes: Array<IndicatorDetailsFragment> } };

export type NodeQueryVariables = Exact<{
  id: string;
  locale?: Locale | null | undefined;
}>;


export type NodeQuery = { node:
    | { __typename: 'Assignment', id: string }
    | { __typename: 'Change', id: string }
    | { __typename: 'Correction', id: string }
    | { __typename: 'Doubt', id: string }
    | (
      { __typename: 'Enterprise', id: string }
      & SubjectReference_Enterprise_Fragment
    )
    | (
      { __typename: 'Facility', id: string }
      & SubjectReference_Facility_Fragment
    )
    | { __typename: 'Honour', id: string }
    | { __typename: 'Import', id: string }
    | { __typename: 'Indicator', code: string, name: string, label: string, version: string, id: string }
    | { __typename: 'Membership', id: string }
    | (
      { __typename: 'Observation', id: string }
      & ObservationDetailsFragment
    )
    | { __typename: 'PanelMembership', id: string }
    | (
      { __typename: 'Park', id: string }
      & SubjectReference_Park_Fragment
    )
    | (
      { __typename: 'Programme', id: string }
      & SubjectReference_Programme_Fragment
    )
    | (
      { __typename: 'Project', id: string }
      & SubjectReference_Project_Fragment
    )
    | { __typename: 'ProjectStage', id: string }
    | { __typename: 'Publication', id: string }
    | { __typename: 'PublicationStep', id: string }
    | { __typename: 'Relationship', id: string }
    | { __typename: 'Series', id: string }
    | (
      { __typename: 'Source', id: string }
      & SourceDetailsFragment
    )
    | { __typename: 'Statement', id: string }
    | { __typename: 'SubjectName', id: string }
   | null };

export type ObservationRecordedSubscriptionVariables = Exact<{
  park?: string | null | undefined;
  where?: ObservationWhere | null | undefined;
  after?: string | null | undefined;
  locale?: Locale;
}>;


export type ObservationRecordedSubscription = { observationRecorded: { cursor: string, recordedAt: parkgraph.IsoDateTime, isPublication: boolean, observation: ObservationDetailsFragment } };

export type ObservationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: ObservationWhere | null | undefined;
  orderBy?: Array<ObservationOrder> | ObservationOrder | null | undefined;
  reading?: Reading;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type ObservationsQuery = { observations: { totalCount?: number, pageInfo: PageFragment, nodes: Array<ObservationDetailsFragment> } };

export type ParkScoreQueryVariables = Exact<{
  slug: string;
  framework: string;
  edition: string;
  period?: parkgraph.PeriodInput | null | undefined;
  asOf?: AsOf | null | undefined;
  reading?: Reading | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type ParkScoreQuery = { park: (
    { score: { value: parkgraph.Decimal | null, reason: ScoreReason | null, restsOn: parkgraph.Decimal, edition: { edition: string, status: FrameworkStatus, scoringMethod: ScoringMethod | null, totalWeight: parkgraph.Decimal }, cohort: { code: string, label: string } | null, contributions: Array<{ score: parkgraph.Decimal | null, reason: ScoreReason | null, period: parkgraph.Period | null, value: parkgraph.Decimal | null, minimum: parkgraph.Decimal | null, maximum: parkgraph.Decimal | null, indicator: { code: string, weight: parkgraph.Decimal, indicator: { code: string, name: string } }, unit: UnitDetailsFragment, observation: FigureFragment | null, base: FigureFragment | null }> } }
    & SubjectReference_Park_Fragment
  ) | null };

export type ParkQueryVariables = Exact<{
  slug: string;
  locale?: Locale | null | undefined;
}>;


export type ParkQuery = { park: (
    { technologyIndustryTradeRevenue: FigureFragment | null, grossIndustrialOutputValue: FigureFragment | null, fixedAssetInvestment: FigureFragment | null, taxRevenue: FigureFragment | null, completedInvestment: FigureFragment | null, parks: { totalCount: number, nodes: Array<ParkSummaryFragment> } }
    & ParkSummaryFragment
    & SubjectDetails_Park_Fragment
  ) | null };

export type ParksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: ParkWhere | null | undefined;
  orderBy?: Array<ParkOrder> | ParkOrder | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type ParksQuery = { parks: { totalCount?: number, pageInfo: PageFragment, nodes: Array<ParkSummaryFragment> } };

export type PreviewCorrectionQueryVariables = Exact<{
  id: string;
  firstRanks?: number;
  locale?: Locale | null | undefined;
}>;


export type PreviewCorrectionQuery = { node:
    | { __typename: 'Assignment' }
    | { __typename: 'Change' }
    | (
      { __typename: 'Correction', preview: { isRead: boolean, rankCount: number, acceptance: { isPossible: boolean, code: string | null, message: string | null, observation: FigureFragment | null }, before: PreviewedFigureFragment, after: PreviewedFigureFragment, growths: Array<{ scope: Scope, period: parkgraph.Period | null, beforeComputed: parkgraph.Decimal | null, beforeReason: DerivationReason | null, beforeReported: parkgraph.Decimal | null, beforeDivergence: parkgraph.Decimal | null, afterComputed: parkgraph.Decimal | null, afterReason: DerivationReason | null, afterReported: parkgraph.Decimal | null, afterDivergence: parkgraph.Decimal | null, indicator: { code: string, name: string } }>, shares: Array<{ scope: Scope, period: parkgraph.Period | null, before: parkgraph.Decimal | null, beforeReason: DerivationReason | null, after: parkgraph.Decimal | null, afterReason: DerivationReason | null, park:
            | SubjectReference_Enterprise_Fragment
            | SubjectReference_Facility_Fragment
            | SubjectReference_Park_Fragment
            | SubjectReference_Programme_Fragment
            | SubjectReference_Project_Fragment
          , indicator: { code: string, name: string } }>, perMu: Array<{ scope: Scope, period: parkgraph.Period | null, before: parkgraph.Decimal | null, beforeReason: DerivationReason | null, after: parkgraph.Decimal | null, afterReason: DerivationReason | null, indicator: { code: string, name: string } }>, requirements: Array<{ period: parkgraph.Period | null, beforeRequired: parkgraph.Decimal | null, beforeRequiredLower: parkgraph.Decimal | null, beforeRequiredUpper: parkgraph.Decimal | null, beforePace: parkgraph.Decimal | null, beforePaceLower: parkgraph.Decimal | null, beforePaceUpper: parkgraph.Decimal | null, beforeReason: DerivationReason | null, afterRequired: parkgraph.Decimal | null, afterRequiredLower: parkgraph.Decimal | null, afterRequiredUpper: parkgraph.Decimal | null, afterPace: parkgraph.Decimal | null, afterPaceLower: parkgraph.Decimal | null, afterPaceUpper: parkgraph.Decimal | null, afterReason: DerivationReason | null, forecast: FigureFragment, unit: UnitDetailsFragment }>, ranks: Array<{ scope: Scope, period: parkgraph.Period | null, before: number | null, after: number | null, beforeSize: number | null, afterSize: number | null, beforeValue: parkgraph.Decimal | null, afterValue: parkgraph.Decimal | null, park:
            | SubjectReference_Enterprise_Fragment
            | SubjectReference_Facility_Fragment
            | SubjectReference_Park_Fragment
            | SubjectReference_Programme_Fragment
            | SubjectReference_Project_Fragment
          , indicator: { code: string, name: string }, unit: UnitDetailsFragment }> } }
      & CorrectionDetailsFragment
    )
    | { __typename: 'Doubt' }
    | { __typename: 'Enterprise' }
    | { __typename: 'Facility' }
    | { __typename: 'Honour' }
    | { __typename: 'Import' }
    | { __typename: 'Indicator' }
    | { __typename: 'Membership' }
    | { __typename: 'Observation' }
    | { __typename: 'PanelMembership' }
    | { __typename: 'Park' }
    | { __typename: 'Programme' }
    | { __typename: 'Project' }
    | { __typename: 'ProjectStage' }
    | { __typename: 'Publication' }
    | { __typename: 'PublicationStep' }
    | { __typename: 'Relationship' }
    | { __typename: 'Series' }
    | { __typename: 'Source' }
    | { __typename: 'Statement' }
    | { __typename: 'SubjectName' }
   | null };

export type ProgrammeQueryVariables = Exact<{
  slug: string;
  locale?: Locale | null | undefined;
}>;


export type ProgrammeQuery = { programme: (
    ProgrammeSummaryFragment
    & SubjectDetails_Programme_Fragment
  ) | null };

export type ProgrammesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: ProgrammeWhere | null | undefined;
  orderBy?: Array<ProgrammeOrder> | ProgrammeOrder | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type ProgrammesQuery = { programmes: { totalCount?: number, pageInfo: PageFragment, nodes: Array<ProgrammeSummaryFragment> } };

export type ProjectStageRecordedSubscriptionVariables = Exact<{
  park?: string | null | undefined;
  where?: ProjectWhere | null | undefined;
  after?: string | null | undefined;
  locale?: Locale;
}>;


export type ProjectStageRecordedSubscription = { projectStageRecorded: { cursor: string, recordedAt: parkgraph.IsoDateTime, isPublication: boolean, project: SubjectReference_Project_Fragment, stage: StageDetailsFragment | null } };

export type ProjectQueryVariables = Exact<{
  slug: string;
  locale?: Locale | null | undefined;
}>;


export type ProjectQuery = { project: (
    { revenue: FigureFragment | null, stages: Array<(
      { citation: CitationDetailsFragment }
      & StageDetailsFragment
    )>, builtPark: SubjectReference_Park_Fragment | null }
    & ProjectSummaryFragment
    & SubjectDetails_Project_Fragment
  ) | null };

export type ProjectsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: ProjectWhere | null | undefined;
  orderBy?: Array<ProjectOrder> | ProjectOrder | null | undefined;
  locale?: Locale | null | undefined;
  withTotal?: boolean;
}>;


export type ProjectsQuery = { projects: { totalCount?: number, pageInfo: PageFragment, nodes: Array<ProjectSummaryFragment> } };

export type ProposeCorrectionMutationVariables = Exact<{
  input: ProposeCorrectionInput;
  locale?: Locale | null | undefined;
}>;


export type ProposeCorrectionMutation = { proposeCorrection:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'ProposeCorrectionSuccess', correction: CorrectionDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type PublicationAdvancedSubscriptionVariables = Exact<{
  park?: string | null | undefined;
  where?: PublicationWhere | null | undefined;
  after?: string | null | undefined;
}>;


export type PublicationAdvancedSubscription = { publicationAdvanced: { cursor: string, recordedAt: parkgraph.IsoDateTime, publication: PublicationDetailsFragment, step: { id: string, state: PublicationState, doneBy: string, reason: string } } };

export type PublicationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: PublicationWhere | null | undefined;
  orderBy?: Array<PublicationOrder> | PublicationOrder | null | undefined;
}>;


export type PublicationsQuery = { publications: { totalCount: number, pageInfo: PageFragment, nodes: Array<PublicationDetailsFragment> } };

export type RankingQueryVariables = Exact<{
  by: RankingMeasure;
  period?: parkgraph.PeriodInput | null | undefined;
  among?: RankingCohort | null | undefined;
  direction?: OrderDirection;
  ties?: RankingTies;
  first?: number;
  unit?: string | null | undefined;
  asOf?: AsOf | null | undefined;
  reading?: Reading | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type RankingQuery = { ranking: { count: number, isOnePeriod: boolean, unit: UnitDetailsFragment, rows: Array<{ rank: number, tied: number, period: parkgraph.Period | null, value: parkgraph.Decimal | null, lower: parkgraph.Decimal | null, upper: parkgraph.Decimal | null, subject: SubjectReference_Park_Fragment, observation: FigureFragment | null }>, exclusions: Array<{ reason: RankingExclusion, count: number }> } };

export type RecordFactsMutationVariables = Exact<{
  input: RecordFactsInput;
  locale?: Locale | null | undefined;
}>;


export type RecordFactsMutation = { recordFacts:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RecordFactsSuccess', facts: Array<
        | FactDetails_Assignment_Fragment
        | FactDetails_Honour_Fragment
        | FactDetails_Membership_Fragment
        | FactDetails_PanelMembership_Fragment
        | FactDetails_ProjectStage_Fragment
        | FactDetails_Relationship_Fragment
        | FactDetails_Statement_Fragment
        | FactDetails_SubjectName_Fragment
      > }
    | Refusal_ValidationError_Fragment
   };

export type RecordObservationsMutationVariables = Exact<{
  input: RecordObservationsInput;
  locale?: Locale | null | undefined;
}>;


export type RecordObservationsMutation = { recordObservations:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RecordObservationsSuccess', observations: Array<ObservationDetailsFragment> }
    | Refusal_ValidationError_Fragment
   };

export type RejectCorrectionMutationVariables = Exact<{
  input: RejectCorrectionInput;
  locale?: Locale | null | undefined;
}>;


export type RejectCorrectionMutation = { rejectCorrection:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RejectCorrectionSuccess', correction: CorrectionDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type RestoreIndicatorMutationVariables = Exact<{
  input: RestoreIndicatorInput;
  locale?: Locale | null | undefined;
}>;


export type RestoreIndicatorMutation = { restoreIndicator:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RestoreIndicatorSuccess', indicator: IndicatorDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type RestoreSourceMutationVariables = Exact<{
  input: RestoreSourceInput;
  locale?: Locale | null | undefined;
}>;


export type RestoreSourceMutation = { restoreSource:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RestoreSourceSuccess', source: SourceDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type RestoreSubjectMutationVariables = Exact<{
  input: RestoreSubjectInput;
  locale?: Locale | null | undefined;
}>;


export type RestoreSubjectMutation = { restoreSubject:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'RestoreSubjectSuccess', subject:
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Enterprise_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Facility_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Park_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Programme_Fragment
        )
        | (
          { isArchived: boolean, version: string }
          & SubjectReference_Project_Fragment
        )
       }
    | Refusal_ValidationError_Fragment
   };

export type ReturnPublicationMutationVariables = Exact<{
  input: ReturnPublicationInput;
  locale?: Locale | null | undefined;
}>;


export type ReturnPublicationMutation = { returnPublication:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'ReturnPublicationSuccess', publication: PublicationDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type ReviseFactMutationVariables = Exact<{
  input: ReviseFactInput;
  locale?: Locale | null | undefined;
}>;


export type ReviseFactMutation = { reviseFact:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'ReviseFactSuccess', fact:
        | FactDetails_Assignment_Fragment
        | FactDetails_Honour_Fragment
        | FactDetails_Membership_Fragment
        | FactDetails_PanelMembership_Fragment
        | FactDetails_ProjectStage_Fragment
        | FactDetails_Relationship_Fragment
        | FactDetails_Statement_Fragment
        | FactDetails_SubjectName_Fragment
       }
    | Refusal_ValidationError_Fragment
   };

export type ReviseObservationMutationVariables = Exact<{
  input: ReviseObservationInput;
  locale?: Locale | null | undefined;
}>;


export type ReviseObservationMutation = { reviseObservation:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'ReviseObservationSuccess', observation: ObservationDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type SourceQueryVariables = Exact<{
  code: string;
}>;


export type SourceQuery = { source: SourceDetailsFragment | null };

export type SourcesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  where?: SourceWhere | null | undefined;
  orderBy?: Array<SourceOrder> | SourceOrder | null | undefined;
  includeArchived?: boolean;
  updatedAfter?: string | null | undefined;
  withTotal?: boolean;
}>;


export type SourcesQuery = { sources: { totalCount?: number, pageInfo: PageFragment, nodes: Array<SourceDetailsFragment> } };

export type SubmitPublicationMutationVariables = Exact<{
  input: SubmitPublicationInput;
  locale?: Locale | null | undefined;
}>;


export type SubmitPublicationMutation = { submitPublication:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'SubmitPublicationSuccess', publication: PublicationDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type TimeSeriesQueryVariables = Exact<{
  subjects: Array<string> | string;
  indicators: Array<string> | string;
  bucket: Bucket;
  from: parkgraph.PeriodInput;
  to: parkgraph.PeriodInput;
  measures?: Array<TimeSeriesMeasure> | TimeSeriesMeasure | null | undefined;
  of?: Measure | null | undefined;
  accumulation?: Accumulation | null | undefined;
  nature?: Nature | null | undefined;
  unit?: string | null | undefined;
  asOf?: AsOf | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type TimeSeriesQuery = { timeSeries: { periods: Array<parkgraph.Period>, monthsPerBucket: number, series: Array<{ of: Measure | null, accumulation: Accumulation | null, accumulations: Array<Accumulation | null>, nature: Nature, scope: Scope | null, priceBasis: PriceBasis | null, count: Array<number>, completeness: Array<number>, isNegativeAfterRevision: Array<boolean>, subject:
        | SubjectReference_Enterprise_Fragment
        | SubjectReference_Facility_Fragment
        | SubjectReference_Park_Fragment
        | SubjectReference_Programme_Fragment
        | SubjectReference_Project_Fragment
      , indicator: { code: string, name: string }, unit: UnitDetailsFragment, source: { code: string } | null, columns: Array<{ measure: TimeSeriesMeasure, values: Array<parkgraph.Decimal | null>, lower: Array<parkgraph.Decimal | null>, upper: Array<parkgraph.Decimal | null>, reasons: Array<DerivationReason | null>, unit: { code: string, name: string } | null }> }> } };

export type UnitsQueryVariables = Exact<{
  dimension?: string | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type UnitsQuery = { units: Array<UnitDetailsFragment> };

export type UpdateEnterpriseMutationVariables = Exact<{
  input: UpdateEnterpriseInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateEnterpriseMutation = { updateEnterprise:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateEnterpriseSuccess', enterprise: (
        { version: string, unifiedSocialCreditCode: string | null, industryCode: string | null, industrySystem: string | null }
        & SubjectReference_Enterprise_Fragment
      ) }
    | Refusal_ValidationError_Fragment
   };

export type UpdateFacilityMutationVariables = Exact<{
  input: UpdateFacilityInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateFacilityMutation = { updateFacility:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateFacilitySuccess', facility: (
        { version: string }
        & SubjectReference_Facility_Fragment
      ) }
    | Refusal_ValidationError_Fragment
   };

export type UpdateIndicatorMutationVariables = Exact<{
  input: UpdateIndicatorInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateIndicatorMutation = { updateIndicator:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateIndicatorSuccess', indicator: IndicatorDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type UpdateParkMutationVariables = Exact<{
  input: UpdateParkInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateParkMutation = { updatePark:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateParkSuccess', park: (
        { version: string, kind: ParkKind, level: ParkLevel | null, regionCode: string | null, regionSystem: string | null }
        & SubjectReference_Park_Fragment
      ) }
    | Refusal_ValidationError_Fragment
   };

export type UpdateProgrammeMutationVariables = Exact<{
  input: UpdateProgrammeInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateProgrammeMutation = { updateProgramme:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateProgrammeSuccess', programme: (
        { version: string }
        & SubjectReference_Programme_Fragment
      ) }
    | Refusal_ValidationError_Fragment
   };

export type UpdateProjectMutationVariables = Exact<{
  input: UpdateProjectInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateProjectMutation = { updateProject:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateProjectSuccess', project: (
        { version: string, kind: ProjectKind }
        & SubjectReference_Project_Fragment
      ) }
    | Refusal_ValidationError_Fragment
   };

export type UpdateSourceMutationVariables = Exact<{
  input: UpdateSourceInput;
  locale?: Locale | null | undefined;
}>;


export type UpdateSourceMutation = { updateSource:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | { __typename: 'UpdateSourceSuccess', source: SourceDetailsFragment }
    | Refusal_ValidationError_Fragment
   };

export type ViewerQueryVariables = Exact<{
  park?: string | null | undefined;
}>;


export type ViewerQuery = { viewer: { actor: string, kind: ViewerKind, label: string | null, isAnonymous: boolean, may: Array<Permission> | null, grants: Array<{ role: AccessRole, regionPrefix: string | null, isAll: boolean, park: SubjectReference_Park_Fragment | null }> } };

export type VocabulariesQueryVariables = Exact<{
  locale?: Locale | null | undefined;
}>;


export type VocabulariesQuery = { vocabularies: Array<{ name: string, terms: Array<{ code: string, label: string }> }> };

export type WithdrawFactMutationVariables = Exact<{
  input: WithdrawFactInput;
  locale?: Locale | null | undefined;
}>;


export type WithdrawFactMutation = { withdrawFact:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
    | { __typename: 'WithdrawFactSuccess', version: string, subject:
        | SubjectReference_Enterprise_Fragment
        | SubjectReference_Facility_Fragment
        | SubjectReference_Park_Fragment
        | SubjectReference_Programme_Fragment
        | SubjectReference_Project_Fragment
       }
   };

export type WithdrawObservationMutationVariables = Exact<{
  input: WithdrawObservationInput;
  locale?: Locale | null | undefined;
}>;


export type WithdrawObservationMutation = { withdrawObservation:
    | Refusal_Conflict_Fragment
    | Refusal_Forbidden_Fragment
    | Refusal_NotFound_Fragment
    | Refusal_ValidationError_Fragment
    | { __typename: 'WithdrawObservationSuccess', observation: ObservationDetailsFragment }
   };
