import type { SimulatorServer } from '../../src/simulator/http/simulator.ts'

export interface Asked {
  readonly flow?: 'v1' | 'v2' | 'v2_user'
  readonly client_id?: string
  readonly scope?: string
  readonly user_scope?: string
  readonly redirect_uri?: string
  readonly state?: string
  readonly team?: string
  readonly code_challenge?: string
  readonly code_challenge_method?: string
}

export interface Answered {
  readonly status: number
  /** The URL of the redirect; null without a redirect. */
  readonly callback: URL | null
  readonly text: string
}

export interface ShownConsent {
  readonly request: string
  readonly people: readonly { id: string; name: string }[]
  readonly channels: readonly { id: string; name: string; members: readonly string[] }[]
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly optional: { readonly bot: readonly string[]; readonly user: readonly string[] }
  readonly workspaces: readonly { id: string }[]
}

export const redirectUri = 'http://localhost:8443/slack/callback'

/** Returns the authorize URL of the simulator's app for these parameters. */
export function authorizeUrl(simulator: SimulatorServer, { flow = 'v2', ...requested }: Asked): string {
  const query = new URLSearchParams({ client_id: simulator.app.clientId, ...requested })
  return `${simulator.url}/oauth/${flow === 'v1' ? '' : `${flow}/`}authorize?${query.toString()}`
}

/** Requests the authorize URL as a program does. Returns the JSON that describes the consent page. */
export async function askForConsent(simulator: SimulatorServer, requested: Asked): Promise<ShownConsent> {
  const response = await fetch(authorizeUrl(simulator, requested), { headers: { accept: 'application/json' } })
  return (await response.json()) as ShownConsent
}

/** Requests the authorize URL as a browser does, without following a redirect. Returns status, redirect and text. */
export async function loadPage(simulator: SimulatorServer, requested: Asked) {
  const response = await fetch(authorizeUrl(simulator, requested), { redirect: 'manual' })
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}

/** Requests the authorize URL as a program does. Returns the status and the JSON, which may describe a refusal. */
export async function toldProgram(simulator: SimulatorServer, requested: Asked) {
  const response = await fetch(authorizeUrl(simulator, requested), { headers: { accept: 'application/json' } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Submits the form of a consent page. Returns status, redirect URL and text. */
export async function answerConsent(
  simulator: SimulatorServer,
  form: Readonly<Record<string, string>>,
): Promise<Answered> {
  const body = new URLSearchParams(form)
  const response = await fetch(simulator.authorizeUrl, { method: 'POST', redirect: 'manual', body })
  const location = response.headers.get('location')
  return {
    status: response.status,
    callback: location === null ? null : new URL(location),
    text: await response.text(),
  }
}

/** Opens the consent page and allows the install. Returns the authorization code. */
export async function allowedCode(
  simulator: SimulatorServer,
  requested: Asked,
  choice: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { request } = await askForConsent(simulator, requested)
  const { callback, text } = await answerConsent(simulator, { request, decision: 'allow', ...choice })
  const code = callback?.searchParams.get('code')
  if (!code) throw new Error(`No code came back: ${text}`)
  return code
}

type Json = Record<string, unknown>

/** Calls an OAuth method with the app's client id and secret, unless `form` contains others. Returns the JSON. */
export async function exchange(
  simulator: SimulatorServer,
  method: 'oauth.v2.access' | 'oauth.v2.user.access' | 'oauth.access',
  form: Readonly<Record<string, string>>,
): Promise<Json> {
  const { clientId: client_id, clientSecret: client_secret } = simulator.app
  return await postForm(simulator, method, { client_id, client_secret, ...form })
}

/** Calls a method with a form, without client credentials. Returns the JSON. */
export async function postForm(
  simulator: SimulatorServer,
  method: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const body = new URLSearchParams(form)
  const response = await fetch(simulator.apiUrl + method, { method: 'POST', headers, body })
  return (await response.json()) as Json
}
