import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Kind, type OperationTypeNode, parse } from 'graphql'

/** Where the examples are kept: one folder above both the sources and what is built of them. */
const EXAMPLES_FOLDER = fileURLToPath(new URL('../../examples/', import.meta.url))

/** The ten questions that no other system answers in one query each. */
const QUESTIONS_FOLDER = fileURLToPath(new URL('../../../../docs/questions/', import.meta.url))

/** An operation that people start from. */
export interface Example {
  /** Name of its operation. */
  readonly name: string
  /** Queries run as they are opened; what writes is run by whoever reads it. */
  readonly kind: OperationTypeNode
  /** What it shows: its first comment line. */
  readonly title: string
  /** The same in Chinese: its second comment line. */
  readonly titleInChinese: string
  /** Its root fields. */
  readonly fields: readonly string[]
  /** The document, comments included. */
  readonly query: string
  /**
   * Its variables. Where a value is not the same in every database, such as an id or a cursor, `{ from, at }` stands for
   * it: the value at the path `at` in the answer to the example named `from`.
   */
  readonly variables?: Readonly<Record<string, unknown>>
}

/** The examples, and after them the questions. */
export async function loadExamples(): Promise<Example[]> {
  return [...(await readExamples(EXAMPLES_FOLDER)), ...(await readExamples(QUESTIONS_FOLDER))]
}

/**
 * Reads the examples of a folder in the order of their files: `<name>.graphql`, and `<name>.json` where it takes variables. Throws
 * where one is not one named operation below a comment line in English and one in Chinese.
 */
async function readExamples(folder: string): Promise<Example[]> {
  const files = await readdir(folder)
  const names = files.filter((file) => file.endsWith('.graphql')).sort()
  return Promise.all(
    names.map(async (file) => {
      const variables = file.replace(/graphql$/, 'json')
      const query = await readFile(`${folder}/${file}`, 'utf8')
      return {
        ...describe(query, file),
        query,
        ...(files.includes(variables) && { variables: JSON.parse(await readFile(`${folder}/${variables}`, 'utf8')) }),
      }
    }),
  )
}

function describe(query: string, file: string): Pick<Example, 'name' | 'kind' | 'title' | 'titleInChinese' | 'fields'> {
  const operations = parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const [title, titleInChinese] = query.split('\n').map((line) => /^# (.+)$/.exec(line)?.[1])
  const [operation] = operations
  if (!operation?.name || operations.length > 1)
    throw new Error(`The example ${file} holds ${operations.length} operations: it has to hold one, with a name.`)
  if (!title || !titleInChinese)
    throw new Error(
      `The example ${file} says not what it shows: its first two lines are comments, in English and Chinese.`,
    )
  const fields = operation.selectionSet.selections.flatMap((item) => (item.kind === Kind.FIELD ? item.name.value : []))
  return { name: operation.name.value, kind: operation.operation, title, titleInChinese, fields: [...new Set(fields)] }
}
