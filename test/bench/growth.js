import { dirname, join } from 'node:path'
import { checking } from './check.js'
import { explainingLog } from './explain.js'
import { peakMemory, run } from './processes.js'
import { program } from './scene.js'
import { listing, parsing } from './start.js'

const rounds = 3
const atMost = (limit) => () => ({ atMost: limit })
const count = (number) => number.toLocaleString('en')

const listRows = [100, 10_000].map((installations) => ({
  what: `list, ${count(installations)} installations`,
  of: { ...listing(installations), rounds },
  against: { ...parsing(installations), rounds },
  unit: 'ms',
  goal: atMost(3),
}))

const many = 10_000
const fewer = 1000

const checkRows = [
  {
    what: `check --all, ${count(many)} installations, a tenth of its time`,
    of: checking(many, { rate: many / fewer, rounds }),
    against: checking(fewer, { rounds }),
    unit: 'ms',
    goal: atMost(1.2),
  },
  {
    what: `check --all, ${count(many)} installations: peak memory`,
    of: checking(many, { rounds, measureOf: peakMemory }),
    unit: 'MB',
    goal: atMost(150),
  },
]

/** Returns a subject: the time of one page and one new message in a channel of the simulator. */
function messages(number) {
  return {
    name: `a channel with ${number} messages`,
    rounds,
    prepare(scene) {
      const library = join(dirname(dirname(scene.launcher)), 'dist', 'simulator.js')
      const argv = [program('grow-messages.js'), library, String(number)]
      return Promise.resolve(async () => Number(run(scene, argv).stdout))
    },
  }
}

const messageRows = [1000, 10_000, 100_000].map((number) => ({
  what: `simulator: a page and a message, after ${count(number)}`,
  of: messages(number),
  against: messages(10),
  unit: 'ms',
  goal: atMost(1.5),
}))

const pasteRows = [
  [1000, 'JSON', 100],
  [100_000, 'JSON', 100],
  [1_000_000, 'JSON', 100],
  [1_000_000, 'text', 100],
  [10_000_000, 'JSON', 1000],
  [10_000_000, 'text', 1000],
].map(([bytes, format, limit]) => ({
  what: `explain, a token in ${count(bytes / 1000)} KB of ${format} lines`,
  of: { ...explainingLog(bytes, format), rounds },
  unit: 'ms',
  goal: atMost(limit),
}))

/** The rows that show how the cost grows with the data. */
export const growthRows = [...listRows, ...checkRows, ...messageRows, ...pasteRows]
