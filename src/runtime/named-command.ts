import { Command, CommanderError, type ErrorOptions } from 'commander'
import { wordsOnOneLine } from './echoed-words.ts'

/** The command whose arguments commander refused. */
const refusedBy = new WeakMap<CommanderError, Command>()

/** A command that records, for each error of commander, to which command the error belongs. */
export class NamedCommand extends Command {
  override createCommand(name?: string): Command {
    return new NamedCommand(name)
  }

  override error(message: string, options?: ErrorOptions): never {
    try {
      return super.error(message, options)
    } catch (error) {
      if (error instanceof CommanderError) refusedBy.set(error, this)
      throw error
    }
  }
}

/**
 * Converts an error of commander into an error of this tool. Returns unchanged any other error, and the error with
 * which commander ends after it has printed a help.
 */
export async function refusal(error: unknown, argv: readonly string[]): Promise<unknown> {
  if (!(error instanceof CommanderError) || error.exitCode === 0) return error
  const command = refusedBy.get(error)
  if (!command) return error
  const { usageError } = await import('./usage-error.ts')
  return await usageError(wordsOnOneLine(error.message, argv), { code: error.code, failed: command, argv })
}
