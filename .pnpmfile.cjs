// These ask for Node 22, and yet run on 20.19, where the tests run too: the command line of graphql-codegen is made of them.
// The exception is @prisma/streams-local, which only "prisma dev" would start, and nothing here does.
const namesOfCautious =
  /^(@inquirer\/.+|@prisma\/streams-local|@whatwg-node\/(disposablestack|fetch|node-fetch|promise-helpers)|listr2|mute-stream|sync-fetch)$/

/** Takes the wish for Node 22 from those packages: pnpm would print a warning for each at the first start. */
function readPackage(manifest) {
  if (namesOfCautious.test(manifest.name) && /^(>=|\^)22\./.test(manifest.engines?.node)) delete manifest.engines.node
  return manifest
}

module.exports = { hooks: { readPackage } }
