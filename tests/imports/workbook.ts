import { crc32, deflateRawSync } from 'node:zlib'

/** A zip archive of texts, packed. */
export function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(content)]
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const start = Buffer.alloc(4)
    start.writeUInt32LE(offset)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed])
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, Buffer.alloc(10), start, name)
    parts.push(local)
    offset += local.length
  }
  const all = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(all.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, all, Buffer.from('PK\x05\x06'), end])
}

interface Book {
  /** Tags of rows: see `line`. */
  readonly rows: readonly string[]
  readonly after?: string
  readonly strings?: readonly string[]
  readonly sheets?: number
  /** Entries that stand in place of those made of the rest, or beside them. */
  readonly files?: Readonly<Record<string, string>>
}

/** Styles by their place: plain, a day, percent, a day of a format of its own. */
const styles = `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs></styleSheet>`

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Styles with formats of numbers: plain, then one with each. */
export function stylesOf(formats: readonly string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`)
  const cells = formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`)
  // What conditions make of cells says nothing of their own format.
  const conditions = '<dxfs><dxf><numFmt numFmtId="164" formatCode="0,"/></dxf></dxfs>'
  return `<styleSheet><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs>${conditions}</styleSheet>`
}

/** A workbook as spreadsheet programs write it, the texts that cells share after the sheet. */
export function makeWorkbook({ rows, after = '', strings = [], sheets = 1, files = {} }: Book): Buffer {
  const list = Array.from({ length: sheets }, (_, n) => `<sheet name="s${n}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
  const links = list.map(
    (_, n) => `<Relationship Id="rId${n + 1}" Type="worksheet" Target="worksheets/sheet${n + 1}.xml"/>`,
  )
  return zip({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows.join('')}</sheetData>${after}</worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>`,
    'xl/styles.xml': styles,
    ...files,
  })
}

/** A row of cells: texts as they are, all else as a tag of its own. */
export const line = (number: number, cells: readonly (string | null)[]) =>
  `<row r="${number}">${cells
    .map((cell, at) => {
      const reference = `r="${String.fromCharCode(65 + at)}${number}"`
      if (cell === null) return ''
      return cell.startsWith('<c')
        ? cell.replace('<c', `<c ${reference}`)
        : `<c ${reference} t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    .join('')}</row>`

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
