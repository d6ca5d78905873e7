import { join } from 'node:path'
import { CliError, systemCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readPlainFile } from '../fs/named-file.ts'
import { isRecord } from '../shape/record.ts'
import { parseJson } from '../slack/facts/json-depth.ts'

/** An app to which a project of Slack's CLI is linked. The files of such a project have no client id. */
export interface LinkedApp {
  readonly appId: string
  readonly teamId: string | null
  /** The path of the file, relative to the project. */
  readonly file: string
}

// Slack's CLI stores deployed apps in one file and a developer's local apps in another, by the id of their workspace.
const files = ['.slack/apps.json', '.slack/apps.dev.json']

/**
 * Returns the apps of the project of Slack's CLI in `folder` (`.slack/`), without duplicates. Empty when there is no
 * project.
 * @throws CliError with the exit reason `usage` when a file of the project is not JSON.
 */
export function linkedApps(folder: string): LinkedApp[] {
  const found = files.flatMap((file) => readLinks(folder, file))
  return found.filter((one, index) => found.findIndex(({ appId }) => appId === one.appId) === index)
}

function readLinks(folder: string, file: string): LinkedApp[] {
  const value = readLinkFile(join(folder, file), file)
  if (!isRecord(value)) return []
  // Older versions of Slack's CLI stored the apps one level deeper.
  const groups = [value, value['apps'], value['dev']].filter(isRecord)
  return groups.flatMap((group) =>
    Object.values(group)
      .filter(isRecord)
      .flatMap(({ app_id: appId, team_id: teamId }) =>
        typeof appId === 'string' && /^A[0-9A-Z]{5,}$/.test(appId)
          ? [{ appId, teamId: typeof teamId === 'string' ? teamId : null, file }]
          : [],
      ),
  )
}

/** Maximum number of bytes of a file of Slack's CLI. */
const mostBytes = 1_000_000

function readLinkFile(path: string, file: string): unknown {
  try {
    return parseJson(readPlainFile(path, mostBytes))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    const clause = error instanceof SyntaxError ? 'is not JSON' : whyUnreadable(error)
    throw new CliError('usage', `${file} ${clause}`, {
      code: 'project_unreadable',
      hint: 'Repair the file, or name the app: slack-tokens app add --client-id ID --app-id A…',
      cause: error,
    })
  }
}
