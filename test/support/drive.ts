import { join } from 'node:path'
import { createMachine, type Ran } from './cli.ts'
import { freePort } from './program.ts'

/** The folder of the small apps. */
export const subjects = join(import.meta.dirname, '..', 'subjects')

const rotatingWith = (library: string, major: string) => ({
  file: 'rotating-library.mjs',
  path: '/slack/install',
  env: { LIBRARY: library, MAJOR: major },
})

/** The small apps in test/subjects by name: file, path of the install page and environment variables. */
export const apps = {
  plain: { file: 'plain.mjs', path: '/install', env: {} },
  page: { file: 'plain.mjs', path: '/install', env: { INSTALL: 'page' } },
  // These apps can also start without a defect. DEFECT names what they do wrong.
  leaking: { file: 'leaking.mjs', path: '/install', env: {} },
  careless: { file: 'careless.mjs', path: '/install', env: {} },
  // With PKCE, without and with the client secret.
  pkce: { file: 'careless.mjs', path: '/install', env: { DEFECT: 'pkce' } },
  'pkce with a secret': { file: 'careless.mjs', path: '/install', env: { DEFECT: 'pkce-with-secret' } },
  'second install': { file: 'second-install.mjs', path: '/install', env: {} },
  'two processes': { file: 'two-processes.mjs', path: '/install', env: {} },
  'behind a host': { file: 'behind-host.mjs', path: '/install', env: {} },
  form: { file: 'plain.mjs', path: '/install', env: { INSTALL: 'form' } },
  'sign-in page': { file: 'plain.mjs', path: '/install', env: { INSTALL: 'sign-in' } },
  'by basic': { file: 'plain.mjs', path: '/install', env: { DEFECT: 'by-basic' } },
  'oauth 3': { file: 'oauth.cjs', path: '/slack/install', env: { MAJOR: '3' } },
  'oauth 4': { file: 'oauth.cjs', path: '/slack/install', env: { MAJOR: '4' } },
  'bolt 4': { file: 'bolt.mjs', path: '/slack/install', env: { MAJOR: '4' } },
  'bolt 5': { file: 'bolt.mjs', path: '/slack/install', env: { MAJOR: '5' } },
  // The app sets no option with a default, so its link has no redirect_uri.
  'oauth 3 default': { file: 'oauth-default.cjs', path: '/slack/install', env: { MAJOR: '3' } },
  'oauth 4 default': { file: 'oauth-default.cjs', path: '/slack/install', env: { MAJOR: '4' } },
  'bolt 4 default': { file: 'bolt-default.mjs', path: '/slack/install', env: { MAJOR: '4' } },
  'bolt 5 default': { file: 'bolt-default.mjs', path: '/slack/install', env: { MAJOR: '5' } },
  'bolt 4, Socket Mode': { file: 'bolt.mjs', path: '/slack/install', env: { MAJOR: '4', SOCKET: '1' } },
  'bolt 5, Socket Mode': { file: 'bolt.mjs', path: '/slack/install', env: { MAJOR: '5', SOCKET: '1' } },
  // This app prints nothing after it has started.
  'bolt 4, Socket Mode, silent': { file: 'bolt-socket.mjs', path: '/slack/install', env: { MAJOR: '4' } },
  'bolt 5, Socket Mode, silent': { file: 'bolt-socket.mjs', path: '/slack/install', env: { MAJOR: '5' } },
  troubled: { file: 'troubled.mjs', path: '/install', env: {} },
  express: { file: 'express.mjs', path: '/slack/install', env: {} },
  hono: { file: 'hono.mjs', path: '/slack/install', env: {} },
  'states on the server': { file: 'states-on-server.mjs', path: '/install', env: {} },
  'callback cases': { file: 'callback-cases.mjs', path: '/install', env: {} },
  rotating: { file: 'rotating.mjs', path: '/install', env: {} },
  // Slack's own libraries with token rotation.
  'rotating oauth 3': rotatingWith('oauth', '3'),
  'rotating oauth 4': rotatingWith('oauth', '4'),
  'rotating bolt 4': rotatingWith('bolt', '4'),
  'rotating bolt 5': rotatingWith('bolt', '5'),
  lifecycle: { file: 'lifecycle.mjs', path: '/install', env: {} },
  'lifecycle, two processes': { file: 'lifecycle.mjs', path: '/install', env: { WORKERS: '2' } },
  'slack-edge': { file: 'slack-edge.mjs', path: '/slack/install', env: {} },
  passport: { file: 'passport.mjs', path: '/auth/slack', env: { STRATEGY: 'oauth2' } },
  'passport-slack-oauth2': { file: 'passport.mjs', path: '/auth/slack', env: { STRATEGY: 'slack' } },
  'Auth.js': { file: 'auth-js.mjs', path: '/auth/signin', env: { PROVIDER: 'install' } },
} as const

export type AppName = keyof typeof apps

export interface DriveReport {
  readonly ok: boolean
  readonly scenarios: readonly {
    readonly scenario: string
    readonly outcome: 'ok' | 'remark' | 'defect' | 'skipped' | 'unplayed'
    readonly says: string
    readonly notSeen: string | null
    readonly findings: readonly {
      readonly id: string
      readonly weight: string
      readonly evidence: string
      readonly cause: string
      readonly cure: string
      readonly hop: { readonly index: number; readonly url: string } | null
    }[]
    readonly hops: readonly {
      readonly url: string
      readonly status: number | null
      readonly sent: readonly string[]
      readonly set: readonly string[]
      readonly lost: readonly { readonly name: string; readonly why: string }[]
    }[]
    readonly calls: readonly { readonly what: string; readonly as: string | null; readonly error: string | null }[]
    readonly output: readonly string[]
    readonly artifacts?: readonly string[]
    readonly hint?: string
  }[]
}

export interface Drove extends Ran {
  /** Returns the parsed `--json` output of the finished drive. */
  readonly report: DriveReport
  readonly port: number
}

export interface DriveCase {
  readonly app: AppName
  readonly defect?: string
  readonly scenarios?: string
  /** The folder of the app's file; test/subjects by default. */
  readonly folder?: string
  /** Further command-line arguments. */
  readonly more?: readonly string[]
  /** False to omit --json; true by default. */
  readonly json?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** The working directory; by default `folder`. */
  readonly cwd?: string
  /** False to omit `--use`, so that only events make the app act; true by default. */
  readonly use?: boolean
  /** False to omit the install URL, so that `drive` reads it from the app's output; true by default. */
  readonly tellUrl?: boolean
}

/** Runs `slack-tokens drive --start` on one of the apps with a new machine and a free port. */
export async function driveApp(which: DriveCase): Promise<Drove> {
  const {
    app,
    defect = '',
    scenarios = 'all',
    more = [],
    json = true,
    env = {},
    tellUrl = true,
    folder = subjects,
    cwd = folder,
    use = !/^oauth|default$|silent$|^callback cases$/.test(app),
  } = which
  using machine = createMachine()
  const { file, path, env: own } = apps[app]
  const port = Number(env['PORT'] ?? (await freePort()))
  const argv = [
    'drive',
    ...['--start', `"${process.execPath}" "${join(folder, file)}"`],
    ...['--scenario', scenarios],
    ...(use ? ['--use', `http://localhost:${port}/hello`] : []),
    ...(tellUrl ? [`http://localhost:${port}${path}`] : []),
    ...(json ? ['--json'] : []),
    ...more,
  ]
  const ran = await machine.run(argv, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), DEFECT: defect, ...own, ...env },
  })
  return {
    code: ran.code,
    stdout: ran.stdout,
    stderr: ran.stderr,
    port,
    get json() {
      return ran.json
    },
    get report() {
      return ran.json as DriveReport
    },
  }
}

/** Returns the defects, or the remarks, of a report as `scenario: finding`. */
export function found({ report }: Drove, weight: 'defect' | 'remark' = 'defect'): readonly string[] {
  return report.scenarios.flatMap(({ scenario, findings }) =>
    findings.filter((one) => one.weight === weight).map(({ id }) => `${scenario}: ${id}`),
  )
}
