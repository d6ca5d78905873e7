import type { ControlAnswer } from '../../simulator/control/client.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { columns } from '../../terminal/table.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { pageAddress } from './page-address.ts'

/** Fields of the description that `sim start` prints by name; its JSON has all of them. */
export const startedFields = ['url', 'apiUrl', 'authorizeUrl', 'controlToken', 'app'] as const

export type StartedSimulator = ControlAnswer<'keep', (typeof startedFields)[number]>

/**
 * Prints where the simulator is. The app-level token and the control token are shown in full, as other programs need
 * them; every other secret is masked as usual.
 */
export function printStarted(
  started: StartedSimulator,
  terminal: Terminal,
  { eventsUrl }: { readonly eventsUrl?: string | undefined } = {},
): void {
  const { url, controlToken, app } = started
  const shown = { ...masked(started), controlToken, app: { ...masked(started.app), appToken: app.appToken } }
  const address = pageAddress(url, controlToken)
  terminal.result(shown, (paint, room) => startText(shown, { url: paint.cyan(address), eventsUrl }, room), {
    secret: true,
  })
}

/** Every text in it masked. */
function masked<T>(value: T): T {
  return JSON.parse(maskSecrets(JSON.stringify(value)))
}

function startText(
  { apiUrl, authorizeUrl, app }: StartedSimulator,
  { url, eventsUrl }: { readonly url: string; readonly eventsUrl: string | undefined },
  room: number,
): string {
  return columns(
    ['', ''],
    [
      ['Local Slack simulator', url],
      ['  Web API', apiUrl],
      ['  authorize', authorizeUrl],
      ['  client id', app.clientId],
      ['  client secret', app.clientSecret],
      ['  app-level token', app.appToken],
      ...(eventsUrl === undefined
        ? []
        : [
            ['  signing secret', app.signingSecret ?? 'the one that was given'],
            ['  events to', eventsUrl],
          ]),
      ...app.redirectUrls.map((redirect) => ['  redirect URL', redirect]),
      ...(app.rotation ? [['  tokens', `rotate, lifetime ${app.tokenLifetime} s`]] : []),
    ],
    room,
  )
}
