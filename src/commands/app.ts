import type { Command } from 'commander'
import { defineAdd } from '../app/add.ts'
import { defineCheck } from '../app/check.ts'
import { defineConfigToken } from '../app/config-token.ts'
import { defineCreate } from '../app/create.ts'
import { defineList } from '../app/list.ts'
import { defineManifest } from '../app/print-manifest.ts'
import { definePull } from '../app/pull.ts'
import { definePush } from '../app/push.ts'
import { defineRemove } from '../app/remove.ts'
import { defineRename } from '../app/rename.ts'
import { defineShow } from '../app/show.ts'
import { defineUninstall } from '../app/uninstall.ts'
import type { Context } from '../context.ts'

const examples = `
Examples:
  slack-tokens app add 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…' --name my-app
  slack-tokens app manifest my-app > manifest.json
  slack-tokens app check my-app
  slack-tokens login --app my-app`

/** Every subcommand, in the order of `app --help`. Each adds itself, with its options, help and action. */
const subcommands: readonly ((app: Command, context: () => Context) => void)[] = [
  defineAdd,
  defineList,
  defineShow,
  defineRename,
  defineRemove,
  defineManifest,
  defineCreate,
  defineCheck,
  definePull,
  definePush,
  defineUninstall,
  defineConfigToken,
]

export function define(command: Command, context: () => Context): void {
  command.addHelpText('after', examples)
  for (const defineOne of subcommands) defineOne(command, context)
}
