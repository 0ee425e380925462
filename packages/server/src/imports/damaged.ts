import { AppError } from '../errors.ts'

export const damaged = (why: string) =>
  new AppError(
    'WRONG_FORMAT',
    `The file is no workbook that can be read: ${why}. Save it anew as XLSX, or as CSV UTF-8.`,
  )
