import type { ServerResponse } from 'node:http'
import type { Installation } from '../../src/config/installation.ts'
import type { Config } from '../../src/config/store.ts'
import { acme } from './kept.ts'
import { type Arrived, startWeb, type Web } from './web.ts'

const part = (...words: string[]) => words.join('-')

/** One secret of each kind, with the name of the place where it is stored or typed. No secret contains another one. */
export const canaries = {
  storedBot: part('xoxe.xoxb', '1', 'canarystoredbot', '0a0a0a0a'),
  storedUser: part('xoxp', '1', 'canarystoreduser', '0b0b0b0b'),
  storedRefresh: part('xoxe', '1', 'canarystoredrefresh', '0c0c0c0c'),
  storedHook: 'canarystoredhook0d0d0d0d',
  clientSecret: 'c1a0c1a0c1a0c1a0c1a0c1a00e0e0e0e',
  signingSecret: '51605160516051605160516051600f0f',
  appToken: part('xapp', '1', 'A0ACME', 'canaryapptoken', '1a1a1a1a'),
  configToken: part('xoxe.xoxp', '1', 'canaryconfigtoken', '1b1b1b1b'),
  configRefresh: part('xoxe', '1', 'canaryconfigrefresh', '1c1c1c1c'),
  exportedBot: part('xoxb', '1', 'canaryexportedbot', '2a2a2a2a'),
  exportedUser: part('xoxp', '1', 'canaryexporteduser', '2b2b2b2b'),
  exportedHook: 'canaryexportedhook2c2c2c2c',
  answeredBot: part('xoxe.xoxb', '1', 'canaryansweredbot', '3a3a3a3a'),
  answeredUser: part('xoxp', '1', 'canaryanswereduser', '3b3b3b3b'),
  answeredRefresh: part('xoxe', '1', 'canaryansweredrefresh', '3c3c3c3c'),
  answeredHook: 'canaryansweredhook3d3d3d3d',
  answeredSecret: 'a5eca5eca5eca5eca5eca5eca5ec3e3e',
  answeredUpload: 'canaryansweredupload3f3f3f3f',
  typedToken: part('xoxp', '1', 'canarytypedtoken', '4a4a4a4a'),
  typedSecret: '7ec07ec07ec07ec07ec07ec07ec04b4b',
  typedCode: '1111111111.2222222222.canarytypedcode4c4c4c4c',
} as const

export type Canary = keyof typeof canaries

/**
 * For each canary, the texts that must not be printed. They omit the prefix and the last four characters, because a
 * mask shows these.
 */
const marks: readonly (readonly [Canary, readonly string[]])[] = (Object.entries(canaries) as [Canary, string][]).map(
  ([name, secret]) => {
    const core = /canary[a-z]+/.exec(secret)?.[0] ?? secret.slice(0, -8)
    // The base64 of a secret inside Basic credentials depends on its offset modulo three, so there are three forms.
    const encoded = ['', 'x', 'xx'].map((before) => Buffer.from(`${before}${core}`).toString('base64').slice(4, -4))
    return [name, [core, ...encoded]]
  },
)

/** Returns the names of the canaries that `text` contains, as plain text or as base64. */
export function seenIn(text: string): Canary[] {
  return marks.filter(([, forms]) => forms.some((form) => text.includes(form))).map(([name]) => name)
}

export const slackWays = ['fine', 'refused', 'broken', 'cut'] as const
/** How the fake Slack answers; `half`: it refuses user tokens and accepts bot tokens, so one of two tokens works. */
export type SlackWay = (typeof slackWays)[number] | 'half'

/** Starts a fake Slack whose answers repeat the request and contain a secret of every kind. */
export async function startTalkativeSlack(way: SlackWay): Promise<Web> {
  const web: Web = await startWeb((request, response) => answer(web.url, way, request, response))
  return web
}

function answer(url: string, way: SlackWay, request: Arrived, response: ServerResponse): void {
  const echo = `${request.headers.authorization ?? ''} ${request.path} ${request.body}`
  if (way === 'broken') {
    response.writeHead(500, { 'content-type': 'text/html' })
    response.end(`<html><title>Oops ${echo}</title>token=${canaries.answeredBot} ${canaries.answeredUser}</html>`)
    return
  }
  response.setHeader('content-type', 'application/json')
  response.setHeader('x-oauth-scopes', 'chat:write,channels:read')
  if (request.path.startsWith('/services/')) {
    response.end(way === 'fine' ? 'ok' : `no_service ${echo}`)
    return
  }
  const refused = way === 'refused' || (way === 'half' && /canary(?:storeduser|exporteduser)/.test(echo))
  const failure = refused ? { ok: false, error: 'invalid_auth', needed: echo, warning: echo } : {}
  const body = JSON.stringify({ ...said(url, echo), ...failure })
  response.end(way === 'cut' ? body.slice(0, -20) : body)
}

/** Returns an answer with every field that some command reads. */
export function said(url: string, echo: string) {
  const now = Math.floor(Date.now() / 1000)
  return {
    ok: true,
    url: 'https://acme.slack.com/',
    team: { id: 'T0ACME', name: 'Acme' },
    team_id: 'T0ACME',
    user: 'ann',
    user_id: 'U0ANN',
    app_id: 'A0ACME',
    app_name: 'Release bot',
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'U0BOT',
    bot_id: 'B0BOT',
    access_token: canaries.answeredBot,
    refresh_token: canaries.answeredRefresh,
    expires_in: 43_200,
    authed_user: { id: 'U0ANN', scope: 'search:read', access_token: canaries.answeredUser, token_type: 'user' },
    incoming_webhook: { url: `${url}/services/T0/B0/${canaries.answeredHook}`, channel: '#general', channel_id: 'C0' },
    token: canaries.answeredUser,
    iat: now,
    exp: now + 43_200,
    credentials: {
      client_id: '1111111111.2222222222',
      client_secret: canaries.answeredSecret,
      signing_secret: canaries.answeredSecret,
    },
    oauth_authorize_url: `${url}/oauth/v2/authorize?client_id=1111111111.2222222222`,
    manifest: {
      display_information: { name: 'Release bot' },
      oauth_config: { redirect_urls: ['https://localhost:8443/slack/callback'], scopes: { bot: ['chat:write'] } },
    },
    channel: 'C0GENERAL',
    ts: '1700000000.000100',
    permalink: 'https://acme.slack.com/archives/C0GENERAL/p1700000000000100',
    channels: [{ id: 'C0GENERAL', name: 'general', is_member: true }],
    members: [],
    upload_url: `${url}/upload/v1/${canaries.answeredUpload}`,
    file_id: 'F0FILE',
    files: [{ id: 'F0FILE', title: 'file' }],
    warning: echo,
    echoed: echo,
  }
}

/** Returns the content of a config file with canaries, whose entries use the fake Slack at `url`. */
export function plantedIn(url: string): Partial<Config> {
  const apiUrl = `${url}/api/`
  const { profiles, ...rest } = acme(
    { apiUrl },
    {
      apiUrl,
      clientSecret: canaries.clientSecret,
      signingSecret: canaries.signingSecret,
      appToken: canaries.appToken,
      appId: 'A0ACMEAPP1',
    },
  )
  const before = profiles?.['acme']
  const [person] = before?.users ?? []
  if (!before?.bot || !person) throw new Error('The sample holds no tokens')
  const bot = {
    ...before.bot,
    token: canaries.storedBot,
    refreshToken: canaries.storedRefresh,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  }
  const user = { ...person, token: canaries.storedUser }
  const hook = {
    url: `${url}/services/T0/B0/${canaries.storedHook}`,
    channel: '#general',
    channelId: 'C0',
    configurationUrl: null,
  }
  const body = {
    ok: true,
    access_token: bot.token,
    refresh_token: bot.refreshToken,
    authed_user: { id: 'U0ANN', access_token: user.token },
    incoming_webhook: { url: hook.url },
  }
  const installation: Installation = {
    ...before,
    bot,
    users: [user],
    webhooks: [hook],
    responses: [{ method: 'oauth.v2.access', at: before.installedAt, userId: 'U0ANN', body }],
  }
  const token = {
    token: canaries.configToken,
    refreshToken: canaries.configRefresh,
    expiresAt: bot.expiresAt,
    teamId: 'T0ACME',
    userId: 'U0ANN',
    apiUrl,
  }
  return {
    ...rest,
    profiles: { acme: installation, spare: { ...installation, borrowed: true } },
    configTokens: { T0ACME: token },
  }
}

/** Returns the environment variables of every run: the client id and the secrets of an app, and the API URL. */
export function exportedSecrets(url: string): Record<string, string> {
  return {
    SLACK_CLIENT_ID: '1111111111.2222222222',
    SLACK_CLIENT_SECRET: canaries.typedSecret,
    SLACK_SIGNING_SECRET: canaries.signingSecret,
    SLACK_APP_TOKEN: canaries.appToken,
    SLACK_API_URL: `${url}/api/`,
  }
}

/**
 * Returns further environment variables for some tests: tokens and a webhook, which take precedence over stored ones.
 */
export function exportedTokens(url: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: canaries.exportedBot,
    SLACK_USER_TOKEN: canaries.exportedUser,
    SLACK_WEBHOOK_URL: `${url}/services/T0/B0/${canaries.exportedHook}`,
  }
}
