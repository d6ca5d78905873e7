import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { defineFail } from '../sim/fail.ts'
import { defineLog } from '../sim/log.ts'
import { defineOpen } from '../sim/open.ts'
import { defineReset } from '../sim/reset.ts'
import { defineSeed } from '../sim/seed.ts'
import { defineStart } from '../sim/start.ts'
import { defineStatus } from '../sim/status.ts'
import { defineStop } from '../sim/stop.ts'

const examples = `
Examples:
  slack-tokens sim start
  slack-tokens sim start --detach
  slack-tokens sim stop
  slack-tokens sim start --token-lifetime 30
  slack-tokens sim seed --print > seed.yaml
  slack-tokens sim start --seed seed.yaml
  slack-tokens sim fail chat.postMessage 429 --retry-after 2
  slack-tokens sim log --follow`

/** Every subcommand, in the order of `sim --help`. Each adds itself, with its options, help and action. */
const subcommands: readonly ((sim: Command, context: () => Context) => void)[] = [
  defineStart,
  defineStop,
  defineStatus,
  defineOpen,
  defineLog,
  defineFail,
  defineSeed,
  defineReset,
]

export function define(command: Command, context: () => Context): void {
  command
    .description('the local Slack simulator: install, call and break things with no Slack app')
    .addHelpText('after', examples)
  for (const defineOne of subcommands) defineOne(command, context)
}
