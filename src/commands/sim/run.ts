import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { takeProgram } from '../../runtime/start-program.ts'
import type { RunOptions } from './run-with-simulator.ts'

const notes = `
The program needs no change, in any language: a proxy of this run, with a certificate authority of its own, answers for
slack.com and its subdomains. Requests for other hosts pass through it unchanged. The program gets the id, the secrets
and the tokens of the simulated app in SLACK_BOT_TOKEN, SLACK_USER_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, ….
The tokens are those of the active installation, if it is a simulated one; otherwise those of a stored installation of the
simulator's app, which the first run makes. The active installation stays what it is.
Other accounts of this computer cannot use the proxy: it requires the credentials in HTTPS_PROXY. For Java and browsers, a
second port requires none; on Linux it refuses every other account, elsewhere it cannot tell accounts apart.
Exits with the exit code of the program; at the end it says how many requests came. Ctrl-C, SIGTERM and SIGKILL end the
program and what it started, and remove the certificates.

Examples:
  slack-tokens sim run -- npm test
  slack-tokens sim run -- python3 app.py
  slack-tokens sim run -- go test ./...
  slack-tokens sim run --offline -- sh -c 'curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" https://slack.com/api/auth.test'`

/** Adds the subcommand `sim run` with its options, help and action. */
export function defineRun(sim: Command, context: () => Context): void {
  takeProgram(sim.command('run'))
    .description('run any program, in any language, with the simulator in place of Slack')
    .option('--offline', 'refuse every other host but this computer')
    .addHelpText('after', notes)
    .action(async (words: string[], options: RunOptions) => {
      // This module is loaded when it is used, because no other subcommand of `sim` needs the install and the tokens.
      const { runWithSimulator } = await import('./run-with-simulator.ts')
      await runWithSimulator(words, options, context())
    })
}
