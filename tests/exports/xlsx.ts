import { crc32, inflateRawSync } from 'node:zlib'

/** The files of a zip archive, found by its directory at the end; throws where anything of it does not fit. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06')
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [checksum, packed, size, length, start] = [
      ...[16, 20, 24].map((field) => archive.readUInt32LE(at + field)),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ] as [number, number, number, number, number]
    const name = archive.toString('utf8', at + 46, at + 46 + length)
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
    const content = inflateRawSync(archive.subarray(data, data + packed))
    if (archive.toString('utf8', start + 30, start + 30 + length) !== name) throw new Error(`${name}: two names`)
    if (content.length !== size || crc32(content) !== checksum) throw new Error(`${name}: damaged`)
    if (archive.readUInt32LE(data + packed + 4) !== checksum) throw new Error(`${name}: two checksums`)
    files.set(name, content)
    at += 46 + length
  }
  if (at !== end) throw new Error('The directory does not end where it says')
  return files
}

export type Value = string | number | boolean | null

export interface Sheet {
  readonly name: string
  readonly rows: Value[][]
  readonly xml: string
}

const find = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found.slice(1) as string[])

/** The sheets of a workbook in its order, each cell where its reference says. */
export function readWorkbook(archive: Buffer): Sheet[] {
  const files = unzip(archive)
  const read = (name: string) => {
    const file = files.get(name)
    if (!file) throw new Error(`The workbook has no ${name}`)
    return file.toString()
  }
  const types = read('[Content_Types].xml')
  const [[main = ''] = []] = find(read('_rels/.rels'), /Target="([^"]+)"/g)
  const targets = new Map(
    find(read('xl/_rels/workbook.xml.rels'), /Id="([^"]+)"[^>]*Target="([^"]+)"/g).map(([id, target]) => [id, target]),
  )
  return find(read(main), /<sheet name="([^"]+)" sheetId="\d+" r:id="([^"]+)"/g).map(([name = '', id]) => {
    const file = `xl/${targets.get(id ?? '')}`
    if (!types.includes(`PartName="/${file}"`)) throw new Error(`${file} has no content type`)
    const xml = read(file)
    return { name, xml, rows: readSheetRows(xml) }
  })
}

export function readSheetRows(xml: string): Value[][] {
  const rows = find(xml, /<row r="(\d+)">(.*?)<\/row>/gs)
  return rows.map(([line, cells = ''], index) => {
    if (Number(line) !== index + 1) throw new Error(`Line ${line} is the ${index + 1}th`)
    const row: Value[] = []
    for (const [letters = '', at, type, content = ''] of find(
      cells,
      /<c r="([A-Z]+)(\d+)"(?: t="(\w+)")?>(.*?)<\/c>/gs,
    )) {
      if (at !== line) throw new Error(`Cell ${letters}${at} in line ${line}`)
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      while (row.length < column) row.push(null)
      row.push(readCell(type, content))
    }
    return row
  })
}

function readCell(type: string | undefined, content: string): Value {
  const [[text] = []] = find(
    content,
    type === 'inlineStr' ? /^<is><t xml:space="preserve">(.*)<\/t><\/is>$/gs : /^<v>(.*)<\/v>$/gs,
  )
  if (text === undefined) throw new Error(`No value in ${content}`)
  if (type === 'inlineStr') return readText(text)
  return type === 'b' ? text === '1' : Number(text)
}

const readText = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
