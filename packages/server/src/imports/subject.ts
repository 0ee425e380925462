import type { ImportedKind, ImportedSubject } from '@parkgraph/db'
import { EMPTIED } from './cells.ts'
import type { RowTexts } from './rows.ts'

/** Fields by their names in data sets. */
const fields: Readonly<Record<ImportedKind, Readonly<Record<string, string>>>> = {
  ENTERPRISE: {
    name: 'name',
    pinyin: 'pinyin',
    unifiedSocialCreditCode: 'unifiedSocialCreditCode',
    industryCode: 'industryCode',
    industrySystem: 'industrySystem',
  },
  PROJECT: { name: 'name', pinyin: 'pinyin', kind: 'projectKind' },
}

/** A subject as a row tells it: an empty cell says nothing, and a word of its own empties what is there. */
export const toSubject =
  (kind: ImportedKind) =>
  ({ say }: RowTexts): ImportedSubject => {
    const told = Object.entries(fields[kind]).flatMap(([name, property]) => {
      const value = say(name)
      return value === null ? [] : [[property, value === EMPTIED ? null : value] as const]
    })
    return {
      kind,
      slug: say('slug'),
      fields: Object.fromEntries(told),
      reportingPark: say('reportingPark'),
      accessLevel: say('accessLevel') as ImportedSubject['accessLevel'],
      expectedVersion: say('expectedVersion'),
      isUpdate: say('existing') === 'UPDATE',
    }
  }
