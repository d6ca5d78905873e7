import { describe, expect, it } from 'vitest'
import { createMachine, type Over } from '../support/cli.ts'
import { acme, keep } from '../support/kept.ts'
import { hours, startScene } from '../support/rotating-machine.ts'

/** Returns a substitute for the started program. It records its arguments and environment, and exits with `code`. */
function asProgram(code = 0) {
  const given: { words: readonly string[]; env: NodeJS.ProcessEnv }[] = []
  const over: Pick<Over, 'runProgram'> = {
    runProgram: async (command, args, env) => {
      given.push({ words: [command, ...args], env })
      return code
    },
  }
  return { given, over, last: () => given.at(-1)?.env ?? {} }
}

function machineWith(kept = acme(), env: Record<string, string> = {}) {
  const machine = createMachine(env)
  keep(machine.directory, kept)
  return machine
}

describe('run, when it starts a program', () => {
  it('passes the environment together with the variables that `env` prints, and does not change the arguments', async () => {
    using machine = machineWith(acme(), { HOME: '/home', LANG: 'C', SLACK_TOKENS_PROFILE: 'acme' })
    const { over, given } = asProgram()
    const words = ['node', 'app.js', '--json', '--as', 'nobody', '--', '-x', '$HOME']
    const { code, stdout, stderr } = await machine.run(['run', '--', ...words], over)
    expect([code, stdout], stderr).toEqual([0, ''])
    expect(given).toMatchObject([
      {
        words,
        env: {
          LANG: 'C',
          SLACK_TOKENS_PROFILE: 'acme',
          SLACK_BOT_TOKEN: 'xoxb-sim-acme-bot',
          SLACK_USER_TOKEN: 'xoxp-sim-acme-user',
          SLACK_SIGNING_SECRET: 'sample-signing-secret',
        },
      },
    ])
    expect(stderr).not.toMatch(/xox|sample-/)
  })

  it('exits with the program’s exit code', async () => {
    using machine = machineWith()
    for (const code of [0, 1, 42, 255]) {
      expect((await machine.run(['run', '--', 'x'], asProgram(code).over)).code).toBe(code)
    }
  })

  it('replaces the value of a variable that is already in the environment, and prints the name of the variable', async () => {
    const exported = { SLACK_BOT_TOKEN: 'xoxb-sim-other', SLACK_CLIENT_ID: '1111111111.2222222222' }
    using machine = machineWith(acme(), exported)
    const { over, last } = asProgram()
    const { stderr } = await machine.run(['run', '--', 'x'], over)
    expect(last()['SLACK_BOT_TOKEN']).toBe('xoxb-sim-acme-bot')
    expect(stderr).toMatch(/SLACK_BOT_TOKEN: replaced by the value of “acme”/)
    expect(stderr).not.toMatch(/SLACK_CLIENT_ID:|xoxb-sim-other/)
  })

  it('does not pass on the exported SLACK_USER_TOKEN, SLACK_TOKEN and SLACK_API_URL with --as bot, and prints their names', async () => {
    const exported = {
      SLACK_USER_TOKEN: 'xoxp-sim-other',
      SLACK_TOKEN: 'xoxb-sim-any',
      SLACK_API_URL: 'https://other.example/api/',
    }
    using machine = machineWith(acme(), exported)
    const { over, last } = asProgram()
    const { stderr } = await machine.run(['run', '--as', 'bot', '--', 'x'], over)
    expect(Object.keys(last()).filter((name) => name in exported)).toEqual([])
    expect(stderr).toMatch(/SLACK_USER_TOKEN, SLACK_TOKEN, SLACK_API_URL: not passed on/)
  })

  it.each([
    ['the same app', '1111111111.2222222222', true],
    ['an app that the environment does not name', '', true],
    ['another app', '3333333333.4444444444', false],
  ])(
    'passes on an exported signing secret, except one of another app (here the secret of %s)',
    async (_what, clientId, passes) => {
      using machine = machineWith(acme({}, { signingSecret: null }), {
        SLACK_CLIENT_ID: clientId,
        SLACK_SIGNING_SECRET: 'exported',
      })
      const { over, last } = asProgram()
      await machine.run(['run', '--', 'x'], over)
      expect(last()['SLACK_SIGNING_SECRET']).toBe(passes ? 'exported' : undefined)
    },
  )

  it('refreshes an expired token first, and passes the new token', async () => {
    await using scene = await startScene()
    await scene.install()
    const before = scene.kept().bot?.token
    scene.passes(13 * hours)
    const { over, last } = asProgram()
    const { stderr } = await scene.run(['run', '--as', 'bot', '--', 'x'], over)
    expect(last()['SLACK_BOT_TOKEN']).toBe(scene.kept().bot?.token)
    expect(last()['SLACK_BOT_TOKEN']).not.toBe(before)
    expect(last()['SLACK_API_URL']).toBe(scene.slack.apiUrl)
    expect(stderr).toMatch(/SLACK_BOT_TOKEN rotates: it expires in 11 h 59 min.*runs longer must be restarted/)
  })

  it('exits with 1 and starts nothing when the refresh fails', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    await scene.slack.close()
    const { over, given } = asProgram()
    expect([(await scene.run(['run', '--', 'x'], over)).code, given]).toEqual([1, []])
  })
})

describe('run, when it cannot start the program', () => {
  it.each([
    [['run'], 2, /the program is missing[\s\S]*run -- node app\.js/],
    [['run', 'node', '-e', '1'], 2, /run: -e comes behind node[\s\S]*two dashes: .* run -- node -e 1/],
    [['run', '--as', 'nobody', '--', 'x'], 2, /bot, user/],
    [['run', '--profile', 'nobody', '--', 'x'], 2, /No installation is called/],
  ])('prints an error for the command line %j, and exits with %i', async (argv, code, said) => {
    using machine = machineWith()
    const { over, given } = asProgram()
    const ran = await machine.run(argv, over)
    expect([ran.code, ran.stdout, given]).toEqual([code, '', []])
    expect(ran.stderr).toMatch(said)
  })

  it('exits with 4 when nothing is installed', async () => {
    using machine = createMachine()
    expect((await machine.run(['run', '--', 'x'], asProgram().over)).code).toBe(4)
  })

  it.each([
    ['ENOENT', 2, 'command_not_found', /no program called x/],
    ['EACCES', 1, 'EACCES', /you may not run it/],
    ['EINVAL', 1, 'EINVAL', /\.cmd or \.bat[\s\S]*cmd \/c npm start/],
  ])(
    'prints an error when the system refuses to start the program with %s, and exits with %i',
    async (errno, code, error, said) => {
      using machine = machineWith()
      const runProgram = () => Promise.reject(Object.assign(new Error('spawn'), { code: errno }))
      const ran = await machine.run(['run', '--', 'x'], { runProgram })
      expect(ran.code).toBe(code)
      expect(ran.stderr).toMatch(said)
      expect((await machine.run(['run', '--json', '--', 'x'], { runProgram })).json).toMatchObject({ ok: false, error })
      // In this test, `--json` is an argument of the program, not of `run`.
      expect((await machine.run(['run', '--', 'x', '--json'], { runProgram })).stdout).toBe('')
    },
  )
})
