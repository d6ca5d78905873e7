import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { defineAdd } from './add.ts'
import { defineCheck } from './check.ts'
import { defineConfigToken } from './config-token.ts'
import { defineCreate } from './create.ts'
import { defineList } from './list.ts'
import { defineManifest } from './manifest.ts'
import { definePull } from './pull.ts'
import { definePush } from './push.ts'
import { defineRemove } from './remove.ts'
import { defineRename } from './rename.ts'
import { defineShow } from './show.ts'
import { defineUninstall } from './uninstall.ts'

const examples = `
Examples:
  slack-tokens app add 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…' --name my-app
  slack-tokens app manifest my-app > manifest.json
  slack-tokens app check my-app
  slack-tokens login --app my-app`

/** All subcommands, in the order of `app --help`. Each function adds its subcommand with options, help and action. */
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

/** Adds help and all subcommands to the command `app`. */
export function define(command: Command, context: () => Context): void {
  command.addHelpText('after', examples)
  for (const defineOne of subcommands) defineOne(command, context)
}
