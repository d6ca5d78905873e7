import { describe, expect, it } from 'vitest'
import {
  exportedSecrets,
  exportedTokens,
  plantedIn,
  type SlackWay,
  slackWays,
  startTalkativeSlack,
} from '../support/canaries.ts'
import { type CanaryRow, canaryRows } from '../support/canary-rows.ts'
import { createMachine } from '../support/cli.ts'
import { keep } from '../support/kept.ts'

/** Kinds of answers from Slack. `half` refuses one of two tokens. */
const ways: readonly SlackWay[] = [...slackWays, 'half']
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }

/** Whether the command prints for another program, or exits with that program’s output. */
const noDocument = (name: string, row: CanaryRow) => name === 'run' || row.stops === true

async function ranWith(name: string, row: CanaryRow, way: SlackWay, exported: boolean) {
  await using slack = await startTalkativeSlack(way)
  const env = { ...exportedSecrets(slack.url), ...(exported && exportedTokens(slack.url)) }
  using machine = createMachine(env)
  keep(machine.directory, plantedIn(slack.url))
  return await machine.run([...name.split(' '), '--json', ...row.argv], {
    input: row.input ?? '',
    env,
    ...(!row.offline && { clock }),
    runProgram: () => Promise.resolve(0),
  })
}

function documents(stdout: string): number {
  try {
    JSON.parse(stdout)
    return 1
  } catch {
    return stdout.trim() === '' ? 0 : stdout.trim().split('\n').length
  }
}

describe('stdout with --json', () => {
  it.each(Object.entries(canaryRows))(
    'contains one document, even after a failure, for %s',
    { timeout: 60_000 },
    async (name, rows) => {
      const wrong: string[] = []
      for (const row of rows.filter((one) => !noDocument(name, one))) {
        for (const way of row.offline ? (['fine'] as const) : ways) {
          for (const exported of [false, true]) {
            const { code, stdout } = await ranWith(name, row, way, exported)
            const count = documents(stdout)
            if (count !== 1)
              wrong.push(`${code}, ${count} documents: ${name} ${row.argv.join(' ')} (${way})\n${stdout}`)
          }
        }
      }
      expect(wrong).toEqual([])
    },
  )
})
