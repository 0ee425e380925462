export * from './checks.ts'
export * from './classifications.ts'
export * from './codes.ts'
export {
  COMPUTED_LIMITS,
  Decimal,
  type DecimalConstructor,
  type DecimalInput,
  type DecimalLimits,
  divide,
  FIGURE_LIMITS,
  keepDigits,
  parseDecimal,
  printDecimal,
  type Quotient,
  toDecimal,
} from './decimal.ts'
export { StatisticsError, type StatisticsErrorCode } from './errors.ts'
export * from './growth.ts'
export { parsePeriod } from './parse-period.ts'
export { parsePrintedQuantity } from './parse-printed-quantity.ts'
export { Period, periodOf, printPeriod } from './period.ts'
export * from './period-relations.ts'
export * from './quantity.ts'
export * from './ranking.ts'
export * from './scoring.ts'
export { findStock } from './stock.ts'
export {
  CURRENCIES,
  convert,
  findUnit,
  findUnitPer,
  getUnit,
  listNames,
  RATE_UNITS,
  suggestUnits,
  toAtoms,
  UNITS,
  type Unit,
} from './unit.ts'
export * from './validity.ts'
