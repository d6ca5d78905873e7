import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readJunit } from './support/junit.ts'
import { launcher } from './support/program.ts'
import { projectMachine } from './support/project.ts'
import { type RanSteps, runSteps, type WorkflowStep } from './support/run-steps.ts'
import { temporaryFolder } from './support/temporary.ts'
import { workflowCommands } from './support/workflow-commands.ts'

const root = join(dirname(launcher), '..')

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly WorkflowStep[] }
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action

interface RanAction extends RanSteps {
  readonly isForbiddenThere: boolean
  readonly exitCode: string | undefined
  readonly summary: string
  readonly junit: ReturnType<typeof readJunit> | undefined
}

interface ActionRun {
  readonly inputs?: Readonly<Record<string, string>>
  readonly defect?: string
  /** A file that must not exist after the run. */
  readonly forbidden?: string
}

/** Runs the steps of the action with these inputs, as a GitHub runner does, in a project with a healthy app. */
async function run({ inputs = {}, defect = '', forbidden }: ActionRun): Promise<RanAction> {
  using machine = await projectMachine((start) => ({ drive: { start, scenarios: ['allow', 'deny'] } }))
  using folder = temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  const inputOf = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? ''
  const steps = action.runs.steps.map((step) => ({
    ...step,
    env: Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, text]) => [
        name,
        text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_all, input: string) => inputOf(input)),
      ]),
    ),
  }))
  for (const name of ['output', 'summary']) writeFileSync(at(name), '')
  const env = {
    ...{ HOME: folder.path, PORT: String(machine.port), DEFECT: defect, CI: 'true', GITHUB_ACTIONS: 'true' },
    ...{ GITHUB_ACTION_PATH: root, GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') },
  }
  const ran = runSteps(steps, { folder: folder.path, cwd: machine.folder, env })
  const report = join(machine.folder, inputOf('report-folder'), 'junit.xml')
  return {
    ...ran,
    isForbiddenThere: forbidden !== undefined && existsSync(join(machine.folder, forbidden)),
    exitCode: /^exit-code=(\d+)$/m.exec(readFileSync(at('output'), 'utf8'))?.[1],
    summary: readFileSync(at('summary'), 'utf8'),
    junit: existsSync(report) ? readJunit(readFileSync(report, 'utf8')) : undefined,
  }
}

describe('action.yml', () => {
  it('passes inputs to its scripts as variables only, so that no input can be a command', () => {
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{')
    const variables = action.runs.steps.flatMap(({ env = {} }) => Object.entries(env))
    for (const [, text] of variables) expect(text).toMatch(/^\$\{\{ inputs\.[\w-]+ \}\}$/)
  })

  it('uses every input, and each of them has a description and a default', () => {
    const text = readFileSync(join(root, 'action.yml'), 'utf8')
    for (const [name, input] of Object.entries(action.inputs)) {
      expect(text).toContain(`inputs.${name}`)
      expect(input).toMatchObject({ description: expect.any(String) as string, default: expect.any(String) as string })
    }
    const named = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in action.inputs))).toEqual([])
    expect(action.runs.using).toBe('composite')
  })
})

describe('the steps of action.yml, run by a shell', { timeout: 120_000 }, () => {
  it('drive the app that .slack-tokens.json describes when no input is given', async () => {
    const { code, exitCode, junit, summary, output } = await run({})
    expect([code, exitCode], output).toEqual([0, '0'])
    expect(junit?.counts).toMatchObject({ tests: '2', failures: '0' })
    expect(summary).toMatch(/^## Slack install/)
  })

  it('fail with exit code 1 for a defect, print an annotation, and set the output', async () => {
    const { code, exitCode, output } = await run({ defect: 'denial-500', inputs: { scenarios: 'deny' } })
    expect([code, exitCode], output).toEqual([1, '1'])
    expect(workflowCommands(output)).toMatchObject([
      { name: 'error', properties: { title: 'drive, deny: denial-500' } },
    ])
  })

  it('fail with exit code 2 when the app does not start', async () => {
    const { code, exitCode, junit } = await run({ inputs: { start: 'exit 9' } })
    expect([code, exitCode, junit?.counts['errors']]).toEqual([2, '2', '1'])
  })

  it('pass every input on', async () => {
    const inputs = {
      ...{ start: `"${process.execPath}" app.mjs`, scenarios: 'deny', allow: 'denial-500', wait: '20', use: '/hello' },
      ...{
        'events-url': '/slack/events',
        'redirect-url': 'http://localhost:3000/cb',
        'allow-hosts': 'app.test, b.test',
      },
      ...{ reporter: 'json=out.json, text=out.txt', 'report-folder': 'my reports', version: 'none' },
    }
    const { code, junit, output } = await run({ inputs, defect: 'denial-500' })
    expect(code, output).toBe(0)
    expect(junit?.cases).toMatchObject([{ name: 'deny' }])
    const wrong = await run({ inputs: { ...inputs, url: 'http://evil.test/install' } })
    expect([wrong.code, wrong.junit?.cases[0]?.result?.type]).toEqual([2, 'not_loopback'])
  })

  it('run no command that an input contains, and read no option from the input `url`', async () => {
    const hostile = '$(touch pwned)`touch pwned`"; touch pwned; \'; touch pwned; '
    for (const name of ['scenarios', 'allow', 'use', 'url', 'events-url', 'redirect-url', 'wait', 'reporter']) {
      const { code, isForbiddenThere } = await run({ inputs: { [name]: hostile }, forbidden: 'pwned' })
      expect([code, isForbiddenThere], name).toEqual([2, false])
    }
    // No host has the name in `allow-hosts`, so `drive` never visits it.
    const inputs = { 'allow-hosts': hostile, 'report-folder': hostile.replaceAll('/', '') }
    expect((await run({ inputs, forbidden: 'pwned' })).isForbiddenThere).toBe(false)
    const option = await run({ inputs: { url: '--reporter=text=pwned' }, forbidden: 'pwned' })
    expect([option.code, option.junit?.cases[0]?.result?.type, option.isForbiddenThere]).toEqual([
      2,
      'not_a_url',
      false,
    ])
  })
})
