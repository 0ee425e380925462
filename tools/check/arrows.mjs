import { findFaults } from '../arrows.mjs'
import { Complaint } from '../run.mjs'
import { listFiles, readText } from '../sources.mjs'

const FOLDERS = ['packages', 'tests', 'benchmarks', 'tools', 'prisma']
const ENDINGS = ['ts', 'mts', 'tsx', 'mjs']

export function checkArrows() {
  const files = listFiles(...FOLDERS.flatMap((folder) => ENDINGS.map((ending) => `${folder}/**.${ending}`)))
  const faults = findFaults(new Map(files.map((file) => [file, readText(file)])))
  if (faults.length > 0) throw new Complaint(faults.join('\n'))
  console.log(`${files.length} files keep to tools/arrow-rules.mjs`)
}
