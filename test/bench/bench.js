// Measures speed and size of the tool: npm run bench -- [--quick] [--rounds N] [--only PATTERN] [--also 22,24] [--json]
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { callRows } from './call.js'
import { checkRows } from './check.js'
import { deliveryRows } from './deliveries.js'
import { explainRows } from './explain.js'
import { growthRows } from './growth.js'
import { judge } from './judge.js'
import { loginRows } from './login.js'
import { otherNode, ownNode } from './nodes.js'
import { packageRows } from './package.js'
import { measure } from './rounds.js'
import { createScene } from './scene.js'
import { simRunRows } from './sim-run.js'
import { simulatorRows } from './simulator.js'
import { startRows } from './start.js'
import { storeRows } from './store.js'
import { table } from './table.js'

const usage = `npm run bench -- [options]
  --quick          only what takes little time, in 5 rounds: under a minute
  --rounds N       how often everything is measured, in turn (21)
  --only PATTERN   only the rows whose name matches this regular expression
  --also MAJORS    also on these versions of Node.js, such as 22,24; npm installs them into a temporary folder
  --json           the results as JSON
`

// These rows depend on the version of Node.js and are measured with each version; the rows for files and locks are
// measured once.
const perNode = [...startRows, ...explainRows, ...callRows, ...loginRows]
const once = [
  ...checkRows,
  ...storeRows,
  ...simulatorRows,
  ...simRunRows,
  ...deliveryRows,
  ...growthRows,
  ...packageRows,
]
/** The rows of `--quick`: what most commands spend, and what a change of the Slack client touches. */
const quickRows = [...startRows, ...callRows, ...checkRows.slice(0, 2)]

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        only: { type: 'string', default: '' },
        also: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const rounds = Number(values.rounds ?? (values.quick ? 5 : 21))
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000) throw new Error('--rounds is a number, 1 to 1000')
    const also = values.also.split(',').filter(Boolean)
    if (also.some((major) => !/^\d{2}$/.test(major))) throw new Error('--also is a list of versions, such as 22,24')
    return { ...values, rounds, also, only: new RegExp(values.only, 'i') }
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`)
    return undefined
  }
}

function interruption() {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM']) {
    // The first signal stops the bench after the current measurement; a second one ends the process at once.
    process.once(name, () => controller.abort())
  }
  return controller.signal
}

async function bench({ quick, rounds, only, also, json }) {
  const signal = interruption()
  const scenes = []
  try {
    const nodes = [ownNode(), ...also.map(otherNode)]
    const plan = []
    for (const [index, node] of nodes.entries()) {
      const scene = createScene(node, signal)
      scenes.push(scene)
      const rows = (index === 0 ? [...perNode, ...once] : perNode).filter(
        (row) => only.test(row.what) && (!quick || quickRows.includes(row)),
      )
      plan.push(...rows.map((row) => ({ row, scene })))
    }
    const onProgress = (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
    if (plan.length === 0) {
      process.stderr.write('No row has such a name\n')
      return 2
    }
    const samples = await measure(plan, { rounds, signal, onProgress })
    onProgress('')
    const results = plan.map(({ row, scene }) => judge(row, scene, samples))
    report(results, { rounds, json, nodes })
    return results.every(({ failure }) => failure === undefined) ? 0 : 1
  } catch (error) {
    if (!signal.aborted) throw error
    return 130
  } finally {
    for (const scene of scenes.reverse()) await scene.close()
    for (const name of ['SIGINT', 'SIGTERM']) process.removeAllListeners(name)
  }
}

function report(results, { rounds, json, nodes }) {
  const about = {
    date: new Date().toISOString().slice(0, 10),
    nodes: nodes.filter(({ failure }) => !failure).map(({ version }) => version),
    processors: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
    rounds,
  }
  if (json) process.stdout.write(`${JSON.stringify({ ...about, rows: results }, null, 2)}\n`)
  else process.stdout.write(table(results, about))
}

const asked = readArguments()
if (asked?.help) process.stdout.write(usage)
else if (!asked) process.exitCode = 2
else process.exitCode = await bench(asked)
