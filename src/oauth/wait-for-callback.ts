import { withLogin } from '../config/login-command.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import type { CallbackAnswer } from './callback/server.ts'
import { type AnswerSources, firstAnswer } from './first-answer.ts'
import { adviceFor } from './page-error-advice.ts'
import { type PastedCallback, pasteMeanings, readPaste } from './pasted-callback.ts'
import { helpAfterSilence } from './waiting-screen.ts'

export interface CallbackWait extends Omit<AnswerSources, 'pasted'> {
  readonly state: string
  readonly redirectUri: string
  readonly clientId: string
  readonly team: string | undefined
  /** The command that adds the redirect URL to the app's settings; undefined when no command can. */
  readonly push: string | undefined
  /**
   * Whether to print help after a while. True for Slack, because people get stuck on Slack's error pages. False for the
   * simulator, because its error pages say what to do.
   */
  readonly slow: boolean
  /** The command line that repeats this login. */
  readonly again: string | undefined
}

/**
 * Waits for the answer, and returns it: from the callback, or from the address that a person pastes into the terminal.
 * @throws CliError with the exit reason `timedOut`: no answer arrived in time; or the reason with which the context's
 * signal was aborted.
 */
export async function waitForAnswer(waiting: CallbackWait, context: Context): Promise<CallbackAnswer> {
  const { terminal } = context
  const over = new AbortController()
  const help = waiting.slow ? helpInSilence(waiting, context, over.signal) : Promise.resolve()
  help.catch(() => {})
  const paste = terminal.interactive ? listenForPaste(waiting, context) : undefined
  const { callback, shown, timeout } = waiting
  const first = firstAnswer({ callback, pasted: paste?.answer, shown, timeout }, context)
  try {
    // While a person can paste, no progress line may overwrite the input.
    return await (paste ? first : terminal.wait('Waiting for Slack', first))
  } catch (error) {
    throw withAdvice(error, waiting)
  } finally {
    over.abort()
    paste?.stop()
  }
}

/** Adds the command that waits again to the error of a wait that timed out. Returns every other error unchanged. */
function withAdvice(error: unknown, { again = 'slack-tokens login' }: CallbackWait): unknown {
  if (!(error instanceof CliError) || error.code !== 'timed_out') return error
  const hint = `Did Slack show an error page? Such a page never returns to this login. Try again, with more time if needed (--timeout SECONDS): ${again}`
  return new CliError(error.failure, error.message, { code: error.code, hint, cause: error })
}

/** Maximum milliseconds between two lines of one paste: the text of a page has several lines. */
const pasteWindow = 60

function listenForPaste(waiting: CallbackWait, { terminal, watchLines }: Context) {
  let settle: (answer: CallbackAnswer) => void = () => {}
  const answer = new Promise<CallbackAnswer>((resolve) => {
    settle = resolve
  })
  let unconfirmed: string | undefined
  const lines: string[] = []
  let timer: NodeJS.Timeout | undefined
  const judge = (pasted: string) => {
    if (unconfirmed !== undefined && /^y(es)?$/i.test(pasted.trim())) return settle({ kind: 'code', code: unconfirmed })
    unconfirmed = undefined
    const paste = readPaste(pasted, waiting.state)
    if (paste.kind === 'code' || paste.kind === 'denied') return settle(paste)
    if (paste.kind === 'bare code') unconfirmed = paste.code
    answerPaste(paste, waiting, terminal)
  }
  const judgeAll = () => {
    const pasted = lines.splice(0)
    const whole = pasted.join('\n')
    // Several lines are one paste only if together they are the text of an error page. Otherwise read each line alone.
    if (readPaste(whole, waiting.state).kind === 'page error') judge(whole)
    else pasted.forEach(judge)
  }
  const stop = watchLines((line) => {
    lines.push(line)
    clearTimeout(timer)
    timer = setTimeout(judgeAll, pasteWindow)
  })
  return {
    answer,
    stop() {
      clearTimeout(timer)
      stop()
    },
  }
}

/** Prints why a paste does not end the wait, and what to paste instead. */
function answerPaste(
  paste: PastedCallback,
  { redirectUri, clientId, team, push, again }: CallbackWait,
  terminal: Context['terminal'],
): void {
  switch (paste.kind) {
    case 'bare code':
      terminal.warn(`${pasteMeanings['bare code']}.`)
      terminal.note(
        `  It would be exchanged for the app ${clientId}, with the redirect URL ${redirectUri}. Exchange it? Type y, or paste the whole address`,
      )
      return
    case 'page error': {
      const { means, next } = adviceFor(paste, { redirectUri, clientId, team, push })
      terminal.fail(means)
      terminal.note(`  ${again === undefined ? next : withLogin(next, again)}. Still waiting`)
      return
    }
    case 'unproved denial':
      terminal.warn(`${pasteMeanings[paste.kind]}. If you pressed Cancel, stop with Ctrl-C; still waiting`)
      return
    case 'consent page':
      terminal.warn(`${pasteMeanings[paste.kind]}. Paste the address on which the browser ends then; still waiting`)
      return
    case 'refused':
      terminal.warn(
        `${pasteMeanings[paste.kind]}: open the link above, then paste the address on which the browser ends. Still waiting`,
      )
      return
    case 'unknown':
      terminal.warn(
        'Paste the whole address that the browser ended on, or the text of Slack’s error page. Still waiting',
      )
      return
    case 'nothing':
    case 'code':
    case 'denied':
  }
}

/** Prints help after 20 s and again after 60 s without a callback. */
async function helpInSilence(
  { redirectUri, team }: CallbackWait,
  { terminal, clock }: Context,
  signal: AbortSignal,
): Promise<void> {
  for (const [stage, pause] of [
    ['first', 20_000],
    ['second', 40_000],
  ] as const) {
    await clock.sleep(pause, signal)
    for (const line of helpAfterSilence(stage, { redirectUri, team, room: terminal.noteRoom })) terminal.note(line)
  }
}
