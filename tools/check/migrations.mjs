import { build } from '../build.mjs'
import { Complaint, MIGRATIONS_FOLDER, SCHEMA_FOLDER } from '../run.mjs'

export async function checkMigrations() {
  await build(['packages/db'])
  const { planMigration } = await import('../../packages/db/dist/migrate/plan.js')
  const sql = await planMigration({ schemaFolder: SCHEMA_FOLDER, migrationsFolder: MIGRATIONS_FOLDER })
  if (sql)
    throw new Complaint(
      `prisma/schema is ahead of prisma/migrations. Write the migration with "pnpm migration <name>". It lacks:\n${sql}`,
    )
  console.log('The migrations lead to the schema')
}
