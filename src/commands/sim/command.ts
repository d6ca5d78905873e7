import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import {
  defineAssistant,
  defineClick,
  defineClose,
  defineCommand,
  defineHome,
  defineReact,
  defineSay,
  defineShortcut,
  defineSubmit,
} from './acts.ts'
import { defineClock } from './clock.ts'
import { defineDeliveries } from './deliveries.ts'
import { defineEnv } from './env.ts'
import { defineEvent } from './event.ts'
import { defineFail } from './fail.ts'
import { defineLog } from './log.ts'
import { defineRun } from './run.ts'
import { defineOpen, defineReset, defineStatus, defineStop } from './running.ts'
import { defineSeed } from './seed.ts'
import { defineStart } from './start.ts'

const examples = `
Examples:
  slack-tokens sim start
  slack-tokens sim start --detach
  slack-tokens sim stop
  slack-tokens sim start --token-lifetime 30
  slack-tokens sim seed --print > seed.yaml
  slack-tokens sim start --seed seed.yaml
  slack-tokens sim fail chat.postMessage 429 --retry-after 2
  slack-tokens sim log --follow
  slack-tokens sim start --events-url http://localhost:3000/slack/events
  slack-tokens sim say "#general" "<@bot> hello" --user dana
  slack-tokens sim deliveries`

/** All subcommands, in the order of `sim --help`. Each function adds its subcommand with options, help and action. */
const subcommands: readonly ((sim: Command, context: () => Context) => void)[] = [
  defineStart,
  defineRun,
  defineEnv,
  defineStop,
  defineStatus,
  defineOpen,
  defineSay,
  defineCommand,
  defineClick,
  defineSubmit,
  defineClose,
  defineShortcut,
  defineHome,
  defineAssistant,
  defineReact,
  defineEvent,
  defineDeliveries,
  defineClock,
  defineLog,
  defineFail,
  defineSeed,
  defineReset,
]

/** Adds help and all subcommands to the command `sim`. */
export function define(command: Command, context: () => Context): void {
  command
    .description('the local Slack simulator: install, call and test failures without a Slack app')
    .addHelpText('after', examples)
  for (const defineOne of subcommands) defineOne(command, context)
}
