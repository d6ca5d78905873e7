// Measures speed and size of the tool: npm run bench -- [--rounds N] [--only PATTERN] [--newer] [--json]
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { callRows } from './call.js'
import { checkRows } from './check.js'
import { deliveryRows } from './deliveries.js'
import { explainRows } from './explain.js'
import { judge } from './judge.js'
import { loginRows } from './login.js'
import { newerNode, ownNode } from './nodes.js'
import { packageRows } from './package.js'
import { measure } from './rounds.js'
import { createScene } from './scene.js'
import { simRunRows } from './sim-run.js'
import { simulatorRows } from './simulator.js'
import { startRows } from './start.js'
import { storeRows } from './store.js'
import { table } from './table.js'

const usage = `npm run bench -- [options]
  --rounds N       how often everything is measured, in turn (21)
  --only PATTERN   only the rows whose name matches this regular expression
  --newer          also on a newer Node.js, installed into a temporary folder; BENCH_NODE=/path/to/node names one
  --json           the results as JSON
`

// These rows depend on the version of Node.js and are measured with each version; the rows for files and locks are
// measured once.
const perNode = [...startRows, ...explainRows, ...callRows, ...loginRows]
const once = [...checkRows, ...storeRows, ...simulatorRows, ...simRunRows, ...deliveryRows, ...packageRows]

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '21' },
        only: { type: 'string', default: '' },
        newer: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const rounds = Number(values.rounds)
    if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1000) throw new Error('--rounds is a number, 1 to 1000')
    return { ...values, rounds, only: new RegExp(values.only, 'i') }
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

async function bench({ rounds, only, newer, json }) {
  const signal = interruption()
  const scenes = []
  try {
    const nodes = [ownNode(), ...(newer || process.env.BENCH_NODE ? [newerNode()] : [])]
    const plan = []
    for (const [index, node] of nodes.entries()) {
      const scene = createScene(node, signal)
      scenes.push(scene)
      const rows = (index === 0 ? [...perNode, ...once] : perNode).filter(({ what }) => only.test(what))
      plan.push(...rows.map((row) => ({ row, scene })))
    }
    const onProgress = (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)
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
    nodes: nodes.map(({ version }) => version),
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
