import { CliError } from '../errors.ts'
import { withCommands } from '../runtime/credential-command.ts'
import type { Config } from './store.ts'

/**
 * Returns the text for the config file.
 * @throws CliError with the exit reason `failed` and the code `nested_too_deeply`: a value is nested thousands of
 * levels deep. Such a value can be read, but not written.
 */
export function configText(config: Config, path: string): string {
  try {
    return `${JSON.stringify(withCommands(config))}\n`
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new CliError('failed', `${path} could not be written: ${deepKey(config)} is nested too deeply`, {
      code: 'nested_too_deeply',
      hint: 'Remove that key from the input, then run the command again. To see what is stored: slack-tokens list',
      cause,
    })
  }
}

/**
 * Returns the path to the value that is nested too deeply, such as `other` or `profiles.acme.responses.0.body`. Deeper
 * levels are omitted, so that the path stays short.
 */
function deepKey(config: Config): string {
  const path: string[] = []
  let value: unknown = config
  while (path.length < 6 && typeof value === 'object' && value !== null) {
    const deep = Object.entries(value).find(([, one]) => !isWritable(one))
    if (!deep) break
    path.push(deep[0])
    value = deep[1]
  }
  return path.join('.') || 'a key'
}

function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}
