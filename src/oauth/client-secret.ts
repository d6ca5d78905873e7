import { secretValue } from '../auth/secret-value.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { commandOf, commandReference, parseCredentialCommand } from '../runtime/credential-command.ts'
import { checkClientSecret, cleanPasted } from './credentials.ts'
import { resolveField } from './precedence.ts'

export interface SecretSources {
  /** Whether `--client-secret` was given: then the secret is the first line of standard input. */
  readonly fromInput: boolean
  /** The line of `--client-secret-command`. */
  readonly command?: string | undefined
  /** The secret of the stored app; null when no secret is stored. */
  readonly stored: string | null
}

export interface ClientSecret {
  readonly value: string
  /**
   * What to store with the app: the secret, or the reference to its command. Null for a secret from the environment,
   * which is not stored.
   */
  readonly record: string | null
}

/**
 * Returns the client secret from standard input, a credential command, the environment, the stored app, or a hidden prompt. Never reads
 * it from argv, because other programs can read the command line.
 * @throws CliError with the exit reason `usage`: no source has the secret, or the value cannot be a client secret.
 */
export async function clientSecret(sources: SecretSources, context: Context): Promise<ClientSecret> {
  const { terminal } = context
  const found = await find(sources, context)
  const { value, removed } = cleanPasted(await secretValue(found.value, context))
  if (removed) terminal.warn(`The client secret came with ${removed}, which were removed`)
  checkClientSecret(value)
  terminal.conceal(value)
  return { value, record: commandOf(found.value) ? found.value : found.store ? value : null }
}

interface SecretAtHand {
  /** The secret, or the reference to its command. */
  readonly value: string
  readonly store: boolean
}

async function find({ fromInput, command, stored }: SecretSources, context: Context): Promise<SecretAtHand> {
  const { terminal, settings } = context
  const found = resolveField('clientSecret', {
    option:
      command === undefined
        ? fromInput && !terminal.interactive
          ? ((await context.readInput()).split('\n')[0] ?? '')
          : undefined
        : commandReference(parseCredentialCommand(command, '--client-secret-command')),
    environment: fromInput ? undefined : settings.clientSecret,
    storedApp: fromInput ? undefined : stored,
  })
  if (found) return { value: found.value, store: found.source !== 'environment' }
  if (terminal.interactive) {
    const ask = await context.ask()
    const value = await ask.secret('Client secret (Basic Information → App Credentials)', (answer) => problemOf(answer))
    return { value, store: true }
  }
  throw new CliError('usage', 'The client secret is missing', {
    code: 'no_client_secret',
    hint: 'Set SLACK_CLIENT_SECRET, or store it with the app: … | slack-tokens app add --client-id ID --client-secret; a login also takes it by pipe: … | slack-tokens login … --client-secret',
  })
}

function problemOf(answer: string): string | undefined {
  try {
    checkClientSecret(cleanPasted(answer).value)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'This is not a client secret'
  }
}
