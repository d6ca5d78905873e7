import type { Context } from '../runtime/context.ts'
import { commandReference, parseCredentialCommand } from '../runtime/credential-command.ts'
import { type AppSecrets, type SecretName, secretFacts } from './secrets.ts'

/**
 * Returns references to the commands that print secrets. Runs each command once, to check what it prints.
 * @throws CliError with the exit reason `usage`: a line is not one program with its arguments, or what the program
 * prints is not a secret of this kind; `failed`: the program fails.
 */
export async function commandSecrets(
  lines: readonly (readonly [SecretName, string])[],
  { credential }: Pick<Context, 'credential'>,
): Promise<AppSecrets> {
  const found: Partial<Record<SecretName, string>> = {}
  for (const [name, line] of lines) {
    const { commandFlag, check } = secretFacts[name]
    const words = parseCredentialCommand(line, commandFlag)
    check(await credential(words))
    found[name] = commandReference(words)
  }
  return found
}
