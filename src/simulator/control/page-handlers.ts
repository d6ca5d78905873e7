import { Buffer } from 'node:buffer'
import { markRead } from '../events/person/change-message.ts'
import { directWith, findSomeone } from '../events/person/find.ts'
import { suggestOptions } from '../events/person/offered.ts'
import type { Site } from '../http/types.ts'
import { conversationOf } from '../page/conversation.ts'
import { deskOf } from '../page/desk.ts'
import { fileOf } from '../page/file.ts'
import { type ControlHandlers, optionalText, textField } from './handler.ts'
import type { pageRoutes } from './page-routes.ts'
import { act } from './people-handlers.ts'

const someoneOf = (site: Site, user: unknown) => findSomeone(site.world, optionalText(user, 'user'))
const placeOf = (channel: unknown, ts: unknown) => ({ channel: textField(channel, 'channel'), ts: textField(ts, 'ts') })

export const pageHandlers: ControlHandlers<keyof typeof pageRoutes> = {
  desk: ({ site }, { user }) => deskOf(site, optionalText(user, 'user')),
  conversation: ({ site }, { user, channel, before, thread }) =>
    conversationOf(someoneOf(site, user), {
      channel: textField(channel, 'channel'),
      before: optionalText(before, 'before'),
      thread: optionalText(thread, 'thread'),
    }),
  edit: ({ site }, { user, channel, ts, text }) =>
    act({ site, user }, (person) => person.edit(placeOf(channel, ts), textField(text, 'text'))),
  delete: ({ site }, { user, channel, ts }) => act({ site, user }, (person) => person.delete(placeOf(channel, ts))),
  upload: ({ site }, { user, channel, name, content, text, thread, with: others }) =>
    act({ site, user }, (person) =>
      person.upload(optionalText(channel, 'channel') ?? null, {
        name: textField(name, 'name'),
        content: bytesIn(content),
        ...(optionalText(text, 'text') !== undefined && { text: textField(text, 'text') }),
        ...(optionalText(thread, 'thread') !== undefined && { thread: textField(thread, 'thread') }),
        ...(optionalText(others, 'with') !== undefined && { with: textField(others, 'with').split(',') }),
      }),
    ),
  join: ({ site }, { user, channel }) => act({ site, user }, (person) => person.join(textField(channel, 'channel'))),
  kick: ({ site }, { user, channel, member }) =>
    act({ site, user }, (person) => person.kick(textField(channel, 'channel'), textField(member, 'member'))),
  createChannel: ({ site }, { user, name, private: closed }) =>
    act({ site, user }, (person) => person.createChannel(textField(name, 'name'), { private: closed === true })),
  file: ({ site }, { user, id }) => fileOf(someoneOf(site, user), textField(id, 'id')),
  open: ({ site }, { user, with: other }) => ({
    channel: directWith(someoneOf(site, user), textField(other, 'with').split(',')).id,
  }),
  read({ site }, { user, channel, ts }) {
    markRead(someoneOf(site, user), placeOf(channel, ts))
    return {}
  },
  async suggest({ site }, { user, action_id: actionId, text, message, view }) {
    const stage = { world: site.world, events: site.events, url: () => site.url() }
    const named = {
      actionId: textField(actionId, 'action_id'),
      message: optionalText(message, 'message'),
      view: optionalText(view, 'view'),
    }
    return { options: await suggestOptions(stage, someoneOf(site, user), named, optionalText(text, 'text') ?? '') }
  },
}

/** Decodes a text in base64. @throws TypeError when the value is not base64 */
function bytesIn(value: unknown): Uint8Array {
  const text = value === '' ? '' : textField(value, 'content')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TypeError('content has to be base64')
  return Buffer.from(text, 'base64')
}
