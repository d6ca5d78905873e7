import type { ChalkInstance } from 'chalk'
import { handleOrId, type Installation } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import { storedTokens } from '../../config/stored-token.ts'
import { maskedSecret } from '../../runtime/credential-command.ts'
import { columns } from '../../terminal/table.ts'
import type { Imported } from './import.ts'

/** The result for one installation. `--json` prints it unchanged. */
export interface ImportedRow {
  readonly name: string
  readonly state: 'new' | 'merged' | 'unchanged'
  readonly active: boolean
  readonly borrowed: boolean
  readonly workspace: Installation['workspace']
  readonly organization: Installation['organization']
  /** The tokens, masked. */
  readonly tokens: readonly {
    readonly identity: 'bot' | 'user'
    readonly token: string
    readonly userId: string | null
    readonly userName: string | null
    readonly scopes: readonly string[]
    readonly expiresAt: string | null
  }[]
  readonly webhooks: number
}

/** Returns one row for each imported installation, in the order of the input, with masked tokens. */
export function importedRows({ names, before, after }: Imported): ImportedRow[] {
  return names.flatMap((name) => {
    const now = after.profiles[name]
    if (!now) return []
    const old = before.profiles[name]
    const same = JSON.stringify(old) === JSON.stringify(now)
    return [
      {
        ...{ name, active: after.active === name, borrowed: now.borrowed },
        state: !old ? ('new' as const) : same ? ('unchanged' as const) : ('merged' as const),
        ...{ workspace: now.workspace, organization: now.organization },
        tokens: storedTokens(name, now).map(({ identity, access: { token, userId, userName, scopes, expiresAt } }) => ({
          ...{ identity, userId, userName, scopes, expiresAt },
          token: maskedSecret(token),
        })),
        webhooks: now.webhooks.length,
      },
    ]
  })
}

/** Returns a table with one line for each installation. */
export function importedScreen(
  { after }: Imported,
  rows: readonly ImportedRow[],
  { paint, room }: { paint: ChalkInstance; room: number },
): string {
  return columns(
    ['', '', '', '', '', '', ''],
    rows.map(({ name, state, borrowed, tokens, webhooks }) => [
      paint.green('✓'),
      name,
      workspaceLabel(after.profiles[name] as Installation),
      tokens.map((one) => `${one.identity} ${handleOrId(one, 'unknown')}`).join(', ') || 'no token',
      webhooks === 0 ? '' : webhooks === 1 ? '1 webhook' : `${webhooks} webhooks`,
      state,
      borrowed ? 'external' : '',
    ]),
    room,
  )
}
