import { maskSecrets } from '../../slack/facts/mask.ts'
import { columns } from '../../terminal/table.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** What the simulator says of itself. */
export interface SimulatorDescription {
  readonly url: string
  readonly apiUrl: string
  readonly authorizeUrl: string
  /** Of this run: what acting on it over TCP takes. Told over the socket alone. */
  readonly controlToken: string
  readonly run: {
    readonly pid: number
    /** Milliseconds since 1970. */
    readonly since: number
    readonly requests: number
  }
  readonly app: {
    readonly name: string
    readonly clientId: string
    readonly clientSecret: string
    /** App-level token, `xapp-`. */
    readonly appToken: string
    readonly redirectUrls: readonly string[]
    readonly rotation: boolean
    readonly tokenLifetime: number
  }
}

/** The page for a person; it may act for whoever has the key, the run's token or one that works once. */
export function pageAddress({ url }: Pick<SimulatorDescription, 'url'>, key: string): string {
  return `${url}/#control=${key}`
}

/**
 * Prints it. The app-level token is shown whole, as apps are started with it, like the app's other credentials, and so
 * is the control token: whoever started it may act on it, from the page and from other programs. All else that looks
 * like a secret is masked as usual.
 */
export function printDescribed(described: SimulatorDescription, terminal: Terminal): void {
  const { controlToken, app } = described
  const masked = JSON.parse(maskSecrets(JSON.stringify(described))) as SimulatorDescription
  const shown = { ...masked, controlToken, app: { ...masked.app, appToken: app.appToken } }
  const address = pageAddress(described, controlToken)
  terminal.result(shown, (paint, room) => startText(shown, paint.cyan(address), room), { secret: true })
}

/** Where everything is, for a person. */
function startText({ apiUrl, authorizeUrl, app }: SimulatorDescription, url: string, room: number): string {
  return columns(
    ['', ''],
    [
      ['Local Slack simulator', url],
      ['  Web API', apiUrl],
      ['  authorize', authorizeUrl],
      ['  client id', app.clientId],
      ['  client secret', app.clientSecret],
      ['  app-level token', app.appToken],
      ...app.redirectUrls.map((redirect) => ['  redirect URL', redirect]),
      ...(app.rotation ? [['  tokens', `rotate, each for ${app.tokenLifetime} s`]] : []),
    ],
    room,
  )
}
