const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const inner = [3, 7, 9, 10, 5, 8, 4, 2]

const sum = (text: string, factors: readonly number[]) =>
  factors.reduce((total, factor, at) => total + factor * letters.indexOf(text[at] ?? ''), 0)

/** A unified social credit code of its own for each number, by GB 32100 and GB 11714. */
export function makeCreditCode(number: number): string {
  const organisation = String(number).padStart(8, '0')
  const check = (11 - (sum(organisation, inner) % 11)) % 11
  const whole = `91430381${organisation}${check === 10 ? 'X' : check}`
  return `${whole}${letters[(31 - (sum(whole, weights) % 31)) % 31]}`
}
