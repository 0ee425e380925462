import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findOwner, makeOwner, removeOwner, tryTake, withBuildLock } from './lock.mjs'

const dead = makeOwner(spawnSync(process.execPath, ['--version']).pid)
let parent
let folder

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'parkgraph-lock-'))
  folder = join(parent, 'lock')
})

afterEach(() => rmSync(parent, { recursive: true }))

describe('the build lock', () => {
  test('has one owner at a time', () => {
    const [one, other] = [makeOwner(process.pid), makeOwner(process.pid)]
    expect(tryTake(folder, one)).toBe(true)
    expect(tryTake(folder, other)).toBe(false)
    expect(findOwner(folder)).toBe(one)
    removeOwner(folder, one)
    expect(tryTake(folder, other)).toBe(true)
    removeOwner(folder, other)
    expect(readdirSync(parent)).toEqual([])
  })

  test('stays with the faster of two that found its owner dead', () => {
    const [faster, slower] = [makeOwner(process.pid), makeOwner(process.pid)]
    tryTake(folder, dead)
    const found = [findOwner(folder), findOwner(folder)]
    removeOwner(folder, found[0])
    expect(tryTake(folder, faster)).toBe(true)
    removeOwner(folder, found[1])
    expect(tryTake(folder, slower)).toBe(false)
    expect(findOwner(folder)).toBe(faster)
  })

  test('of a dead process passes to one after the other, also past a failure', async () => {
    tryTake(folder, dead)
    let working = 0
    const most = []
    const work = async (number) => {
      most.push(++working)
      await turn()
      working--
      if (number === 1) throw new Error('The build fails')
      return number
    }
    const outcomes = await Promise.allSettled([0, 1, 2].map((number) => withBuildLock(() => work(number), folder)))
    expect(outcomes.map(({ value, reason }) => value ?? reason.message)).toEqual([0, 'The build fails', 2])
    expect(most).toEqual([1, 1, 1])
    expect(readdirSync(parent)).toEqual([])
  })

  test('says that nothing is installed where there is no place for it', async () => {
    await expect(withBuildLock(() => {}, join(parent, 'none', 'lock'))).rejects.toThrow('Nothing is installed here')
  })
})
