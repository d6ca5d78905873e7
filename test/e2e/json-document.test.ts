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

/** How the fake Slack answers; with `half` it refuses one of two tokens. */
const ways: readonly SlackWay[] = [...slackWays, 'half']
const clock = { now: () => Date.now(), sleep: () => Promise.resolve() }

/**
 * Whether a row prints no JSON document, because it runs until it is interrupted or prints the output of another
 * program.
 */
const noDocument = (name: string, row: CanaryRow) => ['run', 'sim run'].includes(name) || row.stops === true

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
    'is exactly one JSON document for the command %s, also after a failure',
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
