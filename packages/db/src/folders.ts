import { fileURLToPath } from 'node:url'

const inPrisma = (path: string) => fileURLToPath(new URL(`../../../prisma/${path}`, import.meta.url))

/** The migrations of this version. */
export const MIGRATIONS_FOLDER: string = inPrisma('migrations')

/** The data set that a new database starts with. */
export const FIRST_DATA_SET_FOLDER: string = inPrisma('seed/xiangxiang-2017')
