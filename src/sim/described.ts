import { columns } from '../columns.ts'

/** What the simulator says of itself. */
export interface Described {
  readonly url: string
  readonly apiUrl: string
  readonly authorizeUrl: string
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
    readonly redirectUrls: readonly string[]
    readonly rotation: boolean
    readonly tokenLifetime: number
  }
}

/** Where everything is, for a person. */
export function startText({ apiUrl, authorizeUrl, app }: Described, url: string): string {
  return columns(
    ['', ''],
    [
      ['Local Slack simulator', url],
      ['  Web API', apiUrl],
      ['  authorize', authorizeUrl],
      ['  client id', app.clientId],
      ['  client secret', app.clientSecret],
      ...app.redirectUrls.map((redirect) => ['  redirect URL', redirect]),
      ...(app.rotation ? [['  tokens', `rotate, each for ${app.tokenLifetime} s`]] : []),
    ],
  )
}
