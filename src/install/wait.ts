import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { CallbackAnswer } from './callback.ts'
import { readPaste } from './paste.ts'

export interface Waiting {
  /** What the callback server receives; undefined when its port could not be had and only a paste can come. */
  readonly callback: Promise<CallbackAnswer> | undefined
  readonly state: string
  readonly redirectUri: string
  readonly clientId: string
  /** Milliseconds. */
  readonly timeout: number
  /** Somebody is made to look at the consent page. Only its failure matters: it ends the wait. */
  readonly shown: Promise<void>
}

/**
 * Waits for the one answer, by whichever way it comes home: the callback, or the address pasted into the terminal.
 * @throws CliError timedOut: nobody came; the reason of the context's signal.
 */
export async function waitForAnswer(waiting: Waiting, context: Context): Promise<CallbackAnswer> {
  const { terminal, clock } = context
  const over = new AbortController()
  const late = clock.sleep(waiting.timeout, AbortSignal.any([context.signal, over.signal])).then(() => {
    throw timedOut(waiting.timeout)
  })
  const shown = waiting.shown.then(() => new Promise<never>(() => {}))
  const paste = terminal.interactive ? listenForPaste(waiting, context) : undefined
  const ways = [late, shown, ...(waiting.callback ? [waiting.callback] : []), ...(paste ? [paste.answer] : [])]
  const first = Promise.race(ways)
  try {
    // Where a person may paste, nothing may draw over what they type.
    return await (paste ? first : terminal.wait('Waiting for Slack', first))
  } finally {
    over.abort()
    paste?.stop()
    late.catch(() => {})
    shown.catch(() => {})
  }
}

function timedOut(timeout: number): CliError {
  return new CliError('timedOut', `Nobody came back within ${timeout / 1000} s`, {
    code: 'timed_out',
    hint: 'Was an error shown on the page? Nothing returns from there. Run the command again, with more time if needed: --timeout SECONDS',
  })
}

function listenForPaste({ state, redirectUri, clientId }: Waiting, { terminal, watchLines }: Context) {
  let settle: (answer: CallbackAnswer) => void = () => {}
  const answer = new Promise<CallbackAnswer>((resolve) => {
    settle = resolve
  })
  let unconfirmed: string | undefined
  const stop = watchLines((line) => {
    if (unconfirmed !== undefined && /^y(es)?$/i.test(line.trim())) return settle({ kind: 'code', code: unconfirmed })
    unconfirmed = undefined
    const paste = readPaste(line, state)
    if (paste.kind === 'code' || paste.kind === 'denied') return settle(paste)
    if (paste.kind === 'bare code') {
      unconfirmed = paste.code
      terminal.warn('That is a bare code, and nothing shows that it belongs to this login.')
      terminal.note(
        `  It would be exchanged for the app ${clientId}, with the redirect URL ${redirectUri}. Exchange it? Type y, or paste the whole address`,
      )
    }
    if (paste.kind === 'page error') {
      terminal.fail(
        `${paste.means}${paste.passedUri ? ` Slack was given ${paste.passedUri}, this login sent ${redirectUri}` : ''}`,
      )
      terminal.note(`  ${paste.next}. Still waiting`)
    }
    if (paste.kind === 'unproved denial')
      terminal.warn('A refusal, but without this login’s state. Ctrl-C if you cancelled; still waiting')
    if (paste.kind === 'refused')
      terminal.warn(
        'That address is not from this login: open the link above, then paste the address it ends on. Still waiting',
      )
    if (paste.kind === 'unknown')
      terminal.warn(
        'Paste the whole address that the browser ended on, or the text of Slack’s error page. Still waiting',
      )
  })
  return { answer, stop }
}
