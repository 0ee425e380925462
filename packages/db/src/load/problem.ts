/** What is wrong in a data set, and where. */
export interface Problem {
  /** Path within the data set's folder. */
  readonly file: string
  /** The entry's id, slug, code or place; `-` stands for the file as a whole. */
  readonly entry: string
  readonly reason: string
}

/** A data set that fails its own check: nothing of it is loaded. Lists every problem. */
export class DataSetError extends Error {
  readonly problems: readonly Problem[]

  constructor(folder: string, problems: readonly Problem[]) {
    const lines = problems.map(({ file, entry, reason }) => `  ${file}: ${entry}: ${reason}`)
    super(`Data set ${folder} is not loaded: mend ${problems.length} problem(s) and load again.\n${lines.join('\n')}`)
    this.name = 'DataSetError'
    this.problems = problems
  }
}
