import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { takeProgram } from '../../runtime/start-program.ts'
import type { TraceOptions } from './run-traced.ts'

const notes = `
Prints each call to Slack as it passes, on stderr: the method, the token (masked) and whom it acts as, the time, the
answer, for a refused call what it means and what to do next; then a summary. Requests for other hosts are not shown.
The program needs no change, in any language. Its TLS to Slack ends here, and goes on to Slack over verified TLS; its
token goes to Slack alone. Nothing is stored but what --output writes. Exits with the exit code of the program.

With the tokens of an installation:
  slack-tokens run -- slack-tokens trace -- CMD
With the simulator in place of Slack:
  slack-tokens sim run -- CMD, then slack-tokens sim log

Examples:
  slack-tokens trace -- node app.js
  slack-tokens trace --filter chat.postMessage --filter 'conversations.*' -- python3 app.py
  slack-tokens trace --bodies --output trace.txt -- npm test
  slack-tokens trace --json --output trace.jsonl -- go test ./...
  slack-tokens run -- slack-tokens trace -- sh -c 'curl -s -H "Authorization: Bearer $SLACK_BOT_TOKEN" https://slack.com/api/auth.test'`

export function define(command: Command, context: () => Context): void {
  takeProgram(command)
    .option(
      '--filter <method>',
      'print only this method, or a pattern such as chat.*; also webhook, upload, download, page, socket (repeatable)',
      (name: string, others: readonly string[] | undefined) => [...(others ?? []), name],
    )
    .option('--bodies', 'print the bodies of requests and answers too, secrets masked')
    .option('--output <file>', 'write the trace to a file (mode 0600); with --json as JSON lines')
    .addHelpText('after', notes)
    .action(async (words: string[], options: TraceOptions) => {
      // This module is loaded when the command runs, because the help does not need it.
      const { runTraced } = await import('./run-traced.ts')
      await runTraced(words, options, context())
    })
}
