import { CliError, foreignCode, systemCode } from '../errors.ts'
import { NotRead } from './not-read.ts'

// Node.js's own message repeats the path, sometimes of a temporary file. These texts name only the cause.
const causes: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'there is a folder in its place',
  EEXIST: 'a file of that name exists already',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many files are open',
  EIO: 'the device reports an input/output error',
  EBUSY: 'another program has it open',
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ELOOP: 'is a symbolic link in a loop',
}

/** Returns why a named file cannot be read, as a clause that follows its name: `does not exist`. */
export function whyUnreadable(error: unknown): string {
  if (error instanceof NotRead) return error.message
  const code = systemCode(error)
  return unreadable[code ?? ''] ?? `cannot be read${code === undefined ? '' : ` (${code})`}`
}

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space, then run the command again',
  EDQUOT: 'Free some space, then run the command again',
  EROFS: 'Set SLACK_TOKENS_CONFIG_DIR to a folder that can be written',
}

export interface FileProblem {
  readonly path: string
  /** The failed action, as in "could not be …": `read`, `written`, `locked`. */
  readonly action: string
}

/** Converts the system error of a file operation into an error with a sentence (action, path, cause) and advice. */
export function fileFailure(error: unknown, { path, action }: FileProblem): CliError {
  if (error instanceof CliError) return error
  const code = systemCode(error)
  const cause =
    error instanceof NotRead ? `it ${error.message}` : code === undefined ? 'unknown cause' : (causes[code] ?? code)
  return new CliError('failed', `${path} could not be ${action}: ${cause}`, {
    code: foreignCode(code),
    hint:
      hints[code ?? ''] ?? 'Check its owner and permissions (ls -l), or set SLACK_TOKENS_CONFIG_DIR to another folder',
    cause: error,
  })
}
