import { type Command, Option } from 'commander'
import type { Context } from '../../runtime/context.ts'
import type { SimEnvOptions } from './print-environment.ts'

const environmentFormats = ['sh', 'fish', 'powershell', 'dotenv'] as const

const notes = `
Prints variables with which any program, in any language, reaches the simulator in place of Slack: a proxy that answers
for slack.com and its subdomains, the certificates to trust it, and the id, secrets and tokens of the simulated app. Each
other host is passed on unchanged. It works in this shell, and in all programs that start there, until slack-tokens sim
stop, at most a day. If no simulator runs, one is started in the background.
A program must be started after this. For one command alone, slack-tokens sim run needs no second step.
A .env that an app reads itself comes too late for NODE_OPTIONS, BUN_OPTIONS and JAVA_TOOL_OPTIONS: use it for an editor
or a process manager, which sets the variables before the app starts.
slack-tokens itself still calls the real Slack for a real installation.

Examples:
  eval "$(slack-tokens sim env)"
  slack-tokens sim env --shell fish | source
  slack-tokens sim env --shell powershell | Invoke-Expression
  slack-tokens sim env --shell dotenv > sim.env
  slack-tokens sim env --json | jq -r .variables.SLACK_BOT_TOKEN
  eval "$(slack-tokens sim env --unset)"`

export function defineEnv(sim: Command, context: () => Context): void {
  sim
    .command('env')
    .description('print the environment in which programs reach the simulator in place of Slack')
    .addOption(
      new Option('--shell <format>', 'how it is written (default: sh; on Windows powershell)').choices(
        environmentFormats,
      ),
    )
    .option('--offline', 'refuse every other host but this computer')
    .option('--unset', 'print what takes the variables out of this shell again')
    .addHelpText('after', notes)
    .action(async (options: SimEnvOptions) => {
      // This module is loaded when it is used, because no other subcommand of `sim` needs it.
      const { printEnvironment } = await import('./print-environment.ts')
      await printEnvironment(options, context())
    })
}
