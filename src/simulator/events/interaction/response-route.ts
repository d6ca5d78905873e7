import { isRecord } from '../../../shape/record.ts'
import { parseJson } from '../../../slack/facts/json-depth.ts'
import { readContent } from '../../api/message-content.ts'
import { findChannel } from '../../state/channels.ts'
import type { Channel, Message, ResponseUrl } from '../../state/content-types.ts'
import { removeEphemeral } from '../../state/ephemerals.ts'
import { findMessage } from '../../state/messages.ts'
import { useResponseUrl } from '../../state/response-urls.ts'
import type { World } from '../../state/types.ts'
import { findApp } from '../../state/users.ts'
import { worldsOf } from '../../state/workspaces.ts'
import { answerMessage, postAnswer } from './answer-message.ts'

export interface ResponseUrlAnswer {
  readonly status: number
  /** `ok`, or JSON with an error code. */
  readonly body: string
  /** The error code of Slack; null on success. */
  readonly error: string | null
}

/** Whether a path on the simulator belongs to a response URL. Slack's own response URLs are on hooks.slack.com. */
export function isResponsePath(path: string): boolean {
  return /^\/(?:commands|actions|app-actions|app)\/T\w+\/\w+\/\w+$/.test(path)
}

/**
 * Handles an app's answer that was sent to a response URL. Only the person who acted sees the message, unless
 * `response_type` is `in_channel`. With `replace_original` or `delete_original`, the answer replaces or deletes the
 * message in which the person acted (docs.slack.dev/interactivity/handling-user-interaction).
 */
export function answerResponseUrl(world: World, path: string, body: string): ResponseUrlAnswer {
  const fields = readFields(body)
  if (!fields) return { status: 400, body: 'invalid_payload', error: 'invalid_payload' }
  const found = useResponseUrl(world, path.slice(1))
  if (typeof found === 'string') return refused(found)
  const there = worldsOf(world).find((one) => findChannel(one, found.channelId))
  const channel = there && findChannel(there, found.channelId)
  if (!there || !channel) return refused('channel_not_found')
  const problem = contentProblem(fields)
  if (problem) return { status: 400, body: problem, error: problem }
  apply(there, { channel, target: found, fields })
  return { status: 200, body: 'ok', error: null }
}

function refused(error: string): ResponseUrlAnswer {
  return { status: 404, body: JSON.stringify({ ok: false, error }), error }
}

function readFields(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parseJson(body)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Returns the error code for an invalid message in an app's answer; undefined when the message is valid. */
function contentProblem(fields: Readonly<Record<string, unknown>>): string | undefined {
  if (isOn(fields['delete_original']) && fields['text'] === undefined && fields['blocks'] === undefined)
    return undefined
  const args = Object.fromEntries(
    ['text', 'blocks', 'attachments'].flatMap((name) => {
      const value = fields[name]
      if (value === undefined || value === null) return []
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
    }),
  )
  const content = readContent(args)
  return 'ok' in content ? String(content['error']) : undefined
}

interface AnsweredAct {
  readonly channel: Channel
  readonly target: ResponseUrl
  readonly fields: Readonly<Record<string, unknown>>
}

function apply(world: World, { channel, target, fields }: AnsweredAct): void {
  const app = findApp(world, target.appId)
  if (!app) return
  const message = answerMessage(world, app, fields)
  const original = target.messageTs === undefined ? undefined : findMessage(channel, target.messageTs)
  const isEphemeral = target.messageTs !== undefined && !original
  if (isOn(fields['delete_original']) && target.messageTs !== undefined) {
    if (!removeEphemeral(world, target.messageTs) && original) removeOriginal(world, channel, original)
  } else if (isOn(fields['replace_original']) && message && target.messageTs !== undefined) {
    if (original) {
      replaceOriginal(world, { channel, original, message })
      return
    }
    removeEphemeral(world, target.messageTs)
  }
  if (!message) return
  const inChannel = fields['response_type'] === 'in_channel' && !(isEphemeral && isOn(fields['replace_original']))
  postAnswer(world, { channel, userId: target.userId, message, inChannel })
}

function replaceOriginal(
  world: World,
  { channel, original, message }: { channel: Channel; original: Message; message: Partial<Message> },
): void {
  const before = structuredClone(original)
  for (const part of ['blocks', 'attachments'] as const) delete original[part]
  const { text = '', blocks, attachments } = message
  Object.assign(original, {
    text,
    ...(blocks !== undefined && { blocks }),
    ...(attachments !== undefined && { attachments }),
  })
  world.changed()
  world.happened(world, { what: 'message_changed', channel, message: original, before })
}

function removeOriginal(world: World, channel: Channel, original: Message): void {
  channel.messages = channel.messages.filter((one) => one !== original)
  world.changed()
  world.happened(world, { what: 'message_deleted', channel, before: original, tombstone: null })
}

/** Whether a flag in the answer is true, either as a boolean or as text. */
function isOn(value: unknown): boolean {
  return value === true || value === 'true'
}
