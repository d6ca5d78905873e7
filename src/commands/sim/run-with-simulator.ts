import { mergeEnvironment } from '../../auth/environment/merge.ts'
import { ProgramEnded } from '../../errors.ts'
import { type TurnedEnvironment, turnEnvironment } from '../../proxy/turn.ts'
import type { Context } from '../../runtime/context.ts'
import { startProgram } from '../../runtime/start-program.ts'
import { control, type LoggedRequest } from '../../simulator/control/client.ts'
import { errorFacts } from '../../slack/facts/errors.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { simulatedVariables } from './simulated-variables.ts'

export interface RunOptions {
  readonly offline?: boolean
}

/**
 * Runs a program whose requests for Slack go to the simulator.
 * @throws ProgramEnded always, after the program has exited; CliError when it cannot be started
 */
export async function runWithSimulator(
  words: readonly string[],
  { offline = false }: RunOptions,
  context: Context,
): Promise<never> {
  const { terminal, clock, signal } = context
  const simulator = await context.simulator({ browser: true })
  const { environment } = mergeEnvironment(context.environment, await simulatedVariables(simulator, context), {
    simulator: true,
  })
  const turned = await turnEnvironment({ environment, simulatorUrl: simulator.url, offline, now: clock.now() })
  try {
    terminal.note(`→ ${words[0] ?? ''} with the local Slack simulator at ${simulator.url}\n`)
    if (turned.dropped.length > 0)
      terminal.warn(`NO_PROXY covers Slack: the program does not get ${turned.dropped.join(', ')} of it`)
    signal.throwIfAborted()
    await terminal.flush()
    const { total: before } = await control(simulator, 'log', {}, ['total'])
    const code = await startProgram(
      { words, env: turned.environment, command: 'slack-tokens sim run', guard: turned.guard },
      context,
    )
    const { log, total } = await control(simulator, 'log', {}, ['log', 'total'])
    const count = total - before
    describeRun({ code, turned, count, log: count > 0 ? log.slice(-count) : [] }, context)
    throw new ProgramEnded(code)
  } finally {
    await turned.close()
  }
}

interface EndedRun {
  readonly code: number
  readonly turned: TurnedEnvironment
  readonly count: number
  readonly log: readonly LoggedRequest[]
}

/** Prints how many requests came, and why none came; after a failure also the last refused call. */
function describeRun({ code, turned, count, log }: EndedRun, { terminal }: Context): void {
  terminal.note(`\n${count === 1 ? '1 request' : `${count} requests`} for Slack reached the simulator`)
  const seen = (what: string) => [...new Set(turned.events.filter((one) => one.what === what).map(({ host }) => host))]
  const refusals: readonly (readonly [hosts: string[], text: string])[] = [
    [seen('certificate_refused'), 'the program did not accept the certificate: it accepts only its own list'],
    [seen('protocol_refused'), 'the program speaks HTTP/2 only, and the simulator HTTP/1.1'],
    [seen('unauthorized'), 'the program sent no proxy credentials'],
    [seen('offline'), 'refused, because of --offline'],
    [seen('loop'), 'refused, because the request leads back to the proxy of this run: see HTTPS_PROXY'],
  ]
  for (const [hosts, text] of refusals) if (hosts.length > 0) terminal.warn(`${hosts.join(', ')}: ${text}`)
  if (count === 0 && turned.events.length === 0)
    terminal.warn(
      'No request came through the proxy. If the program called Slack, its HTTP client ignores HTTPS_PROXY: give it the base URL in SLACK_API_URL',
    )
  if (code === 0) return
  const refused = log.findLast(({ error }) => error !== null)
  if (refused?.error) terminal.note(describeRefusal(refused.what, refused.error))
}

/** The lines about a call that the simulator refused. */
function describeRefusal(what: string, error: string): string {
  const means = errorFacts(error, what.startsWith('oauth.') ? 'exchange' : 'api')?.means
  const name = oneLine(error)
  return `The last refused call: ${oneLine(what)} ${name}${means === undefined ? '' : `. ${means}`}\nWhat to do: slack-tokens why ${name}`
}
