import { listOf, optional, orNull, plain, record, text } from '../../shape/shape.ts'
import type { MissedEvent } from '../events/types.ts'
import type { SimulatedDelivery, SimulatedThread, SimulatedView, Submission } from '../testing/types.ts'
import type { AssistantBody, By, ClickBody, ReactBody, SayBody, SubmitBody } from './people-bodies.ts'
import { assistantThread, delivery, missedEvent, prompts, view } from './people-shapes.ts'
import { route } from './route.ts'

/** The answer to a person's action. */
export interface ActAnswer {
  /** The name of the person who acted. */
  readonly user: string
  /** The first attempt of each delivery to an app, in the order of sending. */
  readonly deliveries: readonly SimulatedDelivery[]
  /** The events that an app did not get, each with the reason. */
  readonly missed: readonly MissedEvent[]
  /**
   * The view that the person has open after the action: a modal, otherwise the App Home; null when there is neither.
   */
  readonly view: SimulatedView | null
}

interface SlackbotLine {
  /** The text that Slackbot shows only to the person, after a command of Slack; missing when it shows none. */
  readonly notice?: string
}

const noticeField = { notice: optional(text) }

/** The shapes of the fields of `ActAnswer`. */
export const actFields = { user: text, deliveries: listOf(delivery), missed: listOf(missedEvent), view: orNull(view) }

/** The description of the field `user`, for the documentation. */
export const who = 'name or id of the person who acts; by default the first person of the workspace'

/** The routes that simulate actions of people in Slack. */
export const peopleRoutes = {
  say: route<ActAnswer & SlackbotLine & { readonly ts: string | null }, SayBody>({
    method: 'POST',
    path: '/_sim/say',
    about: 'Writes a message, as a person does. A text with / at the start is a command.',
    body: {
      channel: '#general, an id, or @name for a direct conversation; @bot is the app',
      text: 'the typed text; @name, #name and <@bot> become mentions',
      thread: 'ts of the message that the person replies to',
      user: who,
    },
    answer: { ...actFields, ...noticeField, ts: orNull(text) },
  }),
  command: route<ActAnswer & SlackbotLine, By & { readonly text: string; readonly channel?: string | undefined }>({
    method: 'POST',
    path: '/_sim/command',
    about: 'Types a slash command.',
    body: {
      text: 'the command and its text; the slash is optional',
      channel: 'the conversation where the person types; by default #general',
      user: who,
    },
    answer: { ...actFields, ...noticeField },
  }),
  click: route<ActAnswer, ClickBody>({
    method: 'POST',
    path: '/_sim/click',
    about: 'Uses an interactive element: presses a button, chooses in a menu, picks a date.',
    body: {
      action_id: 'action_id of the element, or block_id.action_id',
      message: 'ts of the message; by default the open view, otherwise the newest message with the element',
      view: 'id of the modal or App Home',
      value: 'the chosen or typed value',
      values: 'an object with what the person entered in other elements there, by block_id.action_id',
      user: who,
    },
    answer: actFields,
  }),
  submit: route<ActAnswer & { readonly result: Submission }, SubmitBody>({
    method: 'POST',
    path: '/_sim/submit',
    about: 'Fills in the open modal and submits it.',
    body: { values: 'an object with values, by block_id.action_id, block_id or action_id', user: who },
    answer: {
      ...actFields,
      result: plain<Submission>('an outcome', (value) => record.find(value, false) === undefined),
    },
  }),
  close: route<ActAnswer, By & { readonly all?: boolean | undefined }>({
    method: 'POST',
    path: '/_sim/close',
    about: 'Closes the open modal.',
    body: { all: 'true also closes the modals below it', user: who },
    answer: actFields,
  }),
  shortcut: route<ActAnswer, By & { readonly callback_id: string; readonly message?: string | undefined }>({
    method: 'POST',
    path: '/_sim/shortcut',
    about: 'Uses a global shortcut or a message shortcut.',
    body: {
      callback_id: 'callback_id of the shortcut',
      message: 'ts of the message, for a message shortcut',
      user: who,
    },
    answer: actFields,
  }),
  home: route<
    ActAnswer & { readonly prompts: SimulatedThread['prompts'] },
    By & { readonly app?: string | undefined; readonly tab?: string | undefined }
  >({
    method: 'POST',
    path: '/_sim/home',
    about: 'Opens the home of an app. Answers also the prompts that an agent shows in its messages tab.',
    body: {
      app: 'id or name of the app; by default the newest installation',
      tab: 'home or messages; by default home',
      user: who,
    },
    answer: { ...actFields, prompts },
  }),
  assistant: route<ActAnswer & { readonly thread: SimulatedThread }, AssistantBody>({
    method: 'POST',
    path: '/_sim/assistant',
    about: 'Opens a new thread with an assistant, or goes on to another channel while one is open.',
    body: {
      app: 'id or name of the app; the newest installed assistant when left out',
      channel: 'where the person is: #general, or an id; nowhere when left out',
      thread: 'ts of a thread that stays open while the person goes on to the channel',
      user: who,
    },
    answer: { ...actFields, thread: assistantThread },
  }),
  react: route<ActAnswer, ReactBody>({
    method: 'POST',
    path: '/_sim/react',
    about: 'Adds a reaction to a message, or removes it.',
    body: {
      ts: 'ts of the message',
      emoji: 'name of the emoji, with or without colons',
      channel: 'the conversation of the message; by default any that the person sees',
      remove: 'true removes the reaction',
      user: who,
    },
    answer: actFields,
  }),
}
