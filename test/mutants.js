// Drops one part at a time of each healthy app in test/subjects, drives the changed app, and prints which finding
// caught the change: npm run test:mutants -- [--only PATTERN] [--at-once N] [--resume]. PATTERN is a regular expression
// for “app: mutant”. The results are in node_modules/.cache/slack-tokens/mutants.jsonl, even when the run is
// interrupted. --resume continues with these results, and drives only the mutants that have no result or that survived
// without a reason. It exits with 0 when each survivor has a reason in test/mutation/survivors.ts and no other mutant has
// one, otherwise with 1.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))

function readArguments() {
  const options = {
    only: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '4' },
    resume: { type: 'boolean', default: false },
  }
  const { values } = parseArgs({ options })
  if (!/^[1-9]\d?$/.test(values['at-once'])) throw new Error('--at-once is a number from 1 to 99')
  return { only: new RegExp(values.only).source, atOnce: values['at-once'], resume: values.resume }
}

/** Prints one line for each mutant, sorted by app and line, and then the numbers of each app. */
function print(rows) {
  const apps = [...new Set(rows.map(({ app }) => app))].sort((one, other) => one.localeCompare(other))
  for (const app of apps) {
    console.log(`\n${app}`)
    for (const { line, name, found, ran, seenBy, reason } of rows.filter((row) => row.app === app).sort(byLine)) {
      const caught = ran ? found.join(', ') : 'does not start'
      const survives = `SURVIVES ${seenBy === 0 ? '(no scenario executes it)' : `(${seenBy} scenarios)`}: ${reason ?? 'no reason yet'}`
      const outdated = reason === undefined ? '' : `   BUT test/mutation/survivors.ts says: ${reason}`
      const verdict = found.length > 0 ? `${caught}${outdated}` : survives
      console.log(`  ${String(line).padStart(3)}  ${name}\n         ${verdict}`)
    }
  }
  console.log('')
  for (const app of apps) {
    const own = rows.filter((row) => row.app === app)
    const count = (test) => own.filter(test).length
    const survived = count(({ found }) => found.length === 0)
    const unexplained = count(({ found, reason }) => found.length === 0 && reason === undefined)
    const caught = count(({ found, ran }) => ran && found.length > 0)
    const dead = count(({ ran }) => !ran)
    console.log(
      `${app}: ${own.length} mutants, ${caught} caught, ${dead} do not start, ${survived} survive, ${unexplained} of them without a reason`,
    )
  }
}

const byLine = (one, other) => one.line - other.line

function run() {
  const { only, atOnce, resume } = readArguments()
  const cache = join(root, 'node_modules', '.cache', 'slack-tokens')
  mkdirSync(cache, { recursive: true })
  const results = join(cache, 'mutants.jsonl')
  if (!resume) writeFileSync(results, '')
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-mutants-'))
  const table = join(folder, 'table')
  writeFileSync(table, '')
  try {
    const vitest = fileURLToPath(import.meta.resolve('vitest/package.json')).replace(/package\.json$/, 'vitest.mjs')
    const order = ['run', '--testTimeout=0', '--reporter=dot', 'test/mutation']
    const { status } = spawnSync(process.execPath, [vitest, ...order], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore'],
      env: {
        ...process.env,
        MUTANTS_TABLE: table,
        MUTANTS_ONLY: only,
        MUTANTS_RESULTS: results,
        MUTANTS_RESUME: resume ? '1' : '',
        TESTS_AT_ONCE: String(atOnce),
      },
    })
    const rows = readFileSync(table, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    if (rows.length === 0) throw new Error('No mutant was driven. The reason: npx vitest run test/mutation')
    print(rows)
    return status ?? 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  process.exitCode = run()
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}
