import type { Command } from 'commander'
import { defineCheck } from '../app/check.ts'
import { defineConfigToken } from '../app/config-token.ts'
import { defineCreate } from '../app/create.ts'
import { defineList } from '../app/list.ts'
import { defineManifest } from '../app/print-manifest.ts'
import { defineRemove } from '../app/remove.ts'
import { defineShow } from '../app/show.ts'
import type { Context } from '../context.ts'

/** Every subcommand, in the order of `app --help`. Each adds itself, with its options, help and action. */
const subcommands: readonly ((app: Command, context: () => Context) => void)[] = [
  defineList,
  defineShow,
  defineRemove,
  defineManifest,
  defineCreate,
  defineCheck,
  defineConfigToken,
]

export function define(command: Command, context: () => Context): void {
  command.addHelpText('after', '\nExamples:\n  slack-tokens app list\n  slack-tokens app check my-app')
  for (const defineOne of subcommands) defineOne(command, context)
}
