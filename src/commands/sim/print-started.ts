import type { ControlAnswer } from '../../simulator/control/client.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { columns } from '../../terminal/table.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { pageAddress } from './page-address.ts'

/**
 * The fields that the simulator's description must have. `sim start` prints these fields; with `--json`, it prints all
 * fields.
 */
export const startedFields = ['url', 'apiUrl', 'authorizeUrl', 'controlToken', 'app'] as const

export type StartedSimulator = ControlAnswer<'keep', (typeof startedFields)[number]>

/**
 * Prints the simulator's addresses and credentials. Shows the app-level token and the control token in full, because
 * other programs need them. Masks every other secret as usual. `applied` is true if the simulator already ran.
 */
export function printStarted(
  started: StartedSimulator,
  terminal: Terminal,
  { eventsUrl, applied = false }: { readonly eventsUrl?: string | undefined; readonly applied?: boolean } = {},
): void {
  const { url, controlToken, app } = started
  const shown = { ...masked(started), controlToken, app: { ...masked(started.app), appToken: app.appToken } }
  const address = pageAddress(url, controlToken)
  terminal.result(
    { ...shown, ...(applied && { applied }) },
    (paint, room) => startText(shown, { url: paint.cyan(address), eventsUrl }, room),
    {
      secret: true,
    },
  )
  if (applied) terminal.note('\nIt already ran, and its app has these settings now')
}

/** Returns a copy of the value in which the secrets in every text are masked. */
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
      ['  on this page', 'write and click as a person; see what your app gets'],
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
