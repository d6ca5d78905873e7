import { parseJson } from '../../slack/facts/json-depth.ts'
import type { Hook } from '../state/app-types.ts'
import { findChannel } from '../state/channels.ts'
import type { Channel } from '../state/content-types.ts'
import { addMessage } from '../state/messages.ts'
import type { World } from '../state/types.ts'
import { findApp } from '../state/users.ts'
import { workspacesOf, worldOf } from '../state/workspaces.ts'
import { type MessageContent, readContent } from './message-content.ts'

/** The answer to a POST to a webhook: plain text, `ok` or an error code. */
export interface WebhookAnswer {
  readonly status: number
  readonly text: string
}

/** The HTTP status of each error code (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export const webhookStatuses = {
  invalid_payload: 400,
  no_text: 400,
  invalid_blocks: 400,
  too_many_attachments: 400,
  user_not_found: 400,
  posting_to_general_channel_denied: 400,
  action_prohibited: 403,
  invalid_token: 403,
  no_service: 404,
  no_service_id: 404,
  no_team: 404,
  channel_not_found: 404,
  channel_is_archived: 410,
  rollup_error: 500,
} as const satisfies Record<string, number>

type WebhookRefusal = keyof typeof webhookStatuses

/**
 * Answers a POST to an incoming webhook, and posts the message in the channel that the user chose at the install.
 * Channel, name and icon in the payload have no effect, because the webhook of an app cannot change them.
 * @param path `/services/T…/B…/secret`; `/services/` is optional
 */
export function answerWebhook(
  world: World,
  path: string,
  body: string,
  contentType: string | undefined,
): WebhookAnswer {
  const { hook, refusal } = findHook(world, path.replace(/^\/?(?:services\/)?/, ''))
  if (!hook) return refuse(refusal)
  const payload = readPayload(body, contentType)
  if (!payload) return refuse('invalid_payload')
  const content = readContent(payload)
  if ('ok' in content) return refuse(asRefusal(String(content['error'])))
  const channel = findChannel(worldOf(world, hook.path.split('/')[0]), hook.channelId)
  if (!channel) return refuse('channel_not_found')
  if (channel.archived) return refuse('channel_is_archived')
  post(world, channel, { hook, content, threadTs: payload['thread_ts'] })
  return { status: 200, text: 'ok' }
}

function refuse(code: WebhookRefusal): WebhookAnswer {
  return { status: webhookStatuses[code], text: code }
}

/**
 * Converts an error code of `readContent` into the error code that a webhook answers. Every problem with blocks becomes
 * `invalid_blocks`.
 */
function asRefusal(code: string): WebhookRefusal {
  if (code === 'no_text' || code === 'too_many_attachments') return code
  return code.startsWith('invalid_blocks') ? 'invalid_blocks' : 'invalid_payload'
}

type HookSearch =
  | { readonly hook: Hook; readonly refusal?: never }
  | { readonly hook?: never; readonly refusal: WebhookRefusal }

function findHook(world: World, path: string): HookSearch {
  const exact = world.state.webhooks.find((hook) => hook.path === path)
  if (exact) return exact.dead ? { refusal: 'no_service' } : { hook: exact }
  const [team, service] = path.split('/')
  if (!workspacesOf(world).some(({ id }) => id === team)) return { refusal: 'no_team' }
  const known = world.state.webhooks.some((hook) => !hook.dead && hook.path.startsWith(`${team}/${service}/`))
  return { refusal: known ? 'invalid_token' : 'no_service' }
}

/**
 * Returns the payload of a webhook, with nested values as JSON text, as in the arguments of a method; undefined when
 * the payload is not a JSON object.
 */
function readPayload(body: string, contentType: string | undefined): Record<string, string> | undefined {
  const form = contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false
  // `curl -d` sends JSON with the content type of a form.
  const json = form ? (new URLSearchParams(body).get('payload') ?? body) : body
  let value: unknown
  try {
    value = parseJson(json)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const given = Object.entries(value).filter(([, one]) => one !== null)
  return Object.fromEntries(given.map(([name, one]) => [name, typeof one === 'string' ? one : JSON.stringify(one)]))
}

interface WebhookPost {
  readonly hook: Hook
  readonly content: MessageContent
  readonly threadTs: string | undefined
}

function post(world: World, channel: Channel, { hook, content, threadTs }: WebhookPost): void {
  const { truncated: _, ...said } = content
  addMessage(world, channel, {
    ...said,
    user: '',
    subtype: 'bot_message',
    botId: hook.path.split('/')[1] ?? '',
    appId: hook.appId,
    username: findApp(world, hook.appId)?.name ?? hook.appId,
    ...(threadTs && { threadTs }),
  })
}

/** Returns the HTTP status of a webhook's error code; 400 for an unknown code. */
export function webhookStatus(code: string): number {
  return Object.hasOwn(webhookStatuses, code) ? webhookStatuses[code as WebhookRefusal] : 400
}
