import type { ImportedFigure } from '@parkgraph/db'
import type { RowTexts } from './rows.ts'

/** A figure as a row of observations tells it. */
export function toFigure({ say, unit }: RowTexts): ImportedFigure {
  const [label, text, growthOf, paragraph] = [
    say('printedLabel'),
    say('printedText'),
    say('growthOf'),
    say('paragraph'),
  ]
  return {
    subject: say('subject') as string,
    indicator: say('indicator') as string,
    measure: say('measure') as string,
    accumulation: say('accumulation') as string,
    priceBasis: say('priceBasis') as string,
    scope: say('scope') as string,
    breakdown: say('breakdown'),
    period: say('period'),
    nature: say('nature') as string,
    stage: say('stage') as string,
    value: say('value'),
    lower: say('lower'),
    upper: say('upper'),
    qualifier: say('qualifier') as ImportedFigure['qualifier'],
    unit: unit ?? (say('unit') as string),
    missingReason: say('missingReason'),
    printed: label === null && text === null ? null : { label: label ?? '', text: text ?? '' },
    source: say('source') as string,
    section: say('section'),
    paragraph: paragraph === null ? null : Number(paragraph),
    publishedOn: say('publishedOn'),
    accessLevel: say('accessLevel') as ImportedFigure['accessLevel'],
    growthOf: null,
    id: say('id'),
    growthOfId: say('growthOfId'),
    growthRow: growthOf === null ? null : Number(growthOf),
  }
}
