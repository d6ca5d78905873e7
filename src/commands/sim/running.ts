import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import { earlierVariable } from '../../net/earlier-environment.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { describeTime } from '../../terminal/duration.ts'
import { columns } from '../../terminal/table.ts'
import { pageAddress } from './page-address.ts'

/** The definition of a simple subcommand without options. */
interface SimulatorAction {
  readonly name: string
  readonly description: string
  readonly examples: readonly string[]
  /** Runs the subcommand and prints its result. */
  readonly run: (simulator: LocalSimulator, context: Context) => Promise<void>
  /** Whether the subcommand needs a simulator that another process runs. */
  readonly needsRunning: boolean
}

/** Returns a function that adds the subcommand to `sim`. */
function defineAction({ name, description, examples, run, needsRunning }: SimulatorAction) {
  return (sim: Command, context: () => Context): void => {
    sim
      .command(name)
      .description(description)
      .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`)
      .action(async () => {
        const simulator = await context().simulator()
        if (needsRunning && simulator.startedHere) throw notRunning()
        await run(simulator, context())
      })
  }
}

export const defineStop = defineAction({
  name: 'stop',
  description: 'stop the simulator that sim start keeps running; its data is kept',
  examples: ['slack-tokens sim stop'],
  needsRunning: true,
  async run(simulator, { terminal, environment }) {
    const { pid } = await control(simulator, 'stop', {}, ['pid']).catch((error: unknown) => {
      throw error instanceof CliError && error.code === 'not_kept' ? notStoppable(simulator) : error
    })
    if (terminal.json) return terminal.result({ pid }, () => '')
    terminal.done(`Stopped the simulator at ${simulator.url} (pid ${pid}); its data is kept`)
    if (environment[earlierVariable] !== undefined)
      terminal.note('Undo in this shell: eval "$(slack-tokens sim env --unset)"')
  },
})

/**
 * Defines `sim status`. With `--json`, prints `url`, `apiUrl`, `pid`, `since` (ISO 8601), `requests`, `failures`,
 * `appToken` and `controlToken`.
 */
export const defineStatus = defineAction({
  name: 'status',
  description: 'show whether a simulator runs, and where: exit code 0, or 1 when none runs',
  examples: ['slack-tokens sim status', 'slack-tokens sim status --json | jq -r .appToken'],
  needsRunning: true,
  async run(simulator, { terminal, clock }) {
    const described = await control(simulator, 'describe', {}, ['url', 'apiUrl', 'run', 'app', 'controlToken'])
    const { url, apiUrl, run, controlToken } = described
    const { appToken } = described.app
    const { faults } = await control(simulator, 'faults', {}, ['faults'])
    const { pid, requests } = run
    const since = new Date(run.since).toISOString()
    const now = clock.now()
    const shown = { url, apiUrl, pid, since, requests, failures: faults.length, appToken, controlToken }
    // With --json, programs get the complete app-level token and control token. The screen shows only a part of each.
    const text: Parameters<typeof terminal.result>[1] = (paint, room) =>
      columns(
        ['', ''],
        [
          ['Local Slack simulator', paint.cyan(url)],
          ['  pid', String(pid)],
          ['  app-level token', `${maskSecrets(appToken)} (whole: slack-tokens sim status --json)`],
          ['  since', describeTime(run.since, now)],
          ['  requests', String(requests)],
          ...(faults.length > 0 ? [['  faults', `${faults.length} (slack-tokens sim fail --list)`]] : []),
        ],
        room,
      )
    terminal.result(shown, text, { secret: true })
  },
})

/** Defines `sim open`, which prints the page's address with the control token. With `--json`, prints `url`. */
export const defineOpen = defineAction({
  name: 'open',
  description: 'open the simulator’s page in the browser: act as any person, and see what your app gets and sends',
  examples: ['slack-tokens sim open'],
  needsRunning: true,
  async run(simulator, { terminal, machineKind, openBrowser }) {
    const described = await control(simulator, 'describe', {}, ['url', 'controlToken'])
    const address = pageAddress(described.url, described.controlToken)
    terminal.result({ url: address }, () => address, { secret: true })
    if (!machineKind.opens) return terminal.note('No browser opens from here. Open the address on your own computer')
    // Other accounts can read a browser's command line, so the address for the browser has a key that works only once.
    const { key } = await control(simulator, 'issuePageKey', {}, ['key'])
    await openBrowser(pageAddress(described.url, key)).catch(() => terminal.warn('No browser could be opened'))
  },
})

export const defineReset = defineAction({
  name: 'reset',
  description: 'restore the simulator’s first data; its tokens are revoked',
  examples: ['slack-tokens sim reset'],
  needsRunning: false,
  async run(simulator, { terminal }) {
    await control(simulator, 'reset', {})
    if (terminal.json) terminal.result({ ok: true }, () => '')
    else
      terminal.done(
        'The simulator has its first data again. The tokens of its installations are revoked: slack-tokens login --sim',
      )
  },
})

/** The error of `sim stop` when another command runs the simulator for itself, such as `sim run`. */
function notStoppable({ url }: LocalSimulator): CliError {
  return new CliError('failed', `The simulator at ${url} runs for one command only, and ends with it`, {
    code: 'not_kept',
    hint: 'End that command. To see its process: slack-tokens sim status',
  })
}

function notRunning(): CliError {
  return new CliError('failed', 'No simulator is running here', {
    code: 'not_running',
    hint: 'Start one: slack-tokens sim start --detach; commands start one by themselves when they need it',
  })
}
