import {
  type CorrectionItem,
  decideCorrection,
  listCorrections,
  localOwner,
  proposeCorrection,
  RefusalError,
} from '@parkgraph/db'
import { isHelp, readArguments, readKey } from '../arguments.ts'
import { type Command, print, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'
import { printPreview } from '../preview.ts'
import { printTable } from '../table.ts'

const usage = `Usage: parkgraph corrections <action> ...

A correction says what a printed figure should have been. The figure itself stays as printed for ever; who asks for the reading
CORRECTED gets it with the corrections that are accepted.

Actions:
  list [--state PROPOSED|ACCEPTED|REJECTED]    Lists corrections.
  show <correction>                            Shows one, with its evidence and what was decided.
  preview <correction>                         Shows what accepting it changes: the figure, growth, shares, what
                                               forecasts require, places; and whether that is refused.
  accept <correction> --reason TEXT [--expected-version N]
                                               Accepts it, also one that was rejected.
  reject <correction> --reason TEXT [--expected-version N]
                                               Rejects it, or takes its acceptance back.
  propose <figure> --changes JSON --evidence-zh TEXT --evidence-en TEXT [--confidence LOW|MEDIUM|HIGH]
                                               Proposes one, such as --changes '{"value": "64.32"}'.

<correction> and <figure> are ids such as 1:42, or as GraphQL gives them. accept, reject and propose take --by NAME, an
identifier of who does it and no personal data; without it, local-owner. With --expected-version, the version that show tells, a
decision is refused where somebody decided since.`

type Action = (args: string[]) => Promise<void>

const states = ['PROPOSED', 'ACCEPTED', 'REJECTED'] as const

const list: Action = async (args) => {
  const given = readArguments(args, { positionals: [], optional: ['state'] }, usage)['state']?.toUpperCase()
  const state = states.find((one) => one === given)
  if (given !== undefined && !state) throw new UsageError(`--state takes ${states.join(', ')}.`, usage)
  const found = await withDatabase(({ pool }) => listCorrections(pool, localOwner, { state }))
  if (found.length === 0) return print('There are none.')
  const header = ['ID', 'STATE', 'SUBJECT', 'PRINTED', 'CHANGES', 'CONFIDENCE']
  const rows = found.map((item) => [
    ...[printId(item), item.state, item.subject, `${item.printedLabel} ${item.printedText}`],
    ...[printChanges(item.changes), item.confidence],
  ])
  print(printTable(header, rows))
}

const show: Action = async (args) => {
  const { correction = '' } = readArguments(args, { positionals: ['correction'] }, usage)
  const key = readKey('Correction', correction, usage)
  const [item] = await withDatabase(({ pool }) => listCorrections(pool, localOwner, { key }))
  if (!item) throw new RefusalError('NOT_FOUND', `There is no correction ${printId(key)}.`)
  const rows = [
    ['correction', printId(item)],
    ['state', item.state],
    ['version', item.version],
    ['subject', item.subject],
    ['figure', `${item.reportingParkId}:${item.figureId}`],
    ['printed', `${item.printedLabel} ${item.printedText} (${item.indicator})`],
    ['changes', printChanges(item.changes)],
    ['confidence', item.confidence],
    ['evidence', item.evidenceZh],
    ['', item.evidenceEn],
    ['proposed', `${item.proposedOn} by ${item.proposedBy}`],
    ...item.decisions.map((one) => [one.state.toLowerCase(), `${one.decidedOn} by ${one.decidedBy}: ${one.reason}`]),
  ]
  print(printTable(rows[0] ?? [], rows.slice(1)))
}

const preview: Action = async (args) => {
  const { correction = '' } = readArguments(args, { positionals: ['correction'] }, usage)
  const key = readKey('Correction', correction, usage)
  print(await withDatabase((database) => printPreview(database, key)))
}

const decide =
  (state: 'ACCEPTED' | 'REJECTED'): Action =>
  async (args) => {
    const expected = { positionals: ['correction'], required: ['reason'], optional: ['by', 'expected-version'] }
    const {
      correction: id = '',
      reason = '',
      by,
      'expected-version': expectedVersion,
    } = readArguments(args, expected, usage)
    const correction = readKey('Correction', id, usage)
    const decision = { correction, state, expectedVersion, reason, decidedBy: by }
    const { observation } = await withDatabase(({ pool }) => decideCorrection(pool, localOwner, decision))
    const read = observation ? `reads as figure ${observation.reportingParkId}:${observation.id}` : 'reads as printed'
    print(`Correction ${printId(correction)} is ${state.toLowerCase()}: corrected, its figure ${read}.`)
  }

const propose: Action = async (args) => {
  const expected = {
    positionals: ['figure'],
    required: ['changes', 'evidence-zh', 'evidence-en'],
    optional: ['confidence', 'by'],
  }
  const given = readArguments(args, expected, usage)
  const proposal = {
    figure: readKey('Observation', given['figure'] ?? '', usage),
    changes: parseJson(given['changes'] ?? ''),
    evidence: { zh: given['evidence-zh'] ?? '', en: given['evidence-en'] ?? '' },
    confidence: given['confidence']?.toUpperCase() ?? 'MEDIUM',
    proposedBy: given['by'],
  }
  const key = await withDatabase(({ pool }) => proposeCorrection(pool, localOwner, proposal))
  print(`Correction ${printId(key)} is proposed.`)
}

const actions = new Map<string | undefined, Action>([
  ['list', list],
  ['show', show],
  ['preview', preview],
  ['accept', decide('ACCEPTED')],
  ['reject', decide('REJECTED')],
  ['propose', propose],
])

export const corrections: Command = {
  name: 'corrections',
  summary: 'Lists, proposes, previews and decides corrections of printed figures.',
  async run([name, ...args]) {
    if (isHelp(name) || args.includes('--help')) return print(usage)
    const action = actions.get(name)
    if (!action) throw new UsageError(`There is no action "${name}".`, usage)
    await action(args)
  },
}

const printId = ({ reportingParkId, id }: { reportingParkId: number; id: string }) => `${reportingParkId}:${id}`

const printChanges = (changes: CorrectionItem['changes']) =>
  Object.entries(changes)
    .map(([name, value]) => `${name}=${value ?? '(none)'}`)
    .join(' ')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`--changes is no JSON: ${text}`, usage)
  }
}
