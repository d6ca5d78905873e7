import type { Command } from 'commander'
import { portNumber } from '../../../oauth/login-options.ts'
import type { Context } from '../../../runtime/context.ts'
import type { InitOptions } from './init.ts'

const examples = `
Writes .slack-tokens.json, .github/workflows/slack-install.yml and, from the app’s manifest, a seed for the simulator.
At a terminal it asks which command starts the app. Nothing is run. A command that you type at a terminal is confirmed
for drive.

Examples:
  slack-tokens drive init
  slack-tokens drive init --start "npm start" --url http://localhost:3000/slack/install
  slack-tokens drive init --dry-run`

/** Adds the subcommand `drive init` with its options, help and action. */
export function defineInit(drive: Command, context: () => Context): void {
  drive
    .command('init')
    .description('write the project’s file, a workflow for GitHub Actions and a seed, so that drive needs no arguments')
    .option('--start <command>', 'the command that starts the app (default: found in the project’s files)')
    .option('--url <url>', 'the app’s install address (default: found when the app runs)')
    .option('--manifest <file>', 'the app’s manifest, JSON or YAML (default: found in the project)')
    .option('--port <number>', 'the port of the callback that commands use in this project', portNumber)
    .option('--force', 'overwrite files that exist')
    .option('--dry-run', 'print the files, and write nothing')
    .addHelpText('after', examples)
    .action(async (_options: InitOptions, command: Command) => {
      const { init } = await import('./init.ts')
      // The command `drive` has options with the same names. A parser without positional options assigns them to
      // `drive`.
      await init(command.optsWithGlobals<InitOptions>(), context())
    })
}
