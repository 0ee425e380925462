import { findCommand, runScript } from '../run.mjs'

export async function checkLint() {
  await runScript(findCommand('@biomejs/biome', 'biome'), ['ci', '--error-on-warnings', '.'], { name: 'biome ci' })
}
