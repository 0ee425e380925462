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

const getModel = (part: Part) => {
  const model = monaco.editor.getModels().find(({ uri }) => uri.path.endsWith(part))
  if (!model) throw new Error(`GraphiQL shows no editor of ${part}.`)
  return model
}

/** Makes the editors that are opened from now on wrap long lines. */
export const wrapLines = () => monaco.editor.onDidCreateEditor((editor) => editor.updateOptions({ wordWrap: 'on' }))

/** The text of the operation in the active tab. */
export const readOperation = () => getModel('operation.graphql').getValue()

/** Writes an operation and its variables into the active tab. */
export function write(operation: string, variables: string): void {
  getModel('operation.graphql').setValue(operation)
  getModel('variables.json').setValue(variables)
}

export const openTab = () => document.querySelector<HTMLElement>('.graphiql-tab-add')?.click()

/** Waits until GraphiQL has read the operation of this name, at most 3 s, then runs it. */
export async function run(name: string): Promise<void> {
  const tabName = () => document.querySelector('.graphiql-tab-active .graphiql-tab-button')?.textContent
  await waitFor(() => tabName() === name)
  const button = document.querySelector<HTMLElement>('.graphiql-execute-button')
  const isRunning = () => button?.ariaLabel?.startsWith('Stop')
  if (isRunning()) button?.click()
  await waitFor(() => !isRunning())
  button?.click()
}

async function waitFor(isThere: () => boolean): Promise<void> {
  for (let wait = 0; wait < 100 && !isThere(); wait++) await new Promise((resolve) => setTimeout(resolve, 30))
}
