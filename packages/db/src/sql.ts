import { Prisma } from './generated/client/client.ts'

export const { sql, join, raw, empty } = Prisma
export type Sql = Prisma.Sql
