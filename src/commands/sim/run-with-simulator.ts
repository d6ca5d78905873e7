import { mergeEnvironment } from '../../auth/environment/merge.ts'
import { ProgramEnded } from '../../errors.ts'
import { describeExceptions } from '../../proxy/environment.ts'
import { turnEnvironment } from '../../proxy/turn.ts'
import { watchLanguage } from '../../proxy/watch-language.ts'
import type { Context } from '../../runtime/context.ts'
import { startProgram } from '../../runtime/start-program.ts'
import { control } from '../../simulator/control/client.ts'
import { describeRun } from './describe-run.ts'
import { requestsSince } from './read-log.ts'
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
  const { variables, profile } = await simulatedVariables(simulator, context)
  const merged = mergeEnvironment(context.environment, variables, { simulator: true })
  // This variable is for a program that is slack-tokens itself. Such a program must use the installation of these
  // tokens too.
  const environment = { ...merged.environment, ...(profile !== undefined && { SLACK_TOKENS_PROFILE: profile }) }
  const turned = await turnEnvironment({ environment, simulatorUrl: simulator.url, offline, now: clock.now() })
  try {
    terminal.note(`→ ${words[0] ?? ''} with the local Slack simulator at ${simulator.url}\n`)
    if (turned.dropped.length > 0) terminal.warn(describeExceptions('The program gets', turned.dropped))
    signal.throwIfAborted()
    await terminal.flush()
    const { total: before } = await control(simulator, 'log', {}, ['total'])
    using watch = watchLanguage(words, { run: turned.guard.run, cwd: context.cwd })
    const code = await startProgram(
      { words, env: turned.environment, command: 'slack-tokens sim run', guard: turned.guard },
      context,
    )
    const { log, total } = await control(simulator, 'log', {}, ['log', 'total'])
    const count = requestsSince(before, total)
    const language = watch.language()
    describeRun({ code, turned, count, language, log: count > 0 ? log.slice(-count) : [] }, context)
    throw new ProgramEnded(code)
  } finally {
    await turned.close()
  }
}
