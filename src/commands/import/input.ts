import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError, foreignCode, systemCode } from '../../errors.ts'
import { whyUnreadable } from '../../fs/file-error.ts'
import { readNamedFile } from '../../fs/named-file.ts'
import { NotRead } from '../../fs/not-read.ts'
import type { Context } from '../../runtime/context.ts'
import { tokenKind } from '../../slack/facts/token-kinds.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/** One text of the input. */
export interface Input {
  /** Its source, for messages. */
  readonly from: string
  readonly text: string
}

/** The command that explains an input. */
export function explaining(from: string | undefined): string {
  if (from === undefined || from === 'standard input') return 'slack-tokens explain FILE'
  return `slack-tokens explain ${shellWord(from)}`
}

/** A store of an SDK has one folder for each workspace. */
const deepest = 4
const mostFiles = 10_000

/**
 * Reads the input of `import`: standard input, a file, or a folder in which an SDK stores one file for each
 * installation.
 * @throws CliError usage: no input, or a secret on the command line; failed: it cannot be read.
 */
export async function readInputs(what: string | undefined, context: Context): Promise<readonly Input[]> {
  const { readInput, cwd, signal } = context
  if (what === '') {
    throw new CliError('usage', 'The name of the file to import is empty', {
      code: 'no_file',
      hint: 'Name a file or a folder, or pipe it in: … | slack-tokens import -',
    })
  }
  if (what === undefined || what === '-') return [{ from: 'standard input', text: await readInput() }]
  // No file can have this name: it would be a secret.
  if (tokenKind(what) || /^https?:/.test(what)) {
    throw new CliError('usage', 'Tokens and webhook URLs do not belong in a command line, which others can read', {
      code: 'secret_in_argv',
      hint: 'Pipe it in: printf %s "$TOKEN" | slack-tokens import -',
    })
  }
  const path = resolve(cwd, what)
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats && !stats.isDirectory()) return [{ from: what, text: await readNamedFile(path, { signal }) }]
    const folders = [...(stats ? [path] : []), ...besides(path)]
    if (folders.length === 0) throw Object.assign(new Error(), { code: 'ENOENT' })
    const files = folders.flatMap((folder) => latestIn(folder, 0))
    const inputs: Input[] = []
    for (const file of files) inputs.push({ from: file, text: await readNamedFile(file, { signal }) })
    return inputs
  } catch (error) {
    throw signal.aborted ? signal.reason : unreadable(what, error)
  }
}

/**
 * Slack's Node SDK appends the workspace id to the folder name without a separator
 * (`~/.bolt-js-app-installationT012AB3CD`), so the folder itself may not exist.
 */
function besides(path: string): string[] {
  const [parent, start] = [dirname(path), basename(path)]
  const entries = existsSync(parent) ? readdirSync(parent, { withFileTypes: true }) : []
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(start))
    .filter(({ name }) => /^[TE][0-9A-Z]+(?:-[TE][0-9A-Z]+)?$/.test(name.slice(start.length)))
    .map(({ name }) => join(parent, name))
    .toSorted()
}

/**
 * The files of a store with the current installations: `app-latest` and `user-U1-latest` of Slack's Node SDK,
 * `installer-latest`, `bot-latest` of its Python SDK, which keeps older versions next to them; in other stores every
 * file.
 */
function latestIn(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  )
  const plain = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  const latest = plain.filter(({ name }) => name.endsWith('-latest'))
  const files =
    latest.length > 0 ? latest.toSorted(mostFirst) : plain.filter(({ name }) => /\.(?:json|env)$/.test(name))
  const inside = depth < deepest ? entries.filter((entry) => entry.isDirectory()) : []
  return [
    ...files.map(({ name }) => join(folder, name)),
    ...inside.flatMap(({ name }) => latestIn(join(folder, name), depth + 1)),
  ].slice(0, mostFiles)
}

/** The file with the most tokens first, so that the others can be merged into it. */
function mostFirst(one: Dirent, other: Dirent): number {
  const rank = ({ name }: Dirent) => ['app-latest', 'installer-latest', 'bot-latest'].indexOf(name) >>> 0
  return rank(one) - rank(other)
}

function unreadable(what: string, error: unknown): CliError {
  if (error instanceof CliError) return error
  const code = systemCode(error)
  const hint =
    error instanceof NotRead
      ? 'Pipe in the part with the tokens: … | slack-tokens import -'
      : existsSync(what)
        ? 'Look at its owner and permissions (ls -l)'
        : 'Name a file, a folder, or - for standard input'
  return new CliError('failed', `${what} ${whyUnreadable(error)}`, {
    code: foreignCode(code, 'unreadable'),
    hint,
    cause: error,
  })
}
