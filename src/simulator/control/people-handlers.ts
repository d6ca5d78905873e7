import { isRecord } from '../../shape/record.ts'
import { findConversation, findSomeone } from '../events/person/find.ts'
import type { Site } from '../http/types.ts'
import { findMessage } from '../state/messages.ts'
import { agentPrompts, simulatedThread } from '../testing/assistant-thread.ts'
import { simulatedPerson, simulatedView } from '../testing/person.ts'
import type { Act, SimulatedPerson } from '../testing/types.ts'
import { type ControlHandlers, optionalText, textField } from './handler.ts'
import type { ActAnswer, peopleRoutes } from './people-routes.ts'

/**
 * When an app has sent no request and received no delivery for this many milliseconds, it has finished its reaction.
 */
const quiet = 40

interface Acting {
  readonly site: Site
  readonly user: unknown
}

/**
 * Runs an action of a person, and returns its result with the deliveries to apps and the missed events. Waits for the
 * apps' reactions, so that a view that an app opens is in the result.
 */
export async function act<Result extends Act>(
  { site, user }: Acting,
  work: (person: SimulatedPerson) => Promise<Result>,
): Promise<Result & ActAnswer> {
  const name = optionalText(user, 'user')
  const stage = { world: site.world, events: site.events, url: () => site.url() }
  const person = simulatedPerson(stage, name)
  const { result, missed } = await site.events.watchMissed(() => work(person))
  // If an app works for longer than 1.5 seconds, the answer is sent before it has finished.
  if (result.deliveries.length > 0) await site.events.settled({ quiet, most: 1500 }).catch(() => {})
  return { ...result, user: person.name, missed, view: simulatedView(findSomeone(site.world, name)) }
}

export const peopleHandlers: ControlHandlers<keyof typeof peopleRoutes> = {
  say: ({ site }, { user, channel, text, thread }) =>
    act({ site, user }, (person) => {
      const reply = optionalText(thread, 'thread')
      const where = textField(channel, 'channel')
      return person.say(where, textField(text, 'text'), { ...(reply !== undefined && { thread: reply }) })
    }),
  command: ({ site }, { user, text, channel }) =>
    act({ site, user }, (person) =>
      person.command(textField(text, 'text'), { in: optionalText(channel, 'channel') ?? '#general' }),
    ),
  click: ({ site }, { user, action_id: actionId, message, view, value, values = {} }) =>
    act({ site, user }, (person) =>
      person.click(textField(actionId, 'action_id'), {
        ...given('message', optionalText(message, 'message')),
        ...given('view', optionalText(view, 'view')),
        // An empty value takes away the choice, so it is not the same as no value.
        ...given('value', value === '' ? '' : optionalText(value, 'value')),
        values: textsIn(values),
      }),
    ),
  submit: ({ site }, { user, values = {} }) => act({ site, user }, (person) => person.submit(textsIn(values))),
  close: ({ site }, { user, all }) => act({ site, user }, (person) => person.close({ all: all === true })),
  shortcut: ({ site }, { user, callback_id: callbackId, message }) =>
    act({ site, user }, (person) => {
      const ts = optionalText(message, 'message')
      return person.shortcut(textField(callbackId, 'callback_id'), { ...(ts !== undefined && { message: ts }) })
    }),
  async home({ site }, { user, app, tab = 'home' }) {
    const answer = await act({ site, user }, (person) => {
      if (tab !== 'home' && tab !== 'messages') throw new TypeError('tab has to be home or messages')
      const name = optionalText(app, 'app')
      return person.openHome({ tab, ...(name !== undefined && { app: name }) })
    })
    // The app has reacted, so the thread can have a title and prompts that `answer.thread` does not have.
    const shown =
      tab === 'messages' ? agentPrompts(site.world).find((one) => one.channel === answer.channel) : undefined
    return { ...answer, prompts: shown?.prompts ?? [] }
  },
  async assistant({ site }, { user, app, channel, thread }) {
    const [name, where, open] = [
      optionalText(app, 'app'),
      optionalText(channel, 'channel'),
      optionalText(thread, 'thread'),
    ]
    const answer = await act({ site, user }, (person) =>
      person.openAssistant({
        ...(name !== undefined && { app: name }),
        ...(where !== undefined && { in: where }),
        ...(open !== undefined && { thread: open }),
      }),
    )
    // The app has reacted, so the thread can have a title and prompts that `answer.thread` does not have.
    const { ts, channel: direct } = answer.thread
    const now = site.world.state.assistantThreads?.find((one) => one.ts === ts && one.channelId === direct)
    return now ? { ...answer, thread: simulatedThread(site.world, now) } : answer
  },
  react: ({ site }, { user, ts, emoji, channel, remove }) =>
    act({ site, user }, (person) => {
      const [where, message] = [optionalText(channel, 'channel'), textField(ts, 'ts')]
      if (where !== undefined) checkThere(site, { user, channel: where, ts: message })
      return person.react(message, textField(emoji, 'emoji'), { remove: remove === true })
    }),
}

/**
 * Checks that the message with this `ts` is in the channel. @throws TypeError when the message is not in the channel
 */
function checkThere(site: Site, { user, channel, ts }: { user: unknown; channel: string; ts: string }): void {
  const found = findConversation(findSomeone(site.world, optionalText(user, 'user')), channel)
  if (!findMessage(found, ts)) throw new TypeError(`There is no message with the ts ${ts} in ${channel}`)
}

/** Returns the values of an object as texts. @throws TypeError when it is not an object */
function textsIn(values: unknown): Readonly<Record<string, string>> {
  if (!isRecord(values)) throw new TypeError('values has to be an object')
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** Returns an object in which the field called `name` has the value; an empty object when the value is undefined. */
function given<Name extends string>(name: Name, value: string | undefined): { readonly [One in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [One in Name]: string })
}
