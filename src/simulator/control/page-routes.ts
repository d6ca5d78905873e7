import { anything, count, flag, listOf, orNull, text } from '../../shape/shape.ts'
import type { Desk, PageConversation, PageFile } from '../page/types.ts'
import type { FieldShapes } from './answer-shapes.ts'
import { list, object } from './page-shapes.ts'
import type { By } from './people-bodies.ts'
import { type ActAnswer, actFields, who } from './people-routes.ts'
import { type NoFields, route } from './route.ts'

const deskFields: FieldShapes<Desk> = {
  version: count,
  now: count,
  workspace: object<Desk['workspace']>(),
  organization: orNull(object<NonNullable<Desk['organization']>>()),
  me: object<Desk['me']>(),
  people: list<Desk['people']>(),
  actors: list<Desk['actors']>(),
  channels: list<Desk['channels']>(),
  apps: list<Desk['apps']>(),
  commands: list<Desk['commands']>(),
  shortcuts: list<Desk['shortcuts']>(),
  modal: orNull(object<NonNullable<Desk['modal']>>()),
  homes: list<Desk['homes']>(),
  threads: list<Desk['threads']>(),
}

const ofMessage = { channel: 'the conversation of the message', ts: 'ts of the message', user: who }

/** The routes that only the page in the browser needs. */
export const pageRoutes = {
  desk: route<Desk, By>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/desk',
    about:
      'Answers what a person sees around the messages: conversations, people, apps, the open modal. Needs the token.',
    body: { user: who },
    answer: deskFields,
  }),
  conversation: route<PageConversation, ConversationBody>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/conversation',
    about: 'Answers the newest 100 messages of a conversation as a person sees them, oldest first. Needs the token.',
    body: {
      channel: '#general, an id, or @name for a direct conversation',
      before: 'only messages before this ts',
      thread: 'ts of a message: only this message and its replies',
      user: who,
    },
    answer: { channel: text, messages: list<PageConversation['messages']>(), more: flag },
  }),
  edit: route<ActAnswer, MessageBody & { readonly text: string }>({
    method: 'POST',
    path: '/_sim/edit',
    about: 'Changes the text of a message that the person wrote.',
    body: { ...ofMessage, text: 'the new text' },
    answer: actFields,
  }),
  delete: route<ActAnswer, MessageBody>({
    method: 'POST',
    path: '/_sim/delete',
    about: 'Deletes a message of the person; an admin can delete every message.',
    body: ofMessage,
    answer: actFields,
  }),
  upload: route<ActAnswer & { readonly file: string }, UploadBody>({
    method: 'POST',
    path: '/_sim/upload',
    about: 'Uploads a file, shares it in a conversation, and answers its id.',
    body: {
      channel: '#general, an id, or @name; without it, the file is only stored, for an input of a modal',
      name: 'name of the file',
      content: 'the bytes in base64, 256 kB at most',
      text: 'text of the message; empty by default',
      thread: 'ts of the message that the person replies to',
      with: 'ids of files that were stored without a channel, separated by commas; the same message shares them',
      user: who,
    },
    answer: { ...actFields, file: text },
  }),
  join: route<ActAnswer, By & { readonly channel: string }>({
    method: 'POST',
    path: '/_sim/join',
    about: 'Lets a person join a public channel.',
    body: { channel: '#general, or an id', user: who },
    answer: actFields,
  }),
  kick: route<ActAnswer, By & { readonly channel: string; readonly member: string }>({
    method: 'POST',
    path: '/_sim/kick',
    about: 'Lets a person remove another member from a channel.',
    body: { channel: '#design, or an id', member: 'name or id of the other member', user: who },
    answer: actFields,
  }),
  createChannel: route<
    ActAnswer & { readonly channel: string },
    By & { readonly name: string; readonly private?: boolean | undefined }
  >({
    method: 'POST',
    path: '/_sim/create-channel',
    about: 'Lets a person create a channel, and answers its id.',
    body: { name: 'the name, without #', private: 'true makes a private channel', user: who },
    answer: { ...actFields, channel: text },
  }),
  file: route<PageFile, By & { readonly id: string }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/file',
    about: 'Answers the bytes of a file that a person sees. Needs the token.',
    body: { id: 'id of the file', user: who },
    answer: { name: text, type: text, content: orNull(text) },
  }),
  open: route<{ readonly channel: string }, By & { readonly with: string }>({
    method: 'POST',
    path: '/_sim/open',
    about:
      'Opens the direct conversation with a person or a bot user, or the group message with several, and answers its id.',
    body: { with: 'name or id of the other person; several are separated by commas', user: who },
    answer: { channel: text },
  }),
  read: route<NoFields, MessageBody>({
    method: 'POST',
    path: '/_sim/read',
    about: 'Marks the messages of a conversation as read, up to a message.',
    body: ofMessage,
    answer: {},
  }),
  suggest: route<{ readonly options: readonly unknown[] }, SuggestBody>({
    method: 'POST',
    path: '/_sim/suggest',
    about: 'Asks the app for the options of a menu with an external data source, as Slack does while a person types.',
    body: {
      action_id: 'action_id of the menu',
      text: 'the typed text',
      message: 'ts of the message',
      view: 'id of the modal or App Home',
      user: who,
    },
    answer: { options: listOf(anything) },
  }),
}

interface ConversationBody extends By {
  readonly channel: string
  readonly before?: string | undefined
  readonly thread?: string | undefined
}

interface MessageBody extends By {
  readonly channel: string
  readonly ts: string
}

interface UploadBody extends By {
  readonly channel?: string | undefined
  readonly name: string
  readonly content: string
  readonly text?: string | undefined
  readonly thread?: string | undefined
  readonly with?: string | undefined
}

interface SuggestBody extends By {
  readonly action_id: string
  readonly text: string
  readonly message?: string | undefined
  readonly view?: string | undefined
}
