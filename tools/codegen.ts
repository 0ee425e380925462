import type { CodegenConfig } from '@graphql-codegen/cli'
import { scalars } from '../packages/sdk/codegen/plugin.mjs'

const config: CodegenConfig = {
  schema: '../packages/server/schema.graphql',
  documents: '../packages/sdk/src/operations/**/*.graphql',
  generates: {
    '../packages/sdk/src/generated/operations.ts': {
      plugins: ['../packages/sdk/codegen/plugin.mjs', 'typescript-operations'],
      config: {
        scalars,
        inlineFragmentTypes: 'combine',
        useTypeImports: true,
        header: [
          '// Generated from packages/server/schema.graphql and packages/sdk/src/operations by `graphql-codegen`. Do not edit.',
        ],
        importFrom: '../types.ts',
      },
    },
  },
}

export default config
