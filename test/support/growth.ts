import vm from 'node:vm'

/** The length of the shorter text in characters. */
const size = 32_000
/** Processor time in milliseconds below which work counts as fast. Linear work takes about 0.4 ms. */
const quick = 40
/** Milliseconds after which the work is stopped. Linear work takes about 1 ms. */
const patience = 1000

/** A growth above this is measured again. Linear work shows it only when other programs disturb the measurement. */
const suspicious = 3

/**
 * Returns how much longer `work` takes on a text of twice the length: 2 for linear work, 4 for quadratic work, 1 for
 * work too fast to measure, Infinity for work that was stopped. Only the shortest of three processor times counts, and
 * only the least of three suspicious results, so that other programs have no influence.
 */
export function growth(work: (text: string) => unknown, make: (size: number) => string): number {
  let least = Infinity
  for (let tries = 0; tries < 3 && least > suspicious; tries += 1) least = Math.min(least, growthOnce(work, make))
  return least
}

function growthOnce(work: (text: string) => unknown, make: (size: number) => string): number {
  const first = measured(work, make(size))
  if (first < quick || first === Infinity) return first === Infinity ? first : 1
  const [single = 0, double = 0] = [size, 2 * size].map((length) => {
    const text = make(length)
    return Math.min(...[1, 2, 3].map(() => measured(work, text)))
  })
  return double < quick ? 1 : double / single
}

const script = new vm.Script('__work()')

/** Returns the processor time of `work` in milliseconds; Infinity when it was stopped. */
function measured(work: (text: string) => unknown, text: string): number {
  for (let tries = 1; ; tries += 1) {
    const start = process.cpuUsage()
    const isCut = runsTooLong(() => work(text))
    const { user, system } = process.cpuUsage(start)
    const spent = (user + system) / 1000
    if (!isCut) return spent
    // Stop when the work itself used the time, or after five tries. Otherwise other programs used the time: try again.
    if (spent > patience / 2 || tries === 5) return Infinity
  }
}

function runsTooLong(work: () => unknown): boolean {
  Object.assign(globalThis, { __work: () => void work() })
  try {
    script.runInThisContext({ timeout: patience })
    return false
  } catch (error) {
    // A text for which the work throws counts like any other text.
    return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  }
}
