// Uses of `slack-tokens/simulator` that its types must accept or reject. Nothing runs this file:
// test/e2e/packed-simulator.test.ts compiles it against the packed package, with each way to resolve modules.
import {
  type Act,
  type Approved,
  type Clock,
  type Consent,
  type Failure,
  type LoggedRequest,
  type SimulatedAgentPrompts,
  type SimulatedApp,
  type SimulatedDelivery,
  type SimulatedExecution,
  type SimulatedMessage,
  type SimulatedPerson,
  type SimulatedThread,
  type SimulatedToken,
  type SimulatedView,
  type SimulatedWrongAck,
  type Simulator,
  type SimulatorOptions,
  type StartSimulator,
  type Submission,
  startSimulator,
} from 'slack-tokens/simulator'

/** True when two types are identical, also in `any` and readonly. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_same: Same<A, B>): void {}

export async function rightUse(): Promise<void> {
  const start: StartSimulator = startSimulator
  const options: SimulatorOptions = { port: 0, seed: 'mine', redirectUrls: ['http://localhost:3000/back'] as const }
  const slack: Simulator = await start(options)
  await startSimulator()
  await startSimulator({ startAt: '2026-01-01' })
  await startSimulator({ startAt: new Date(0), content: { people: [] }, tokenLifetime: 60, onWarning: console.warn })

  const app: SimulatedApp = slack.app
  const consent: Consent = { user: 'dana', without: ['chat:write'], decision: 'cancel' }
  const { callback, status }: Approved = await slack.approve(new URL(slack.authorizeUrl), consent)
  const failure: Failure = { on: 'auth.test', what: '429', times: 2, after: 1, retryAfter: 2 }
  using _ = slack.fail(failure)
  slack.fail({ on: 'event', what: 'twice' })[Symbol.dispose]()
  const clock: Clock = slack.clock
  const tokens: readonly SimulatedToken[] = slack.tokens
  const messages: readonly SimulatedMessage[] = slack.messages('#general')
  const log: readonly LoggedRequest[] = slack.log
  const threads: readonly SimulatedThread[] = slack.assistantThreads
  const executions: readonly SimulatedExecution[] = slack.executions
  const agents: readonly SimulatedAgentPrompts[] = slack.agentPrompts

  same<typeof callback, URL>(true)
  same<(typeof threads)[number]['status'], string | null>(true)
  same<(typeof agents)[number]['channel'], string>(true)
  same<(typeof executions)[number]['state'], 'running' | 'completed' | 'failed'>(true)
  same<typeof status, number | null>(true)
  same<Pick<Approved, 'url' | 'text'>, { readonly url: string; readonly text: string }>(true)
  same<Pick<Simulator, 'apiUrl' | 'controlToken'>, { readonly apiUrl: string; readonly controlToken: string }>(true)
  same<(typeof app)['redirectUrls'], readonly string[]>(true)
  same<(typeof tokens)[number]['kind'], 'bot' | 'user'>(true)
  same<(typeof tokens)[number]['expiresAt'], number | null>(true)
  same<(typeof messages)[number]['blocks'], unknown>(true)
  same<(typeof log)[number]['error'], string | null>(true)
  same<ReturnType<typeof clock.now>, number>(true)
  same<ReturnType<typeof slack.reset>, void>(true)
  const wrong: readonly SimulatedWrongAck[] = slack.wrongAcks
  same<(typeof wrong)[number]['delivery'], string | null>(true)
  same<SimulatedDelivery['wrongAcks'], readonly SimulatedWrongAck[] | undefined>(true)
  await slack.settled({ quiet: 100 })
  clock.advance(1000)

  await slack.close()
  await slack[Symbol.asyncDispose]()
}

export async function people(slack: Simulator): Promise<void> {
  const dana: SimulatedPerson = slack.as('dana')
  const anybody: SimulatedPerson = slack.as()
  const { ts, deliveries } = await dana.say('#general', '<@bot> hi', { thread: '1.2' })
  const act: Act = await dana.command('/deploy now', { in: '#general' })
  const acts: readonly Act[] = [
    await dana.click('approve', { message: ts ?? '', value: 'yes' }),
    await dana.close({ all: true }),
    await dana.shortcut('report', { message: '1.2' }),
    await anybody.openHome({ app: 'mine', tab: 'messages' }),
    await dana.react('1.2', ':tada:', { remove: true }),
  ]
  const { result } = await dana.submit({ 'title.value': 'printer' })
  const submission: Submission = result
  if (submission.outcome === 'errors') same<typeof submission.errors, Readonly<Record<string, string>>>(true)
  if (submission.outcome === 'failed') same<typeof submission.reason, string>(true)
  const view: SimulatedView | null = slack.view('dana')
  const [first]: readonly SimulatedDelivery[] = slack.deliveries
  const seen: readonly SimulatedMessage[] = dana.ephemerals

  same<typeof ts, string | null>(true)
  same<typeof deliveries, readonly SimulatedDelivery[]>(true)
  same<SimulatedDelivery['by'], 'http' | 'socket' | 'nothing'>(true)
  same<SimulatedDelivery['status'], number | null>(true)
  same<NonNullable<typeof first>['fault'], string | undefined>(true)
  same<NonNullable<typeof view>['type'], 'modal' | 'home'>(true)
  same<(typeof slack.app)['appToken'], string>(true)
  same<ReturnType<typeof slack.settled>, Promise<void>>(true)
  await slack.sendTo('http://localhost:3000/slack/events')
  await slack.sendTo(new URL('http://localhost:3000/slack/events'))
  await slack.sendTo(null)
  slack.useManifest({ display_information: { name: `${act.deliveries.length + acts.length + seen.length}` } })
}

export async function disposed(): Promise<string> {
  await using slack = await startSimulator()
  return slack.workspace.name
}

export async function wrongUse(slack: Simulator): Promise<void> {
  // @ts-expect-error there is no such option
  await startSimulator({ prot: 1 })
  // @ts-expect-error a port is a number
  await startSimulator({ port: '4717' })
  // @ts-expect-error content is an object
  await startSimulator({ content: 'seed.json' })
  // @ts-expect-error the simulator has to be awaited
  startSimulator().close()
  // @ts-expect-error the log can't be written
  slack.log.push(slack.log[0])
  // @ts-expect-error tokens are issued by an install
  slack.tokens = []
  // @ts-expect-error the app's secret can't be replaced
  slack.app.clientSecret = 'mine'
  // @ts-expect-error a token acts as the bot or as the user
  slack.tokens.some(({ kind }) => kind === 'app')
  // @ts-expect-error a token may never expire
  slack.tokens.map(({ expiresAt }) => expiresAt.toFixed())
  // @ts-expect-error an app may not have answered
  ;(await slack.approve('http://localhost:3000/slack/install')).status.toFixed()
  // @ts-expect-error a person allows or cancels
  await slack.approve('http://localhost:3000/slack/install', { decision: 'deny' })
  // @ts-expect-error a failure has to say what fails
  slack.fail({ what: '429' })
  // @ts-expect-error a failure has to say how
  slack.fail({ on: 'auth.test' })
  // @ts-expect-error a channel is named by a text
  slack.messages(1)
  // @ts-expect-error the clock moves by milliseconds
  slack.clock.advance('1s')
  // @ts-expect-error a person is named by a text
  slack.as(1)
  // @ts-expect-error a text is needed
  await slack.as('dana').say('#general')
  // @ts-expect-error a command is typed in a channel
  await slack.as('dana').command('/deploy', '#general')
  // @ts-expect-error a form holds texts
  await slack.as('dana').submit({ title: 1 })
  // @ts-expect-error an app has two tabs
  await slack.as('dana').openHome({ tab: 'about' })
  // @ts-expect-error what the app was sent can't be written
  slack.deliveries.push(slack.deliveries[0])
  // @ts-expect-error nobody may have a view open
  slack.view('dana').id.trim()
  // @ts-expect-error a manifest is an object
  slack.useManifest('manifest.json')
  // @ts-expect-error there is no such method
  slack.stop()
}
