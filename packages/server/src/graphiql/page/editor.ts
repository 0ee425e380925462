/// <reference lib="dom" />

interface TextModel {
  readonly uri: { readonly path: string }
  getValue(): string
  setValue(text: string): void
}
interface Editor {
  updateOptions(options: { wordWrap: 'on' }): void
}
declare const monaco: {
  editor: { getModels(): TextModel[]; onDidCreateEditor(listener: (editor: Editor) => void): unknown }
}

type Part = 'operation.graphql' | 'variables.json'

const findModel = (part: Part) => monaco.editor.getModels().find(({ uri }) => uri.path.endsWith(part))
const getModel = (part: Part) => {
  const model = findModel(part)
  if (!model) throw new Error(`GraphiQL shows no editor of ${part}.`)
  return model
}

/** Makes the editors that are opened from now on wrap long lines. */
export const wrapLines = () => monaco.editor.onDidCreateEditor((editor) => editor.updateOptions({ wordWrap: 'on' }))

/** Waits until GraphiQL shows its editors. */
export const waitForEditors = () =>
  waitFor(() => !!findModel('operation.graphql') && !!findModel('variables.json'), Number.POSITIVE_INFINITY)

/** The text of the operation in the active tab. */
export const readOperation = () => getModel('operation.graphql').getValue()

/** Writes an operation and its variables into the active tab. */
export function write(operation: string, variables: string): void {
  getModel('operation.graphql').setValue(operation)
  getModel('variables.json').setValue(variables)
}

export const openTab = () => document.querySelector<HTMLElement>('.graphiql-tab-add')?.click()

/** Runs the operation of this name once GraphiQL has read it; not where the reader turns to another one first. */
export async function run(name: string): Promise<void> {
  const tabName = () => document.querySelector('.graphiql-tab-active .graphiql-tab-button')?.textContent
  if (!(await waitFor(() => tabName() === name))) return
  const button = document.querySelector<HTMLElement>('.graphiql-execute-button')
  const isRunning = () => button?.ariaLabel?.startsWith('Stop')
  if (isRunning()) button?.click()
  await waitFor(() => !isRunning())
  button?.click()
}

/** Waits at most so many milliseconds. Returns whether it came. */
async function waitFor(isThere: () => boolean, most = 10_000): Promise<boolean> {
  for (let waited = 0; !isThere(); waited += 30) {
    if (waited > most) return false
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return true
}
