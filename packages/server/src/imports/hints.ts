import type { FileFormat } from './import-file.ts'
import type { ProblemCode } from './report.ts'

/** What to do about a problem, where its reason does not say it. */
export const findHint = (code: ProblemCode, format: FileFormat): string =>
  (format === 'xlsx' ? ofWorkbooks[code] : undefined) ?? hints[code] ?? ''

/** Where a workbook takes something else than CSV. */
const ofWorkbooks: Partial<Record<ProblemCode, string>> = {
  INVALID_ENCODING: 'Type the cell anew: it holds a sign that is no text.',
  ROW_TOO_LONG: 'Shorten the texts of the row.',
}

const hints: Partial<Record<ProblemCode, string>> = {
  MISSING_VALUE: 'Fill the cell, or give the value for all rows as a parameter of the request.',
  INVALID_NUMBER: 'Write digits with an optional sign and point, such as -1205.15.',
  INVALID_PERIOD: 'Write 2018, 2018-Q1, 2018-01, 2018-01/2018-10, 2018年1月 or 2018年1-10月.',
  INVALID_DATE: 'Write a day such as 2018-02-10.',
  UNKNOWN_TERM: 'Write one of the words or codes.',
  UNKNOWN_UNIT: 'Take the code or name of a unit from the list of units.',
  UNIT_DISAGREES: 'Write the number alone, in the unit of its column.',
  INVALID_ENCODING: 'Save the file as CSV UTF-8, or say encoding=GB18030.',
  FORMULA: 'Paste it as a value.',
  MERGED_CELLS: 'Unmerge the cells and fill each.',
  ERROR_VALUE: 'Correct the formula, and paste its value.',
  SHOWN_OTHERWISE: 'Write what is meant, in the unit of the row, and format the cell as a plain number.',
  BROKEN_QUOTES: 'Put the whole cell in quotation marks, and write each within it twice.',
  ROW_TOO_LONG: 'Look for a quotation mark that is not closed.',
  EMPTY_FILE: 'Put headers in the first row, as the template has them.',
  EXTRA_CELLS: 'Empty the cells, or give them a header.',
  UNKNOWN_COLUMN: 'Take a header of the template, or say by `columns` what it stands for.',
  DOUBLED_COLUMN: 'Keep one of the columns.',
  MISSING_COLUMN: 'Add the column, or give the value for all rows as a parameter of the request.',
  TOO_MANY_COLUMNS: 'Delete the columns that are not needed.',
  NOT_FOUND: 'Take the slug of a subject that you can see.',
  FORBIDDEN: 'Leave the rows of this park to its own office.',
  OTHER_PARK: 'Leave the row out, or import the file for its own park.',
  UNKNOWN_INDICATOR: 'Take the code of an indicator from the list of indicators.',
  ARCHIVED_SOURCE: 'Name a document that is in use, or have this one restored.',
  ARCHIVED_INDICATOR: 'Take an indicator that is in use, or have this one restored.',
  UNKNOWN_SOURCE: 'Make the document known first, or correct its code.',
  INCOMPATIBLE_UNITS: 'Take a unit of what the indicator measures.',
  INVALID_QUANTITY: 'Give a value, or bounds with a qualifier, or the reason why there is no number.',
  WRONG_SPAN: 'Correct the period or the accumulation.',
  PRINTED_OTHERWISE: 'Correct the printed text, or leave it out.',
  NOT_PUBLIC: 'What is recorded becomes public by publishing.',
  DOUBLED_FIGURE: 'Leave one of the rows out.',
  FIGURE_EXISTS: 'Leave the row out; a newer number is a revision of the figure that is there.',
  INVALID_TEXT: 'Correct the text.',
  OUT_OF_RANGE: 'Correct the number or day.',
  INVALID_GROWTH:
    'Name the row of the level that the growth was printed with, of the same period, in the currency that it is told in and accumulated alike, or leave the growth out.',
  SERIES_RESTRICTED: 'Give the level of the series.',
  INVALID_CODE: 'Correct the code; those of industries and regions name their edition or system.',
  CODE_TAKEN: 'Correct the row, or say 更新 (UPDATE) in it where what is there is to change.',
  DOUBLED_ITEM: 'Leave one of the rows out.',
  FIXED_VALUE: 'Empty the cell: what is there keeps it.',
  VERSION_OUTDATED: 'Look at what is there, and export it anew.',
  WRONG_KIND: 'Take the slug of a park.',
}
