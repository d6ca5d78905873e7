import { secretValue } from '../auth/secret-value.ts'
import { CliError, foreignCode } from '../errors.ts'
import { configFolder, prepareFolder } from '../fs/private-folder.ts'
import type { Context } from '../runtime/context.ts'
import { type InstalledWithApp, installRequest, prepareAppLogin, recordOf } from './app-login.ts'
import type { CallbackAnswer } from './callback/server.ts'
import type { ClientSecret } from './client-secret.ts'
import { completeInstall } from './complete-install.ts'
import { consentUrl, createConsentSecrets } from './consent.ts'
import type { LoginRequest } from './login-request.ts'
import { pasteMeanings, readPaste } from './pasted-callback.ts'
import { claimPending, type PendingLogin, pendingLifetime, readPending, savePending } from './pending-login.ts'
import { redirectUriOf } from './redirect-uri.ts'
import { rememberApp } from './remember-app.ts'
import type { AppToInstall } from './resolve-app.ts'

/** The output of `login --start --json`. */
export interface Started {
  readonly id: string
  readonly url: string
  readonly redirectUri: string
  /** The expiry in ISO 8601, UTC. */
  readonly expiresAt: string
}

/**
 * Runs the first of two steps: prepares the login, stores it in a file, and returns its id and the address to open. For
 * places where no process can wait (agents, web IDEs, CI). There is no callback server: the second step needs the
 * address on which the browser ends.
 */
export async function startLogin(login: LoginRequest, context: Context): Promise<Started> {
  const { store, clock } = context
  const { app, secret } = await prepareAppLogin(login, context)
  await store.proveWritable()
  const secrets = createConsentSecrets(app)
  const redirectUri = redirectUriOf(app.redirect)
  const url = consentUrl(app, redirectUri, secrets)
  const expiresAt = clock.now() + pendingLifetime
  const pending = {
    expiresAt,
    state: secrets.state,
    verifier: secrets.pkce?.verifier ?? null,
    redirectUri,
    ...pendingRequest(app, { login, secret }),
  }
  const id = savePending(await ownFolder(context), pending, clock.now())
  return { id, url, redirectUri, expiresAt: new Date(expiresAt).toISOString() }
}

function pendingRequest(
  app: AppToInstall,
  { login, secret }: { login: LoginRequest; secret: ClientSecret | null },
): Pick<PendingLogin, 'request' | 'secret'> {
  const { apiUrl, clientId } = app
  const clientSecret = secret?.record ?? null
  const { timeout: _timeout, ...request } = installRequest(
    { apiUrl, clientId, clientSecret, simulator: false },
    app,
    login,
  )
  return { request, secret: secret === null ? 'none' : secret.record === null ? 'environment' : 'given' }
}

/**
 * Runs the second step: checks the address from standard input as the callback server would, and completes the install.
 * After an address with a wrong state, the user can still finish the login with another address. After the exchange has
 * started, the user needs a new login, because a code works only once.
 * @throws CliError with the exit reason `usage` when no started login has this id, the address belongs to another
 * login, or the secret is missing; otherwise the errors of `completeInstall`.
 */
export async function finishLogin(id: string, context: Context): Promise<InstalledWithApp> {
  const folder = await ownFolder(context)
  const pending = readPending(folder, id, context.clock.now())
  const answer = await readAnswer(id, pending, context)
  const secret = secretOf(pending, context)
  const request = { ...pending.request, clientSecret: secret && (await secretValue(secret, context)) }
  await context.store.proveWritable()
  claimPending(folder, id)
  const { redirectUri, verifier } = pending
  const answered = { request, redirectUri, answer, callback: undefined, verifier: verifier ?? undefined }
  const installed = await completeInstall(answered, context, { http: context.http })
  const given = pending.secret === 'given' ? secret : null
  const record = recordOf(
    { ...request, pkce: pending.secret === 'none', redirectUri: request.redirect.uri ?? undefined },
    given,
    installed,
  )
  return { installed, app: await rememberApp(context.store, record, installed.installation.appName) }
}

async function readAnswer(id: string, { state }: PendingLogin, context: Context): Promise<CallbackAnswer> {
  const pasted = context.terminal.interactive
    ? await (await context.ask()).text('The address that the browser ended on', () => undefined)
    : await context.readInput()
  const paste = readPaste(pasted.trim(), state)
  if (paste.kind === 'code' || paste.kind === 'denied') return paste
  const said =
    paste.kind === 'page error' ? paste.means : { ...pasteMeanings, nothing: 'Standard input is empty' }[paste.kind]
  throw new CliError('usage', said, {
    code: foreignCode(paste.kind === 'page error' ? paste.code : null, 'wrong_address'),
    hint:
      paste.kind === 'page error'
        ? paste.next
        : `Give the whole address on which the browser ended, with code and state: echo "$ADDRESS" | slack-tokens login --finish ${id}   The login still waits`,
  })
}

function secretOf({ request, secret }: PendingLogin, { settings }: Context): string | null {
  if (secret !== 'environment') return request.clientSecret
  if (settings.clientSecret !== undefined) return settings.clientSecret
  throw new CliError(
    'usage',
    'The client secret was in the environment when the login was started, and is not there now',
    {
      code: 'no_client_secret',
      hint: 'Set SLACK_CLIENT_SECRET again and repeat the command. The login still waits',
    },
  )
}

async function ownFolder({ settings, terminal }: Context): Promise<string> {
  const folder = await configFolder(settings)
  prepareFolder(folder, { write: true }, terminal.warn)
  return folder.path
}
