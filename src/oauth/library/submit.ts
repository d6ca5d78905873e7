import type { CallbackAnswer } from '../callback/server.ts'
import { adviceFor, type SentRequest } from '../page-error-advice.ts'
import { type PastedCallback, pasteMeanings, readPaste } from '../pasted-callback.ts'
import { neutralHint } from './hints.ts'
import type { InstallReady, Submitted } from './types.ts'

export interface SubmitWay {
  readonly submit: InstallReady['submit']
  /** Resolves with the first accepted answer. */
  readonly answer: Promise<CallbackAnswer>
  /** After this call, `submit` accepts nothing more. */
  close(why: 'answered' | 'ended'): void
}

type RefusedPaste = Exclude<PastedCallback, { readonly kind: 'code' | 'denied' }>

const codes = {
  'bare code': 'bare_code',
  'unproved denial': 'denial_without_state',
  'consent page': 'authorize_url',
  refused: 'wrong_state',
  nothing: 'empty',
  unknown: 'unknown',
} as const

const wholeAddress = 'Paste the whole address on which the browser ended, or the text of Slack’s error page'

const closed = {
  answered: { message: 'This install already has an answer', hint: 'Wait for its result' },
  ended: { message: 'This install has ended', hint: 'Begin a new one' },
} as const

/**
 * Returns `submit` for texts that a person pastes. It judges them by the same rules as `login` judges what a person
 * types at its terminal.
 */
export function createSubmit(state: string, sent: SentRequest): SubmitWay {
  let settle: (answer: CallbackAnswer) => void = () => {}
  const answer = new Promise<CallbackAnswer>((resolve) => {
    settle = resolve
  })
  let over: keyof typeof closed | undefined
  return {
    answer,
    close(why) {
      over = why
    },
    submit(text, { trustCode = false } = {}) {
      if (over) return { accepted: false, code: over, ...closed[over] }
      const paste = readPaste(String(text), state)
      const given = paste.kind === 'bare code' && trustCode ? { kind: 'code' as const, code: paste.code } : paste
      if (given.kind !== 'code' && given.kind !== 'denied') return refusal(given, sent)
      over = 'answered'
      settle(given)
      return { accepted: true }
    },
  }
}

function refusal(paste: RefusedPaste, sent: SentRequest): Submitted {
  if (paste.kind === 'page error') {
    const { means, next } = adviceFor(paste, sent)
    const hint = neutralHint(paste.code, next, sent) ?? 'Follow the page, then open the authorize URL again'
    return { accepted: false, code: 'page_error', slackError: paste.code, message: means, hint }
  }
  const hint =
    paste.kind === 'bare code'
      ? `${wholeAddress}, or submit the code with trustCode if it comes from this install`
      : paste.kind === 'unproved denial'
        ? 'If you pressed Cancel, abort the install'
        : paste.kind === 'consent page'
          ? 'Open it, press Allow, and paste the address on which the browser ends'
          : wholeAddress
  return { accepted: false, code: codes[paste.kind], message: pasteMeanings[paste.kind], hint }
}
