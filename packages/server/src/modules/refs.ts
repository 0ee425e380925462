import type { ObjectRef } from '@pothos/core'
import { getRefFromModel } from '@pothos/plugin-prisma'
import { builder, type Types } from '../builder.ts'

const ref = (model: string) => getRefFromModel(model, builder) as unknown as ObjectRef<Types, object>

// Types refer to each other in circles, and modules must not: every type that is backed by a model is named here and
// declared in its module.
export const Assignment = ref('Assignment')
export const Change = ref('Change')
export const Citation = ref('Citation')
export const Correction = ref('Correction')
export const CorrectionDecision = ref('CorrectionDecision')
export const Doubt = ref('Doubt')
export const Enterprise = ref('Enterprise')
export const Facility = ref('Facility')
export const Framework = ref('Framework')
export const FrameworkCohort = ref('FrameworkCohort')
export const FrameworkEdition = ref('FrameworkEdition')
export const FrameworkGroup = ref('FrameworkGroup')
export const FrameworkIndicator = ref('FrameworkIndicator')
export const Honour = ref('Honour')
export const Import = ref('Import')
export const Indicator = ref('Indicator')
export const IndicatorDefinition = ref('IndicatorDefinition')
export const Membership = ref('Membership')
export const Observation = ref('Observation')
export const PanelMembership = ref('PanelMembership')
export const Park = ref('Park')
export const Programme = ref('Programme')
export const Project = ref('Project')
export const ProjectStage = ref('ProjectStage')
export const Relationship = ref('Relationship')
export const Publication = ref('Publication')
export const PublicationStep = ref('PublicationStep')
export const Series = ref('Series')
export const Source = ref('Source')
export const Statement = ref('Statement')
export const SubjectName = ref('SubjectName')
export const Unit = ref('Unit')
