import { AppError } from '../errors.ts'

export const tooMany = () =>
  new AppError('TOO_MANY_IMPORTS', 'As many imports are under way as may be. Try again in a moment.')
