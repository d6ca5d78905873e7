import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../errors.ts'
import { createDurably } from '../fs/atomic-write.ts'
import { inspectFile } from '../fs/private-folder.ts'
import { fromStored, withCommands } from '../runtime/credential-command.ts'
import { fits } from '../shape/problems.ts'
import { count, flag, listOf, object, oneOf, optional, orNull, text } from '../shape/shape.ts'
import type { ResolvedRedirect } from './redirect-uri.ts'
import type { InstallRequest } from './types.ts'

/**
 * A login after its first step. It is stored in a file of its own (mode 0600), so that another process can run the
 * second step.
 */
export interface PendingLogin {
  readonly version: 1
  readonly id: string
  /** Milliseconds since 1970 after which the login cannot be finished. */
  readonly expiresAt: number
  readonly state: string
  readonly verifier: string | null
  readonly redirectUri: string
  readonly request: Omit<InstallRequest, 'certificate' | 'timeout' | 'unsaved'>
  /** The source of the client secret. A secret from the environment is not in the file. */
  readonly secret: 'given' | 'environment' | 'none'
}

/**
 * The lifetime of a started login in milliseconds: ten minutes, because Slack's codes are valid for ten minutes.
 */
export const pendingLifetime = 600_000

const idForm = /^[a-z0-9]{12}$/
const fileOf = (folder: string, id: string) => join(folder, `login-${id}.json`)

/** Stores a started login and returns its id. Deletes expired logins. */
export function savePending(folder: string, login: Omit<PendingLogin, 'version' | 'id'>, now: number): string {
  sweep(folder, now)
  const id = [...randomBytes(12)].map((byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte % 32]).join('')
  createDurably(
    fileOf(folder, id),
    `${JSON.stringify(withCommands({ version: 1, id, ...login } satisfies PendingLogin))}\n`,
  )
  return id
}

/**
 * Returns the started login with this id.
 * @throws CliError with the exit reason `usage` when no started login has this id, or when the login has expired or was
 * finished.
 */
export function readPending(folder: string, id: string, now: number): PendingLogin {
  const path = idForm.test(id) ? fileOf(folder, id) : undefined
  if (path === undefined || !inspectFile(path))
    throw gone('No started login has this id. A login can be finished only once')
  const login = parseLogin(readFileSync(path, 'utf8'))
  if (!login || login.id !== id) {
    rmSync(path, { force: true })
    throw gone('The file of this login is damaged, so the login cannot be finished')
  }
  if (now < login.expiresAt) return login
  rmSync(path, { force: true })
  throw gone('This login was started more than ten minutes ago, so its code has expired')
}

const pendingLogin = object<PendingLogin>({
  version: oneOf(1),
  id: text,
  expiresAt: count,
  state: text,
  verifier: orNull(text),
  redirectUri: text,
  request: object<PendingLogin['request']>({
    flow: oneOf('v1', 'v2', 'v2_user'),
    apiUrl: text,
    clientId: text,
    clientSecret: orNull(text),
    botScopes: listOf(text),
    userScopes: listOf(text),
    redirect: object<ResolvedRedirect>({
      uri: orNull(text),
      port: count,
      path: text,
      hosts: listOf(text),
      secure: flag,
      local: flag,
    }),
    simulator: flag,
    appName: optional(text),
    profile: optional(text),
    profileIfNew: optional(text),
    team: optional(text),
    preselect: optional(text),
    again: optional(text),
  }),
  secret: oneOf('given', 'environment', 'none'),
})

/** Returns the login in the file. Null when the file is incomplete or was edited. */
function parseLogin(json: string): PendingLogin | null {
  try {
    const value: unknown = JSON.parse(json, (key, one: unknown) => (key === 'clientSecret' ? fromStored(one) : one))
    return fits(pendingLogin, value) ? value : null
  } catch {
    return null
  }
}

/**
 * Deletes a started login, so that only one of several processes can finish it.
 * @throws CliError with the exit reason `usage` when another process has already deleted it.
 */
export function claimPending(folder: string, id: string): void {
  const taken = `${fileOf(folder, id)}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(fileOf(folder, id), taken)
  } catch {
    throw gone('Another process has just finished this login')
  }
  rmSync(taken, { force: true })
}

function sweep(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const id = /^login-([a-z0-9]{12})\.json$/.exec(name)?.[1]
    if (id === undefined) continue
    try {
      readPending(folder, id, now)
    } catch {
      rmSync(join(folder, name), { force: true })
    }
  }
}

function gone(message: string): CliError {
  return new CliError('usage', message, {
    code: 'no_pending_login',
    hint: 'Start again: slack-tokens login … --start --json',
  })
}
