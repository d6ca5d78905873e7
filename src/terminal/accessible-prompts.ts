import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'
import { Interruption } from '../errors.ts'
import type { Prompter } from '../runtime/context.ts'
import { sanitise } from './safe-text.ts'

interface PromptStreams {
  readonly stdin: Readable
  readonly stderr: Writable
}

/**
 * Returns prompts for a screen reader: a line of text, and an answer that ends with Enter. Choices are numbered. Nothing
 * is drawn again, and no escape sequence is written. A prompt throws an Interruption when the person cancels it.
 */
export function createAccessiblePrompter({ stdin, stderr }: PromptStreams, signal: AbortSignal): Prompter {
  const print = (text: string) => void stderr.write(sanitise(text))
  const ask = async (
    label: string,
    { hidden, check }: { hidden: boolean; check: (answer: string) => string | undefined },
  ): Promise<string> => {
    for (;;) {
      const answer = await readLine(stdin, { hidden, signal, onReady: () => print(`${label}: `) })
      // The terminal does not show the Enter of a hidden answer.
      if (hidden) print('\n')
      const problem = check(answer)
      if (problem === undefined) return answer
      print(`Not accepted: ${problem}\n`)
    }
  }
  return {
    text: async (message, check) => await ask(message, { hidden: false, check }),
    secret: async (message, check) => await ask(`${message}. What you type is not shown`, { hidden: true, check }),
    async choose(message, choices) {
      const rows = choices.map(({ label, hint }, index) => `${index + 1}. ${label}${hint ? ` (${hint})` : ''}\n`)
      print(`${message}\n${rows.join('')}`)
      const chosen = (answer: string) => (/^\d{1,3}$/.test(answer.trim()) ? choices[Number(answer) - 1] : undefined)
      const range = `a number from 1 to ${choices.length}`
      const answer = await ask(`Type ${range}, then press Enter`, {
        hidden: false,
        check: (typed) => (chosen(typed) ? undefined : `it must be ${range}`),
      })
      return chosen(answer)?.value ?? ''
    },
  }
}

/**
 * Reads a line. With `hidden`, the terminal does not show it.
 * @param onReady called when the terminal no longer shows what is typed: a secret that is pasted as soon as its prompt
 * appears must not be shown
 * @throws Interruption at the end of the input
 */
async function readLine(
  input: Readable,
  { hidden, signal, onReady }: { readonly hidden: boolean; readonly signal: AbortSignal; readonly onReady: () => void },
): Promise<string> {
  // readline turns off the terminal's own echo only with `terminal`. The output of readline itself goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, terminal: hidden, ...(hidden && { output: nowhere }) })
  try {
    return await new Promise<string>((resolve, reject) => {
      const cancel = () => reject(signal.aborted ? signal.reason : new Interruption('interrupted'))
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel, { once: true })
      onReady()
      lines.once('line', resolve).once('SIGINT', cancel).once('close', cancel)
    })
  } finally {
    lines.close()
  }
}
