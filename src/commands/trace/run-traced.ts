import { CliError, ProgramEnded } from '../../errors.ts'
import { earlierEnvironment, earlierVariable } from '../../net/earlier-environment.ts'
import { proxiesIn } from '../../net/proxies.ts'
import { eventWarnings } from '../../proxy/event-warnings.ts'
import type { RelayObserver } from '../../proxy/exchange.ts'
import { startRelay } from '../../proxy/relay.ts'
import { connectToSlack } from '../../proxy/slack-connection.ts'
import { turnEnvironment } from '../../proxy/turn.ts'
import type { ProxyEvent } from '../../proxy/types.ts'
import type { Context } from '../../runtime/context.ts'
import { startProgram } from '../../runtime/start-program.ts'
import { slackDomain } from '../../slack/facts/slack-domain.ts'
import { describeFailure } from './explain-refusal.ts'
import { createFilter } from './filter.ts'
import { createSummary, type TraceSummary } from './summary.ts'
import { summaryJson, summaryText } from './summary-screen.ts'
import { createTokenBook } from './token-book.ts'
import { openOutput, type TraceOutput } from './trace-output.ts'
import { createTracer } from './tracer.ts'

export interface TraceOptions {
  readonly filter?: readonly string[]
  readonly bodies?: boolean
  readonly output?: string
}

/**
 * Runs a program whose requests to Slack pass by and are printed.
 * @throws ProgramEnded always, after the program has exited; CliError when it cannot be started
 */
export async function runTraced(words: readonly string[], options: TraceOptions, context: Context): Promise<never> {
  const { terminal, clock, settings } = context
  refuseOtherSlack(settings.apiUrl)
  const shows = createFilter(options.filter ?? [])
  const book = createTokenBook(await context.store.read())
  const output = await openOutput(options.output, context)
  const summary = createSummary(book)
  try {
    const tracer = createTracer({
      book,
      summary,
      output,
      shows,
      bodies: options.bodies ?? false,
      terminal,
      now: clock.now,
    })
    const started = clock.now()
    const { code, events } = await runObserved({ words, tracer, output }, context)
    printSummary(summary.summary(), { milliseconds: clock.now() - started, output, events }, context)
    throw new ProgramEnded(code)
  } finally {
    output.close()
  }
}

/** @throws CliError usage, `not_slack`: the environment or a flag names another API than Slack's. */
function refuseOtherSlack(apiUrl: Context['settings']['apiUrl']): void {
  if (!apiUrl || slackDomain(new URL(apiUrl.url).hostname) !== undefined) return
  throw new CliError('usage', `${apiUrl.source} is ${apiUrl.url}, and trace shows calls to the real Slack`, {
    code: 'not_slack',
    hint: `For the local simulator: slack-tokens sim run -- CMD, then slack-tokens sim log   For the real Slack: unset ${apiUrl.source}`,
  })
}

interface ObservedRun {
  readonly words: readonly string[]
  readonly tracer: RelayObserver
  readonly output: TraceOutput
}

/** Runs the program with its requests for Slack through a relay of this run. Closes everything afterwards. */
async function runObserved(
  { words, tracer, output }: ObservedRun,
  context: Context,
): Promise<{ readonly code: number; readonly events: readonly ProxyEvent[] }> {
  const { terminal, clock, environment, signal } = context
  const proxies = proxiesIn(earlierEnvironment(environment))
  const relay = await startRelay({
    connect: (hostname) => connectToSlack(hostname, proxies),
    observer: tracer,
    describeFailure,
    now: clock.now,
  })
  try {
    const turned = await turnEnvironment({ environment, simulatorUrl: relay.url, offline: false, now: clock.now() })
    try {
      announce(words, output, context)
      if (turned.dropped.length > 0)
        terminal.warn(`NO_PROXY covers Slack: the program does not get ${turned.dropped.join(', ')} of it`)
      signal.throwIfAborted()
      await terminal.flush()
      return {
        code: await startProgram(
          {
            words,
            env: { ...turned.environment, [earlierVariable]: undefined },
            command: 'slack-tokens trace',
            guard: turned.guard,
          },
          context,
        ),
        events: turned.events,
      }
    } finally {
      await turned.close()
    }
  } finally {
    await relay.close()
  }
}

function announce([program = '']: readonly string[], output: TraceOutput, { terminal }: Context): void {
  const tls =
    'The TLS of the program to Slack ends in slack-tokens trace, which reads the calls and sends them to Slack over TLS of its own, verified.'
  if (output.isJson && output.path === null) output.json({ type: 'start', program, note: tls })
  else {
    terminal.note(
      `→ ${program}, with each call to Slack printed ${output.path === null ? 'here' : `to ${output.path}`}`,
    )
    terminal.note(`  ${tls}\n`)
  }
}

interface EndedTrace {
  readonly milliseconds: number
  readonly output: TraceOutput
  readonly events: readonly ProxyEvent[]
}

function printSummary(
  summary: TraceSummary,
  { milliseconds, output, events }: EndedTrace,
  { terminal }: Context,
): void {
  const { paint, room } = output.line
  if (output.isJson) output.json(summaryJson(summary, milliseconds))
  else output.text(['', summaryText(summary, { milliseconds, paint, room })])
  if (output.path !== null)
    terminal.note(`\n${summary.calls === 1 ? '1 call' : `${summary.calls} calls`} to Slack: ${output.path}`)
  for (const warning of eventWarnings(events, 'trace')) terminal.warn(warning)
  if (summary.calls === 0 && events.length === 0)
    terminal.warn(
      'No call passed. If the program called Slack, its HTTP client ignores HTTPS_PROXY, or its base URL is not Slack’s',
    )
}
