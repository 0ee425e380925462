import { describe, expect, it } from 'vitest'
import { useServer } from './kit/server.ts'

const server = useServer()

describe('park', () => {
  it('answers the zone by its slug', async () => {
    const { data } = await server.send('{ park(slug: "xiangxiang-etdz") { name parks { totalCount } } }')
    expect(data).toEqual({ park: { name: '湘乡经开区', parks: { totalCount: 6 } } })
  })
})
