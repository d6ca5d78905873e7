/** The ways to read a state, each with a name: as it is, and with its base64 or hexadecimal decoded. */
export type StateReadings = ReadonlyMap<string, string>

/** Base64 can contain base64, and JSON in a state is often encoded twice. */
const deepest = 3

const decoders: readonly (readonly [name: string, decode: (text: string) => string])[] = [
  ['base64', (text) => decodedRuns(text, /[A-Za-z0-9+/_-]{4,}={0,2}/g, 'base64')],
  ['hexadecimal', (text) => decodedRuns(text, /\b(?:[0-9a-f]{2}){4,}\b/gi, 'hex')],
  ['percent-encoding', (text) => text.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => character(hex))],
]

/** Reads a state in every way. A decoded part is kept only when it is readable text. */
export function readingsOfState(state: string): StateReadings {
  const readings = new Map([['', state]])
  let outer: readonly (readonly [string, string])[] = [...readings]
  for (let depth = 0; depth < deepest; depth += 1) {
    outer = outer.flatMap(([name, text]) =>
      decoders.flatMap(([how, decode]) => {
        const decoded = decode(text)
        return decoded === text ? [] : [[name === '' ? how : `${name}, ${how}`, decoded] as const]
      }),
    )
    for (const [name, text] of outer) readings.set(name, text)
  }
  return readings
}

/** Decodes each run of characters that is readable text. Leaves the others, such as a signature, as they are. */
function decodedRuns(text: string, runs: RegExp, encoding: 'base64' | 'hex'): string {
  return text.replace(runs, (run) => {
    const decoded = Buffer.from(run, encoding).toString()
    return /^[^\p{Cc}\ufffd]{4,}$/u.test(decoded) ? decoded : run
  })
}

function character(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16))
}
