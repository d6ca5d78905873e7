import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { CliError, foreignCode, systemCode } from '../../errors.ts'
import { whyUnreadable } from '../../fs/file-error.ts'
import { readNamedFile } from '../../fs/named-file.ts'
import { NotRead } from '../../fs/not-read.ts'
import type { Context } from '../../runtime/context.ts'
import { tokenKind } from '../../slack/facts/token-kinds.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/** One text to import. */
export interface Input {
  /** The name of the source of the text, for messages. */
  readonly from: string
  readonly text: string
}

/** Returns the command that explains an input. */
export function explaining(from: string | undefined): string {
  if (from === undefined || from === 'standard input') return 'slack-tokens explain FILE'
  return `slack-tokens explain ${shellWord(from)}`
}

/** The maximum depth of folders to read. An SDK's store has one folder for each workspace. */
const deepest = 4
const mostFiles = 10_000

/**
 * Reads the input of `import`: standard input, a file, or a folder in which an SDK stores one file for each
 * installation.
 * @throws CliError with the exit reason `usage`: there is no input, or the command line contains a secret; `failed`:
 * the input cannot be read.
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
  // No file has a name of this form, so the argument is a secret.
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
 * Returns the folders whose name is the given name plus a workspace id. Slack's Node SDK appends the id without a
 * separator (`~/.bolt-js-app-installationT012AB3CD`), so the given folder may not exist.
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
 * Returns the files in an SDK's store that contain the current installations. Slack's Node SDK names them `app-latest`
 * and `user-U1-latest`; its Python SDK names them `installer-latest` and `bot-latest`, and stores older versions in the
 * same folder. In other stores, returns every JSON and `.env` file.
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

/**
 * Compares two files for sorting: the file with the most tokens comes first, and the other files are merged into it.
 */
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
