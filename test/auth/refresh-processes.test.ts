import { describe, expect, it } from 'vitest'
import { createPlace } from '../support/program.ts'
import { hours, startScene } from '../support/rotating-machine.ts'

/**
 * Creates an install with expired tokens. Returns it with a function that starts the built program on its config
 * folder.
 */
async function endedPlace() {
  const scene = await startScene(1)
  await scene.install()
  scene.slack.app.tokenLifetime = 12 * hours
  const place = createPlace()
  const env = { SLACK_TOKENS_CONFIG_DIR: scene.machine.directory }
  await until(() => Date.now() > Date.parse(scene.kept().bot?.expiresAt ?? ''))
  return { scene, place, start: (...argv: string[]) => place.start(argv, env) }
}

async function until(seen: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !seen(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('several processes that refresh the same token (fault R21)', () => {
  it('all exit with 0 and send only one refresh when ten of them start with an expired token', async () => {
    const { scene, place, start } = await endedPlace()
    await using _scene = scene
    using _place = place
    const before = scene.asked('oauth.v2.access')
    const programs = Array.from({ length: 10 }, () => start('call', 'auth.test', '--as', 'bot'))
    const codes = await Promise.all(programs.map(({ ended }) => ended))
    expect(codes, programs.map(({ stderr }) => stderr()).join('\\n')).toEqual(Array(10).fill(0))
    expect(scene.asked('oauth.v2.access') - before).toBe(1)
    const told = programs.map(({ stderr }) => stderr()).join('')
    expect(told.match(/refreshed and saved/g)).toHaveLength(1)
    expect(programs.every(({ stdout }) => stdout().includes('"ok":true'))).toBe(true)
  }, 60_000)

  it.each([
    ['with Slack’s grace period, the next command gets the new tokens', 60, 0, /refreshed and saved/],
    [
      'without a grace period, the next command asks for a new install',
      0,
      4,
      /An earlier refresh, at .* the new tokens never arrived/,
    ],
  ])(
    'recover after one of them was killed between sending the refresh and saving the tokens: %s',
    async (_name, grace, code, told) => {
      const { scene, place, start } = await endedPlace()
      await using _scene = scene
      using _place = place
      scene.slack.app.refreshGrace = grace
      // This fault delays only the answer; the refresh takes effect at once.
      scene.slack.fail({ on: 'oauth.v2.access', what: 'slow:500' })
      const killed = start('call', 'auth.test', '--as', 'bot')
      await until(() => scene.slack.world.state.faults.length === 0)
      killed.child.kill('SIGKILL')
      expect(await killed.ended).toBe('SIGKILL')
      expect(scene.kept().bot?.refreshTrouble).toMatchObject({ state: 'pending', tries: 1 })
      const { refreshTokens } = scene.slack.world.state
      await until(() => refreshTokens.some(({ usedAt }) => usedAt !== undefined))
      const next = start('call', 'auth.test', '--as', 'bot')
      expect(await next.ended, next.stderr()).toBe(code)
      expect(next.stderr()).toMatch(told)
      expect(scene.kept().bot?.refreshTrouble?.state).toBe(code === 0 ? undefined : 'refused')
    },
    30_000,
  )

  it('finish a refresh that they sent before the first Ctrl-C, then exit with 130 (fault R14)', async () => {
    const { scene, place, start } = await endedPlace()
    await using _scene = scene
    using _place = place
    scene.slack.fail({ on: 'oauth.v2.access', what: 'slow:500' })
    const program = start('call', 'auth.test', '--as', 'bot')
    await until(() => scene.slack.world.state.faults.length === 0)
    program.child.kill('SIGINT')
    expect(await program.ended).toBe(130)
    expect(program.stderr()).toContain('Finishing the refresh so that the tokens are not lost')
    expect(scene.kept().bot).toMatchObject({ lifetime: 12 * hours })
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
  }, 30_000)
})
