import { configHandlers, handlers, openHandlers } from '../../src/simulator/api/registry.ts'
import { createApp } from '../../src/simulator/state/app-manifest.ts'
import type { Code, Token } from '../../src/simulator/state/app-types.ts'
import { newestConfigToken } from '../../src/simulator/state/config-tokens.ts'
import { issueTrigger } from '../../src/simulator/state/views.ts'
import { methodFacts } from '../../src/slack/facts/methods.ts'
import { bot, callMethod, dana, type Installed, installedWorld, noon } from './installed-world.ts'

export const general = 'C0SIMGENL'
/** The id of #random, a public channel that dana is in, but not the bot. */
export const random = 'C0SIMRAND'
/** The id of #design, a public channel that neither the bot nor dana is in. */
export const design = 'C0SIMDSGN'
/** The id of #secret-ops, a private channel that dana is in, but not the bot. */
export const secret = 'C0SIMSECR'
export const lee = 'U0SIMLEE'
export const sam = 'U0SIMSAM'

/** The name of every method that the simulator implements, including the token exchanges. */
export const implemented: readonly string[] = [
  ...Object.keys(handlers),
  ...Object.keys(openHandlers),
  ...Object.keys(configHandlers),
  'oauth.access',
  'oauth.v2.access',
  'oauth.v2.exchange',
  'oauth.v2.user.access',
].sort()

/** Returns the scopes of all implemented methods for this kind of token. */
export function everyScopeOf(kind: Token['kind']): string[] {
  const accepted = Object.keys(handlers).flatMap((method) => methodFacts(method)?.[kind] ?? [])
  return [...new Set(accepted.filter((scope) => scope.includes(':')))]
}

export type Stage = ReturnType<typeof stagedWorld>

/** Creates a world with an installed app and with data of every kind. Returns the world and the ids of the data. */
export function stagedWorld() {
  const installed = installedWorld({ bot: everyScopeOf('bot'), user: everyScopeOf('user') })
  const { world, bot: asBot, user: asUser } = installed
  const call = (token: Token, method: string, args: Record<string, string> = {}) => {
    const { body } = callMethod(world, method, token, args)
    if (!body.ok) throw new Error(`${method} of the stage answered ${String(body['error'])}`)
    return body
  }
  const post = (token: Token, text: string, more: Record<string, string> = {}) =>
    String(call(token, 'chat.postMessage', { channel: general, text, ...more })['ts'])
  const botTs = post(asBot, 'https://example.com/plan from the bot')
  const danaTs = post(asUser, 'from dana')
  const replyTs = post(asUser, 'a reply', { thread_ts: botTs })
  call(asBot, 'reactions.add', { channel: general, timestamp: danaTs, name: 'tada' })
  call(asUser, 'pins.add', { channel: general, timestamp: danaTs })
  const made = (token: Token, name: string) =>
    (call(token, 'conversations.create', { name })['channel'] as { id: string }).id
  const team = made(asBot, 'team')
  call(asBot, 'conversations.invite', { channel: team, users: `${dana},${lee}` })
  const alone = made(asBot, 'alone')
  const old = made(asBot, 'old')
  const oldTs = String(call(asBot, 'chat.postMessage', { channel: old, text: 'of old' })['ts'])
  call(asBot, 'conversations.archive', { channel: old })
  const postAt = String(noon / 1000 + 3600)
  const scheduled = String(
    call(asBot, 'chat.scheduleMessage', { channel: general, text: 'later', post_at: postAt })['scheduled_message_id'],
  )
  const app = createApp(world, { display_information: { name: 'Made' } })
  const { configToken, configRefreshToken } = newestConfigToken(world)
  return {
    ...installed,
    configToken: String(configToken),
    refreshToken: String(configRefreshToken),
    made: app.id,
    madeClient: { client_id: app.clientId, client_secret: app.clientSecret },
    botTs,
    danaTs,
    replyTs,
    team,
    alone,
    old,
    oldTs,
    scheduled,
    postAt,
    ...withFiles(installed),
    ...withViews(installed),
    ...withCodes(installed),
  }
}

/** Creates two files that are shared, and two whose upload is not completed. Returns their ids. */
function withFiles({ world, bot: asBot, user: asUser }: Installed) {
  const begin = (token: Token) => {
    const { body } = callMethod(world, 'files.getUploadURLExternal', token, { filename: 'a.txt', length: '5' })
    const file = world.state.files.find(({ id }) => id === body['file_id'])
    if (!file) throw new Error('The stage got no file')
    file.sha256 = '00'
    return file.id
  }
  const file = begin(asBot)
  const danasFile = begin(asUser)
  const share = (token: Token, id: string) =>
    callMethod(world, 'files.completeUploadExternal', token, { files: JSON.stringify([{ id }]), channel_id: general })
  share(asBot, file)
  share(asUser, danasFile)
  return { file, danasFile, begun: begin(asBot), danasBegun: begin(asUser) }
}

function withViews({ world, bot: asBot }: Installed) {
  const trigger = () => issueTrigger(world, {}).id
  const view = (id: string) => JSON.stringify({ ...modal, external_id: id })
  const used = trigger()
  const opened = callMethod(world, 'views.open', asBot, { trigger_id: used, view: view('first') }).body
  const open = (opened['view'] as { id: string }).id
  const late = issueTrigger(world, {})
  late.issuedAt -= 3001
  return { used, open, late: late.id, fresh: trigger(), inModal: issueTrigger(world, { view_id: open }).id }
}

/** Creates an authorization code for each install flow. Returns the codes. */
function withCodes({ world }: Installed) {
  const code = (flow: Code['flow'], more: Partial<Code> = {}): string => {
    const value = `sim-code-${flow}-${world.state.codes.length}`
    const scopes =
      flow === 'v1'
        ? { botScopes: ['bot'], userScopes: ['identify', 'bot'] }
        : { botScopes: ['chat:write'], userScopes: ['search:read'] }
    const issued = {
      value,
      flow,
      appId: 'A0SIMAPP1',
      userId: dana,
      redirectUri: null,
      webhookChannelId: null,
      issuedAt: noon,
    }
    world.state.codes.push({ ...issued, ...scopes, ...more })
    return value
  }
  return {
    v1Code: code('v1'),
    v2Code: code('v2'),
    userCode: code('v2_user', { botScopes: [] }),
    lateCode: code('v2', { issuedAt: noon - 601_000 }),
  }
}

export const modal = { type: 'modal', title: { type: 'plain_text', text: 'A modal' }, blocks: [{ type: 'divider' }] }
export const home = { type: 'home', blocks: [{ type: 'divider' }] }
export { bot, dana }
