import { eventByHand } from '../events/by-hand/draft.ts'
import { plainText } from '../events/interaction/elements.ts'
import { openModal, stateValues } from '../events/interaction/views.ts'
import { openAssistant } from '../events/person/assistant.ts'
import { deleteOwn, editOwn } from '../events/person/change-message.ts'
import { click } from '../events/person/click.ts'
import { typeCommand } from '../events/person/command.ts'
import { findConversation, findSomeone, type Someone } from '../events/person/find.ts'
import { kickMember, memberNamed, openChannel } from '../events/person/members.ts'
import { closeModal, submitModal } from '../events/person/modal.ts'
import { say } from '../events/person/say.ts'
import { useShortcut } from '../events/person/shortcut.ts'
import type { Stage } from '../events/person/stage.ts'
import { uploadFile } from '../events/person/upload.ts'
import { joinChannel, openHome, react } from '../events/person/visit.ts'
import { ephemeralsOf } from '../state/ephemerals.ts'
import { simulatedExecutions, simulatedThread } from './assistant-thread.ts'
import { checkArguments } from './check-options.ts'
import { simulatedMessage } from './message.ts'
import type { SimulatedPerson, SimulatedView } from './types.ts'

/** Returns an object whose methods simulate the actions of a person. @throws TypeError when there is no such person */
export function simulatedPerson(stage: Stage, name: string | undefined): SimulatedPerson {
  // The person is looked up for each action, because a reset replaces all people.
  const someone = () => findSomeone(stage.world, name)
  const { person } = someone()
  return {
    id: person.id,
    name: person.name,
    async say(channel, text, options) {
      checkArguments('say', channel, text, options)
      const { thread } = options ?? {}
      if (text.startsWith('/')) return { ...(await typeCommand(stage, someone(), { text, channel })), ts: null }
      let ts = ''
      const deliveries = await stage.events.deliveriesOf(() => {
        ts = say(someone(), { channel, text, thread }).ts
      })
      return { deliveries, ts }
    },
    async command(text, options) {
      checkArguments('command', text, options)
      return await typeCommand(stage, someone(), { text, channel: options?.in ?? '#general' })
    },
    async click(actionId, options) {
      checkArguments('click', actionId, options)
      return await click(stage, someone(), { actionId, ...options })
    },
    async submit(values = {}) {
      checkArguments('submit', values)
      return await submitModal(stage, someone(), values)
    },
    async close(options) {
      checkArguments('close', options)
      return await closeModal(stage, someone(), options)
    },
    async shortcut(callbackId, options) {
      checkArguments('shortcut', callbackId, options)
      return await useShortcut(stage, someone(), { callbackId, ...options })
    },
    async join(channel) {
      checkArguments('join', channel)
      return await joinChannel(stage, someone(), channel)
    },
    async kick(channel, member) {
      checkArguments('kick', channel, member)
      const work = () => {
        const found = findConversation(someone(), channel)
        kickMember(someone(), found, memberNamed(someone().world, found, member))
      }
      return { deliveries: await stage.events.deliveriesOf(work) }
    },
    async createChannel(called, options) {
      checkArguments('createChannel', called, options)
      let channel = ''
      const deliveries = await stage.events.deliveriesOf(() => {
        channel = openChannel(someone(), called, options?.private === true).id
      })
      return { deliveries, channel }
    },
    async openHome(options) {
      checkArguments('openHome', options)
      return await openHome(stage, someone(), options)
    },
    async openAssistant(options) {
      checkArguments('openAssistant', options)
      const { world } = someone()
      const { deliveries, thread } = await openAssistant(stage, someone(), options)
      return { deliveries, thread: simulatedThread(world, thread) }
    },
    async runFunction(callbackId, inputs = {}) {
      checkArguments('runFunction', callbackId, inputs)
      const { world, person: by } = someone()
      const before = simulatedExecutions(world).length
      const fields = { callback_id: callbackId, inputs }
      const draft = eventByHand(world, { name: 'function_executed', fields, person: by })
      const deliveries = await stage.events.deliveriesOf(() => stage.events.send(world, draft))
      return { deliveries, execution: simulatedExecutions(world)[before] ?? null }
    },
    edit: async (place, text) => ({
      deliveries: await stage.events.deliveriesOf(() => editOwn(someone(), place, text)),
    }),
    delete: async (place) => ({ deliveries: await stage.events.deliveriesOf(() => deleteOwn(someone(), place)) }),
    async upload(channel, uploaded) {
      let file = ''
      const deliveries = await stage.events.deliveriesOf(() => {
        file = uploadFile(someone(), channel, uploaded)
      })
      return { deliveries, file }
    },
    async react(ts, emoji, options) {
      checkArguments('react', ts, emoji, options)
      return await react(stage, someone(), { ts, emoji, ...options })
    },
    get ephemerals() {
      const { world, person: reader } = someone()
      return ephemeralsOf(world, reader.id).map(({ message }) => simulatedMessage(world, message))
    },
  }
}

/**
 * Returns the person's top modal; without a modal the App Home that an app last published for the person; null when
 * there is neither.
 */
export function simulatedView({ world, person }: Someone): SimulatedView | null {
  const home = world.state.views.findLast((one) => one.type === 'home' && one.userId === person.id)
  const view = openModal(world, person.id) ?? home
  if (!view) return null
  const { callback_id: callbackId, title, blocks } = view.payload
  return {
    id: view.id,
    type: view.type,
    callbackId: typeof callbackId === 'string' ? callbackId : '',
    title: plainText(title),
    blocks: structuredClone(blocks) ?? [],
    values: stateValues(world, view),
  }
}
