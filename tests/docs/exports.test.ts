import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { listSamples, readDocuments } from './documents.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const place = (address: string) =>
  address
    .replace('http://127.0.0.1:4000/graphql', server.url)
    .replace('http://127.0.0.1:4000', new URL(server.url).origin)

describe('samples of exports', () => {
  const requests = listSamples('http')

  it.each(requests.map((sample) => [sample.place, sample] as const))('%s is answered as it says', async (_, sample) => {
    const [, address = ''] = /^GET (\S+)$/.exec(sample.text.trim()) ?? []
    const response = await fetch(place(address))
    expect(response.status).toBe(200)
    expect(sample.next?.language).toBe('csv')
    expect((await response.text()).replaceAll('\r\n', '\n').trim()).toBe(sample.next?.text.trim())
  })

  it('of R ask for what there is, by columns that there are', async () => {
    const [sample] = listSamples('r')
    const [, address = ''] = /url <- "(\S+)"/.exec(sample?.text ?? '') ?? []
    const response = await fetch(place(address))
    expect(response.status).toBe(200)
    const [headers = ''] = (await response.text()).split('\r\n')
    for (const [, left, right] of sample?.text.matchAll(/aggregate\(([\w.]+) ~ ([\w.]+),/g) ?? [])
      expect(headers.split(',')).toEqual(expect.arrayContaining([left, right]))
  })

  it('are all in blocks that are tested', () => {
    const addresses = readDocuments().flatMap(({ prose }) => prose.match(/http:\S*\/exports\/\S+/g) ?? [])
    expect(addresses).toEqual([])
    expect(requests.length).toBeGreaterThan(0)
  })
})
