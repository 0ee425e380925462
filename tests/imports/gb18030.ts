/** Bytes of the signs of two bytes, found by reading all of them. */
const known = new Map<string, Buffer>()
const decoder = new TextDecoder('gb18030')
for (let first = 0x81; first <= 0xfe; first += 1)
  for (let second = 0x40; second <= 0xfe; second += 1) {
    const bytes = Buffer.from([first, second])
    known.set(decoder.decode(bytes), bytes)
  }

export const encodeGb18030 = (text: string) =>
  Buffer.concat([...text].map((sign) => (sign < '\x80' ? Buffer.from(sign) : (known.get(sign) ?? Buffer.from('?')))))
