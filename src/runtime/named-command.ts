import { Command, CommanderError, type ErrorOptions } from 'commander'
import { wordsOnOneLine } from './echoed-words.ts'

/** The command whose arguments commander refused. */
const refusedBy = new WeakMap<CommanderError, Command>()

/** A command that notes with each error of commander which command it belongs to. */
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

/** Returns the error of the tool for an error of commander; any other error, and the end after a help, unchanged. */
export async function refusal(error: unknown, argv: readonly string[]): Promise<unknown> {
  if (!(error instanceof CommanderError) || error.exitCode === 0) return error
  const command = refusedBy.get(error)
  if (!command) return error
  const { usageError } = await import('./usage-error.ts')
  return usageError(wordsOnOneLine(error.message, argv), { code: error.code, failed: command, argv })
}
