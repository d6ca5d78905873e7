import type { Command } from 'commander'
import type { AppInput } from '../../apps/resolve-record.ts'
import { type SecretName, secretFacts, secretNames } from '../../apps/secrets.ts'
import { isProfileName } from '../../config/profile-name.ts'
import { CliError } from '../../errors.ts'
import { portNumber, takesNoValue } from '../../oauth/login-options.ts'
import { scopeSetOption } from '../../oauth/scope-sets.ts'

export interface AddOptions extends Omit<AppInput, 'link'> {
  /** The local name of the app. */
  readonly name?: string
  /** The file with the app's manifest. */
  readonly manifest?: string
  /** Names of sets of scopes. */
  readonly scopeSet?: string
  readonly clientSecret?: true
  readonly signingSecret?: true
  readonly appToken?: true
  /** Command lines that print a secret; they are stored in place of the secrets. */
  readonly clientSecretCommand?: string
  readonly signingSecretCommand?: string
  readonly appTokenCommand?: string
  /** Whether standard input contains secrets in the form of a file such as `.env`. */
  readonly secrets?: true
}

const examples = `
Adding an app again changes only the given values. Secrets are typed at a prompt or read from standard input: a single
secret alone, several from a .env, compose, Helm or JSON file, under the names that any product uses
(SLACK_CLIENT_SECRET, SLACK_CLIENT_OAUTH_SECRET, slack.signing-secret, …). --secrets reads the client id there too.

Examples:
  slack-tokens app add 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…'
  slack-tokens app add --client-id 1234567890.1234567890123 --scopes chat:write --name my-app
  printf %s "$SECRET" | slack-tokens app add --name my-app --client-secret
  slack-tokens app add --name my-app --secrets < .env
  slack-tokens app add --name my-app --client-secret-command 'op read op://dev/my-app/client-secret'
  slack-tokens app add --manifest manifest.yaml --client-id 1234567890.1234567890123`

/** Adds the argument, the options and the help of `app add` to a command. Returns the command. */
export function addAppOptions(command: Command): Command {
  command
    .argument('[install-link]', 'the app’s “Add to Slack” or shareable link')
    .option('--name <name>', 'local name of the app (default: from its own name)')
    .optionsGroup('The app:')
    .option('--client-id <id>', 'client id of the app')
    .option('--app-id <id>', 'app id, A…')
    .option('--manifest <file>', 'manifest of the app, JSON or YAML (- is standard input)')
    .optionsGroup('Secrets of the app:')
  for (const name of secretNames) {
    const { flag, commandFlag, variable, label } = secretFacts[name]
    const parser = takesNoValue(flag, { command: 'app add', variable })
    command.option(`${flag} [no value]`, `read the ${label} from standard input or a prompt`, parser)
    command.option(`${commandFlag} <line>`, `a program that prints the ${label}, stored in its place`)
  }
  return command
    .option('--secrets', 'read all secrets that a file on standard input contains')
    .optionsGroup('What a login requests:')
    .option('--scopes <list>', 'bot scopes, separated by commas')
    .option('--user-scopes <list>', 'user scopes')
    .option(...scopeSetOption)
    .option(
      '--redirect-uri <url>',
      'redirect URL, sent to Slack unchanged (default: https://localhost:8443/slack/callback)',
    )
    .option('--port <number>', 'port of the callback on localhost (default: 8443)', portNumber)
    .option('--pkce', 'install without the secret, for an app that enabled PKCE')
    .addHelpText('after', examples)
}

/** Returns the line of the credential command for each secret that has one. */
export function commandsGiven(options: AddOptions): readonly (readonly [SecretName, string])[] {
  return secretNames.flatMap((name) => {
    const line = options[`${name}Command`]
    return line === undefined ? [] : [[name, line] as const]
  })
}

/** Returns the names of the secrets for which the user gave an option, such as `--client-secret`. */
export function secretsAsked(options: AddOptions): SecretName[] {
  return secretNames.filter((name) => options[name])
}

/**
 * Checks the options.
 * @throws CliError with the exit reason `usage`: a value is invalid, or two options cannot be combined.
 */
export function checkAddOptions(link: string | undefined, options: AddOptions): void {
  const { name, manifest, secrets, clientId, appId } = options
  const input = secrets || secretsAsked(options).length > 0
  const rules: readonly (readonly [boolean, string])[] = [
    [name !== undefined && !isProfileName(name), `“${name}” cannot be the name of an app`],
    [link !== undefined && clientId !== undefined, 'The link has a client id: leave out --client-id'],
    [appId !== undefined && !/^A[0-9A-Z]{5,}$/.test(appId), 'An app id is A and capitals and digits, like A0123456789'],
    [
      secretNames.some((one) => options[one] && options[`${one}Command`]),
      'A secret and its command exclude each other',
    ],
    [Boolean(secrets && secretsAsked(options).length > 0), '--secrets reads all of them: leave out the others'],
    [manifest === '-' && Boolean(input), 'Standard input cannot be both the manifest and secrets'],
  ]
  const problem = rules.find(([broken]) => broken)?.[1]
  if (problem) throw new CliError('usage', problem, { hint: 'See: slack-tokens app add --help' })
}
