/**
 * A numeral as Chinese text prints it, found from the left: digits with the 万 or 亿 that belong to them, list marks, and
 * runs of Chinese numerals. No word is excluded: the ledger of a data set says which numerals are no figures.
 */
const NUMERAL = /[0-9]+(?:\.[0-9]+)?(?:[多余]?[万亿])?|[①-⑳]|[〇零一二两三四五六七八九十百千万亿半双首几数]+/gu

/** Every numeral of the text, in order. */
export function findNumerals(text: string): string[] {
  return text.match(NUMERAL) ?? []
}
