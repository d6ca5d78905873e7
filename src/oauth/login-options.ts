import { type Command, InvalidArgumentError } from 'commander'
import { usualTimeout } from '../config/login-command.ts'
import { CliError } from '../errors.ts'
import { scopeSetOption } from './scope-sets.ts'

/** The options of a login, as commander parses them. `loginRequest` makes a `LoginRequest` from them. */
export interface LoginOptions {
  readonly sim?: boolean
  readonly withToken?: boolean
  readonly start?: boolean
  /** The id of a started login. */
  readonly finish?: string
  readonly app?: string
  readonly clientId?: string
  readonly clientSecret?: true
  /** A command line that prints the client secret. The command line is stored in place of the secret. */
  readonly clientSecretCommand?: string
  /** A command line that prints the token of `--with-token`. The command line is stored in place of the token. */
  readonly tokenCommand?: string
  readonly scopes?: string
  readonly userScopes?: string
  /** Names of sets of scopes; `withScopeSets` adds their scopes to both lists. */
  readonly scopeSet?: string
  readonly addScope?: string
  readonly addUserScope?: string
  readonly strict?: boolean
  readonly v1?: boolean
  readonly userOnly?: boolean
  readonly pkce?: boolean
  readonly redirectUri?: string
  readonly cert?: string
  readonly key?: string
  readonly team?: string
  readonly port?: number
  /** The port that the project's file names. */
  readonly projectPort?: number
  /** Seconds to wait for the answer. */
  readonly timeout: number
  /** False when `--no-browser` was given. */
  readonly browser: boolean
  readonly approve?: boolean
  readonly deny?: boolean
  /** Whether to print Slack's answer and to store nothing. */
  readonly print?: boolean
  readonly showSecrets?: boolean
}

const examples = `
Installs your app into a workspace and stores the tokens. (The login of Slack’s own CLI is different: it signs a developer in.)

Examples:
  slack-tokens login 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…'
  slack-tokens login --client-id 1234567890.1234567890123 --scopes chat:write --user-scopes search:read
  slack-tokens login --app my-app --scope-set messaging,search
  slack-tokens login --add-user-scope files:write
  printf %s "$TOKEN" | slack-tokens login --with-token
  slack-tokens login --app my-app --start --json      then: echo "$ADDRESS" | slack-tokens login --finish ID
  slack-tokens login --app my-app --print --show-secrets > install.json
  slack-tokens login --sim`

/** Adds the argument, the options and the help of `login` to its command. */
export function addLoginOptions(command: Command): Command {
  return command
    .argument('[install-link]', 'the app’s “Add to Slack” or shareable link')
    .optionsGroup('What to install:')
    .option('--sim', 'the local Slack simulator’s app: no Slack app, no account')
    .option('--app <name>', 'an app that this tool has stored (see app list)')
    .option('--client-id <id>', 'client id of the app')
    .option(
      '--client-secret [no value]',
      'read the client secret from standard input, or prompt for it',
      takesNoValue('--client-secret', { command: 'login', variable: 'SLACK_CLIENT_SECRET' }),
    )
    .option('--client-secret-command <line>', 'a program that prints the client secret, stored in its place')
    .option('--with-token', 'store a token you already have, read from standard input')
    .option(
      '--token-command <line>',
      'like --with-token, for a program that prints the token: it is stored in its place',
    )
    .optionsGroup('What to request:')
    .option('--scopes <list>', 'bot scopes, separated by commas')
    .option('--user-scopes <list>', 'user scopes')
    .option(...scopeSetOption)
    .option('--add-scope <list>', 'bot scopes in addition to the granted ones')
    .option('--add-user-scope <list>', 'user scopes in addition to the granted ones')
    .option('--strict', 'fail (exit code 5) when fewer scopes are granted than requested')
    .option('--team <id>', 'accept only this workspace, T…, or organization, E…')
    .optionsGroup('Which flow:')
    .option('--v1', 'the flow of classic apps (oauth.access)')
    .option('--user-only', 'only user scopes (oauth.v2.user.access)')
    .option('--pkce', 'without the client secret, for an app with PKCE turned on')
    .optionsGroup('How the callback is received:')
    .option('--redirect-uri <url>', 'sent to Slack unchanged (default: https://localhost:8443/slack/callback)')
    .option('--port <number>', 'port of the callback on localhost (default: 8443)', portNumber)
    .option('--cert <file>', 'certificate of the callback, PEM; with --key')
    .option('--key <file>', 'key of the certificate, PEM')
    .option('--timeout <seconds>', 'how long to wait for the answer', seconds, usualTimeout)
    .option('--no-browser', 'print the address and open no browser')
    .option('--start', 'first of two steps: print the address and exit')
    .option('--finish <id>', 'second step: read the address the browser ended on from standard input')
    .option('--approve', 'with --sim, or an app made on the simulator: press Allow without a browser')
    .option('--deny', 'with --sim: press Cancel without a browser')
    .optionsGroup('What becomes of the tokens:')
    .option('--print', 'print Slack’s answer, secrets masked, and store nothing')
    .option('--show-secrets', 'with --print: the answer in full')
    .addHelpText('after', examples)
}

/**
 * Returns a parser for an option that reads a secret; the parser refuses any value. A secret in argv is stored in the
 * shell's history, and other users can see it in the list of processes. The error does not repeat the value.
 */
export function takesNoValue(flag: string, { command, variable }: { command: string; variable: string }): () => never {
  return () => {
    throw new CliError('usage', `${flag} takes no value: other programs can read the command line`, {
      code: 'secret_in_argv',
      hint: `Pipe the value in (… | slack-tokens ${command} … ${flag}), set ${variable}, or type the value at the prompt. The value that you gave is now in your shell’s history`,
    })
  }
}

/**
 * Returns the port that an option names, 0 for any free port.
 * @throws InvalidArgumentError: not a number from 0 to 65535.
 */
export function portNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value
  throw new InvalidArgumentError('It must be a port: 1 to 65535, or 0 for any free port.')
}

function seconds(text: string): number {
  const value = Number(text)
  if (value > 0 && value <= 86_400) return value
  throw new InvalidArgumentError('It must be a number of seconds above 0, at most 86400.')
}
