import { findCommand, runScript } from '../run.mjs'

export async function checkLint() {
  const plain = process.stdout.isTTY ? [] : ['--colors=off']
  const args = ['ci', ...plain, '--error-on-warnings', '.']
  await runScript(findCommand('@biomejs/biome', 'biome'), args, { name: 'biome ci' })
}
