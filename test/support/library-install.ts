import { InstallError, runInstall } from '../../src/oauth/library/index.ts'
import type { InstallReady, InstallResult, RunInstallOptions } from '../../src/oauth/library/types.ts'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { freePort } from './program.ts'

export interface LibraryPlace extends AsyncDisposable {
  readonly slack: SimulatorServer
  readonly port: number
  /** The options that every install of the simulator's app needs. */
  readonly app: Pick<
    RunInstallOptions,
    'clientId' | 'clientSecret' | 'apiUrl' | 'redirectUri' | 'scopes' | 'userScopes'
  >
}

/** Starts a simulator whose app has redirect URLs on a free port and on a public host. */
export async function libraryPlace(options: SimulatorServerOptions = {}): Promise<LibraryPlace> {
  const port = await freePort()
  const redirectUrls = [
    `https://localhost:${port}/slack/callback`,
    `http://localhost:${port}/slack/callback`,
    'https://app.example/back',
  ]
  const slack = await startSimulator({ port: 0, redirectUrls, ...options })
  const { clientId, clientSecret } = slack.app
  return {
    slack,
    port,
    app: {
      ...{ clientId, clientSecret, apiUrl: slack.apiUrl },
      redirectUri: redirectUrls[0],
      ...{ scopes: ['chat:write'], userScopes: ['search:read'] },
    },
    [Symbol.asyncDispose]: () => slack.close(),
  }
}

export interface OpenedInstall {
  /** Resolves when `onReady` is called; rejects when the install ends before that. */
  readonly ready: Promise<InstallReady>
  readonly result: Promise<InstallResult>
  /** Resolves with the error of the install. */
  readonly failure: Promise<InstallError>
}

/** Starts an install, which then waits for its answer. */
export function openInstall(options: Omit<RunInstallOptions, 'onReady'>): OpenedInstall {
  let result: Promise<InstallResult> | undefined
  const ready = new Promise<InstallReady>((resolve, reject) => {
    result = runInstall({ ...options, onReady: resolve })
    result.catch(reject)
  })
  ready.catch(() => {})
  const running = result as unknown as Promise<InstallResult>
  const failure = running.then(
    () => {
      throw new Error('The install did not fail')
    },
    (error: unknown) => {
      if (!(error instanceof InstallError)) throw error
      return error
    },
  )
  failure.catch(() => {})
  return { ready, result: running, failure }
}
