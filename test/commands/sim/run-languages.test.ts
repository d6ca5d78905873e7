import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isThere, languagePrograms, languageVariables } from '../../support/language-programs.ts'
import { createPlace } from '../../support/program.ts'

const { folder, programs, [Symbol.dispose]: remove } = languagePrograms()
afterAll(remove)

describe('sim run, with an unchanged program in another language', () => {
  for (const { client, needs, words, calls = 1 } of programs) {
    it(`lets ${client} reach the simulator`, { timeout: 120_000 }, async ({ skip }) => {
      // The test looks for the language only here, not earlier. So a run of selected tests does not start every
      // language.
      if (!isThere(needs)) {
        console.info(`Skipped ${client}: it is not installed (${needs.join(' ')})`)
        skip(`${client} is not installed`)
      }
      using place = createPlace()
      const program = place.start(['sim', 'run', '--', ...words], { ...languageVariables, GOCACHE: join(folder, 'go') })
      expect(await program.ended, program.stderr()).toBe(0)
      expect(JSON.parse(program.stdout())).toMatchObject({
        ok: true,
        user: 'sim-app',
        url: 'https://sandbox-inc.slack.com/',
      })
      const count = calls === 1 ? '1 request' : `${calls} requests`
      expect(program.stderr()).toContain(`${count} for Slack reached the simulator`)
    })
  }
})
