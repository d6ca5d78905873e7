import { CliError, ProgramEnded } from '../../errors.ts'
import { earlierEnvironment, earlierVariable } from '../../net/earlier-environment.ts'
import { checkedProxiesIn } from '../../net/proxies.ts'
import { describeMissing } from '../../proxy/describe-missing.ts'
import { describeExceptions } from '../../proxy/environment.ts'
import type { RelayObserver } from '../../proxy/exchange.ts'
import type { Language } from '../../proxy/languages.ts'
import { startRelay } from '../../proxy/relay.ts'
import { connectToSlack } from '../../proxy/slack-connection.ts'
import { turnEnvironment } from '../../proxy/turn.ts'
import type { ProxyEvent } from '../../proxy/types.ts'
import { watchLanguage } from '../../proxy/watch-language.ts'
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
 * Runs a program, and prints each of its requests to Slack.
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
    const ended = await runObserved({ words, tracer, output }, context)
    printSummary(summary.summary(), { ...ended, milliseconds: clock.now() - started, output }, context)
    throw new ProgramEnded(ended.code)
  } finally {
    output.close()
  }
}

/**
 * Checks that the API is Slack's.
 * @throws CliError with the exit reason `usage` and the code `not_slack`: the environment or a flag names another API.
 */
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

interface ObservedEnd {
  readonly code: number
  readonly events: readonly ProxyEvent[]
  readonly language: Language | undefined
}

/** Runs the program with a relay that receives all its requests for Slack. Closes the relay afterwards. */
async function runObserved({ words, tracer, output }: ObservedRun, context: Context): Promise<ObservedEnd> {
  const { terminal, clock, environment, signal } = context
  const proxies = checkedProxiesIn(earlierEnvironment(environment))
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
      if (turned.dropped.length > 0) terminal.warn(describeExceptions('The program gets', turned.dropped))
      signal.throwIfAborted()
      await terminal.flush()
      using watch = watchLanguage(words, { run: turned.guard.run, cwd: context.cwd })
      // This variable would make commands of this tool restore the earlier environment, and they would not be traced.
      const env = { ...turned.environment, [earlierVariable]: undefined }
      const code = await startProgram({ words, env, command: 'slack-tokens trace', guard: turned.guard }, context)
      return { code, events: turned.events, language: watch.language() }
    } finally {
      await turned.close()
    }
  } finally {
    await relay.close()
  }
}

function announce([program = '']: readonly string[], output: TraceOutput, { terminal }: Context): void {
  const tls =
    'The TLS of the program to Slack ends in slack-tokens, which reads the calls and sends them to Slack over TLS of its own, verified.'
  if (output.isJson && output.path === null) output.json({ type: 'start', program, note: tls })
  else {
    terminal.note(
      `→ ${program}, with each call to Slack printed ${output.path === null ? 'here' : `to ${output.path}`}`,
    )
    terminal.note(`  ${tls}\n`)
  }
}

interface EndedTrace extends ObservedEnd {
  readonly milliseconds: number
  readonly output: TraceOutput
}

/**
 * Prints the summary of the trace. If requests of the program did not reach the relay, prints the reasons; in JSON,
 * they are a field of the summary.
 */
function printSummary(summary: TraceSummary, ended: EndedTrace, { terminal }: Context): void {
  const { milliseconds, output, events, language } = ended
  const { paint, room } = output.line
  const missing = { events, count: summary.calls, language, end: 'trace', last: null }
  if (output.isJson) {
    const notes: string[] = []
    const collect = (text: string) => void notes.push(text.trim())
    describeMissing(missing, { warn: collect, note: collect })
    output.json({ ...summaryJson(summary, milliseconds), notes })
  } else output.text(['', summaryText(summary, { milliseconds, paint, room })])
  if (output.path !== null)
    terminal.note(`\n${summary.calls === 1 ? '1 call' : `${summary.calls} calls`} to Slack: ${output.path}`)
  if (!output.isJson || output.path !== null) describeMissing(missing, terminal)
}
