import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { keepUp } from './lasting.ts'
import type { Messenger } from './messenger.ts'

export interface RedisOptions {
  /** Address, such as `redis://user:password@host:6379/0`. */
  readonly url: string
  /** What those who work on one database tell each other by. */
  readonly channel: string
  /** Called when Redis is found away, once until it is back, with a reason that holds no password. */
  readonly onAway: (reason: string) => void
  readonly onBack: () => void
}

/** Longest time in milliseconds for a connection to be made, and for a sign of life of one that is. */
const connecting = 5_000
const pinging = 10_000
const silence = 30_000

/** Longest time in milliseconds that `close` waits for what is to be told yet. */
const patience = 1_000

/**
 * Tells of commits over a channel of Redis, on one connection that is made when it is first used, and anew where it is lost. What
 * is committed meanwhile is told once it is back.
 */
export function openRedis({ url, channel, onAway, onBack }: RedisOptions): Messenger {
  const listeners = new Set<() => void>()
  const wake = () => {
    for (const listener of listeners) listener()
  }
  let publish: (() => Promise<unknown>) | undefined
  let telling: Promise<void> | undefined
  let isOwed = false
  let isAway = false
  const notice = (fault: unknown) => {
    if (!isAway) onAway(describe(fault))
    isAway = true
  }
  /** Of commits that come while one is told, the last is told for all. */
  const tell = () => {
    if (telling || !publish) return
    const work = async (send: () => Promise<unknown>) => {
      isOwed = false
      try {
        await send()
      } catch (fault) {
        // On a connection that is lost it is told again; where Redis refuses it, it would for ever.
        if (publish === send) notice(fault)
        else isOwed = true
      }
      telling = undefined
      if (isOwed) tell()
    }
    telling = work(publish)
  }
  const follow = async (signal: AbortSignal, onUp: () => void) => {
    const client = createClient({
      ...{
        url,
        name: channel,
        RESP: 3,
        disableOfflineQueue: true,
        maintNotifications: 'disabled',
        pingInterval: pinging,
      },
      socket: { connectTimeout: connecting, socketTimeout: silence, reconnectStrategy: false },
    })
    let stop = () => {}
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject)
      stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop)
    })
    lost.catch(() => {})
    try {
      await Promise.race([client.connect(), lost])
      await Promise.race([client.subscribe(channel, wake), lost])
      onUp()
      if (isAway) onBack()
      isAway = false
      publish = () => client.publish(channel, '')
      if (isOwed) tell()
      wake()
      await lost
    } catch (fault) {
      if (!signal.aborted) notice(fault)
    } finally {
      publish = undefined
      signal.removeEventListener('abort', stop)
      if (client.isOpen) client.destroy()
    }
  }
  let kept: { close(): Promise<void> } | undefined
  return {
    tell() {
      kept ??= keepUp(follow)
      isOwed = true
      if (publish) tell()
      // Others find it by their next look; whoever is here need not wait for that.
      else wake()
    },
    listen(onWake) {
      kept ??= keepUp(follow)
      listeners.add(onWake)
      return { close: async () => void listeners.delete(onWake) }
    },
    async close() {
      const end = performance.now() + patience
      while ((isOwed || telling) && !isAway && performance.now() < end) await wait(5)
      await kept?.close()
    },
  }
}

/** Errors that stand for several, as of a name with two addresses, have no words of their own. */
function describe(fault: unknown): string {
  const { code, message = String(fault) } = fault as { code?: string; message?: string }
  return message || code || 'no connection'
}
