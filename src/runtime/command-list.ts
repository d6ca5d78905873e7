import type { Command } from 'commander'
import type { CliErrorCode } from '../errors.ts'
import type { Context } from './context.ts'
import type { TreeCommand } from './tree-types.ts'

/**
 * A module of `commands/`, which adds arguments, options, help and action to its command. It is loaded only when the
 * command is called.
 */
export interface CommandModule {
  /** @param tree returns all commands as a tree, for a command that describes the other commands */
  define(command: Command, context: () => Context, tree: () => Promise<TreeCommand>): void
}

export interface CommandEntry {
  readonly group: string
  readonly name: string
  readonly alias?: string
  readonly summary: string
  readonly load: () => Promise<CommandModule>
  /** The one error code for which the command ends with exit code 1 (see report-error.ts). */
  readonly verdict?: CliErrorCode
}

/** All commands, in the order of `--help`. */
// biome-ignore format: one command a line
export const commands: readonly CommandEntry[] = [
  { group: 'Install', name: 'login', alias: 'install', summary: 'install an app into a workspace and store its tokens', load: () => import('../commands/login/command.ts') },
  { group: 'Install', name: 'drive', summary: 'walk your own app’s install route, on the simulator', load: () => import('../commands/drive/command.ts'), verdict: 'defects_found' },
  { group: 'Install', name: 'import', summary: 'store tokens you already have', load: () => import('../commands/import/command.ts') },
  { group: 'Install', name: 'app', summary: 'the apps you test: their ids, secrets and manifests', load: () => import('../commands/app/command.ts') },
  { group: 'Understand', name: 'explain', summary: 'what every field of a token response means', load: () => import('../commands/explain/command.ts') },
  { group: 'Understand', name: 'which', summary: 'which token and scopes a method takes', load: () => import('../commands/which/command.ts') },
  { group: 'Understand', name: 'why', summary: 'what an error from Slack means, and what to do next', load: () => import('../commands/why/command.ts') },
  { group: 'Understand', name: 'scopes', summary: 'which scopes each token has, and what a scope allows', load: () => import('../commands/which/scopes-command.ts') },
  { group: 'Call', name: 'whoami', summary: 'which user each token acts as, and its scopes', load: () => import('../commands/whoami/command.ts') },
  { group: 'Call', name: 'post', summary: 'post a message as the bot or as the user', load: () => import('../commands/post/command.ts') },
  { group: 'Call', name: 'upload', summary: 'share a file as the bot or as the user', load: () => import('../commands/upload/command.ts') },
  { group: 'Call', name: 'webhook', summary: 'post through the incoming webhook, with no token', load: () => import('../commands/webhook/command.ts') },
  { group: 'Call', name: 'call', alias: 'api', summary: 'call any Web API method', load: () => import('../commands/call/command.ts') },
  { group: 'Keep', name: 'list', alias: 'ls', summary: 'the installations stored here', load: () => import('../commands/list.ts') },
  { group: 'Keep', name: 'use', alias: 'switch', summary: 'make an installation the active one', load: () => import('../commands/use.ts') },
  { group: 'Keep', name: 'show', summary: 'one installation in full, secrets masked', load: () => import('../commands/show.ts') },
  { group: 'Keep', name: 'rename', summary: 'give an installation another name', load: () => import('../commands/rename.ts') },
  { group: 'Keep', name: 'token', summary: 'print one token', load: () => import('../commands/token.ts') },
  { group: 'Keep', name: 'env', summary: 'print what a program needs to act as an installation', load: () => import('../commands/env/command.ts') },
  { group: 'Keep', name: 'run', summary: 'run a program with the tokens in its environment', load: () => import('../commands/env/run-command.ts') },
  { group: 'Keep', name: 'trace', summary: 'run a program and print each call to Slack as it passes', load: () => import('../commands/trace/command.ts') },
  { group: 'Keep', name: 'refresh', summary: 'refresh rotating tokens now', load: () => import('../commands/refresh.ts') },
  { group: 'Keep', name: 'rotation', summary: 'exchange long-lived tokens for rotating tokens', load: () => import('../commands/rotation.ts') },
  { group: 'Keep', name: 'revoke', summary: 'revoke one token at Slack', load: () => import('../commands/revoke.ts') },
  { group: 'Keep', name: 'logout', summary: 'remove an installation from this computer', load: () => import('../commands/logout.ts') },
  { group: 'Keep', name: 'export', summary: 'installations as JSON, for a backup or another machine', load: () => import('../commands/export/command.ts') },
  { group: 'Keep', name: 'check', alias: 'status', summary: 'test every token and webhook', load: () => import('../commands/check/command.ts') },
  { group: 'Practise', name: 'demo', summary: 'an install and its tokens, step by step, on the simulator', load: () => import('../commands/demo.ts') },
  { group: 'Practise', name: 'sim', summary: 'the local Slack simulator', load: () => import('../commands/sim/command.ts') },
  { group: 'Set up', name: 'doctor', summary: 'check whether this computer is ready for an install', load: () => import('../commands/doctor/command.ts') },
  { group: 'Set up', name: 'completion', summary: 'let the shell complete commands, options and names', load: () => import('../commands/completion/command.ts') },
  { group: 'Set up', name: 'help', summary: 'help for a command or a topic', load: () => import('../commands/help/command.ts') },
]
