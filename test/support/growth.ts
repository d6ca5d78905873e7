import vm from 'node:vm'

/** Characters of the smaller text. */
const size = 32_000
/** Below this processor time, in milliseconds, work counts as fast: linear work takes a hundredth of it. */
const quick = 40
/** Milliseconds after which work is stopped: linear work takes a thousandth of it. */
const patience = 1000

/**
 * How much longer `work` takes on a text twice as long: 2 when its time is in proportion, 4 when it is quadratic.
 * Processor time, the least of three, so that what else the computer does makes no difference. 1 for what is too quick to
 * measure; Infinity for what was cut off.
 */
export function growth(work: (text: string) => unknown, make: (size: number) => string): number {
  const first = measured(work, make(size))
  if (first < quick || first === Infinity) return first === Infinity ? first : 1
  const [single = 0, double = 0] = [size, 2 * size].map((length) => {
    const text = make(length)
    return Math.min(...[1, 2, 3].map(() => measured(work, text)))
  })
  return double < quick ? 1 : double / single
}

const script = new vm.Script('__work()')

/** Processor time in milliseconds; Infinity when the work did not finish in time. */
function measured(work: (text: string) => unknown, text: string): number {
  for (let tries = 1; ; tries += 1) {
    const start = process.cpuUsage()
    const isCut = runsTooLong(() => work(text))
    const { user, system } = process.cpuUsage(start)
    const spent = (user + system) / 1000
    if (!isCut) return spent
    // Otherwise other programs used the processor, so measure again.
    if (spent > patience / 2 || tries === 5) return Infinity
  }
}

function runsTooLong(work: () => unknown): boolean {
  Object.assign(globalThis, { __work: () => void work() })
  try {
    script.runInThisContext({ timeout: patience })
    return false
  } catch (error) {
    // Refusing the text counts like accepting it.
    return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  }
}
