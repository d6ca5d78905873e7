import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator, SimulatorOptions } from '../../src/simulator/testing/types.ts'
import { type bolts, silent } from './sdk.ts'

export type BoltApp = InstanceType<(typeof bolts)[number]['App']>
export type Way = 'HTTP' | 'Socket Mode'

/** The bot scopes that most of Slack's sample apps request. */
const botScopes =
  'app_mentions:read,channels:history,channels:read,chat:write,commands,im:history,im:write,links:read,links:write,reactions:read,users:read'

interface InstallPlan {
  readonly scope?: string
  readonly userScope?: string
  /** Id of the workspace or organization; by default the app's own workspace. */
  readonly team?: string
}

/** Installs the simulator's app and exchanges the code. Returns the bot token. */
export async function install(
  slack: Simulator,
  { scope = botScopes, userScope = '', team }: InstallPlan = {},
): Promise<string> {
  const { clientId, clientSecret } = slack.app
  const query = new URLSearchParams({ client_id: clientId, scope, user_scope: userScope, ...(team && { team }) })
  const consent = team === undefined ? {} : { workspace: team }
  const { callback } = await slack.approve(`${slack.authorizeUrl}?${query.toString()}`, consent)
  const code = callback.searchParams.get('code') ?? ''
  const body = new URLSearchParams({ code, client_id: clientId, client_secret: clientSecret })
  await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body })
  return slack.tokens.find(({ kind }) => kind === 'bot')?.value ?? ''
}

export interface BoltPlan extends InstallPlan {
  readonly App: (typeof bolts)[number]['App']
  readonly way: Way
  readonly options?: SimulatorOptions
  listen(app: BoltApp): void
}

export interface RunningBolt {
  readonly slack: Simulator
  readonly app: BoltApp
}

/** Runs `work` while an installed Bolt app is running. The app differs from production only in its API URL. */
export async function withBolt<T>(plan: BoltPlan, work: (running: RunningBolt) => Promise<T>): Promise<T> {
  await using slack = await startSimulator(plan.options)
  const token = await install(slack, plan)
  const { signingSecret, appToken } = slack.app
  const app = new plan.App({
    token,
    signingSecret,
    ...(plan.way === 'Socket Mode' && { socketMode: true, appToken }),
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  plan.listen(app)
  const server = (await app.start(0)) as Server
  try {
    if (plan.way === 'HTTP') {
      await slack.sendTo(`http://localhost:${(server.address() as AddressInfo).port}/slack/events`)
    }
    return await work({ slack, app })
  } finally {
    await app.stop()
  }
}
