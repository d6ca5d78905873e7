import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import type { SimulatorDescription } from '../../simulator/control/described.ts'
import { runningSimulator } from '../../simulator/control/running.ts'
import { control } from '../../simulator/control/simulated-app.ts'
import { describeTime } from '../../terminal/duration.ts'
import { columns } from '../../terminal/table.ts'

export function defineStatus(sim: Command, context: () => Context): void {
  sim
    .command('status')
    .description('whether it runs, and where: exit code 0, or 1 when it does not')
    .addHelpText('after', '\nExamples:\n  slack-tokens sim status\n  slack-tokens sim status --json | jq -r .apiUrl')
    .action(() => status(context()))
}

/** JSON: `url`, `apiUrl`, `pid`, `since` (ISO 8601), `requests`, `failures`. @throws CliError failed: it does not run. */
async function status(context: Context): Promise<void> {
  const simulator = await runningSimulator(context)
  const { url, apiUrl, run } = (await control(simulator, 'GET', '/_sim')) as SimulatorDescription
  const { faults } = (await control(simulator, 'GET', '/_sim/fail')) as { faults: readonly unknown[] }
  const { pid, requests } = run
  const since = new Date(run.since).toISOString()
  const now = context.clock.now()
  context.terminal.result({ url, apiUrl, pid, since, requests, failures: faults.length }, (paint, room) =>
    columns(
      ['', ''],
      [
        ['Local Slack simulator', paint.cyan(url)],
        ['  pid', String(pid)],
        ['  since', describeTime(run.since, now)],
        ['  requests', String(requests)],
        ...(faults.length > 0 ? [['  staged failures', `${faults.length} (slack-tokens sim fail --list)`]] : []),
      ],
      room,
    ),
  )
}
