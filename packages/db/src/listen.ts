import pg from 'pg'
import { keepUp } from './lasting.ts'

export interface Listener {
  close(): Promise<void>
}

/**
 * Listens for notifications, on a connection of its own that is made anew where it is lost. `onWake` is called for each, and after
 * each connection, since what was told meanwhile was not heard: it says that there may be something new, and nothing else.
 */
export function listen(address: pg.ClientConfig, channel: string, onWake: () => void): Listener {
  return keepUp(async (signal, onUp) => {
    const client = new pg.Client({ ...address, application_name: 'parkgraph listener', keepAlive: true })
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    const stop = () => void client.end().catch(() => {})
    client.on('error', () => {})
    client.on('notification', onWake)
    try {
      await client.connect()
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
      onUp()
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      onWake()
      await ended
    } catch {
      await client.end().catch(() => {})
    }
    signal.removeEventListener('abort', stop)
  })
}
