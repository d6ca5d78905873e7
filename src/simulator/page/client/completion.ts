import { emojiNamed } from '../../../slack/facts/emoji.ts'
import type { Desk } from '../types.ts'
import { emojiLike } from './emoji-picker.tsx'

/** A text that the message field offers while the person types. */
export interface Offer {
  /** The text that replaces what the person typed. */
  readonly text: string
  readonly label: string
  readonly hint: string
}

export interface Completion {
  /** The index at which the typed word begins in the text. */
  readonly from: number
  readonly offers: readonly Offer[]
}

const mostOffers = 8

/**
 * Returns the texts that the message field offers for the word before the cursor: people after `@`, channels after `#`,
 * emoji after `:`, and commands after `/` at the start. Returns undefined when there are none.
 */
export function completionFor(desk: Desk, before: string): Completion | undefined {
  const [, space = '', sign = '', word = ''] = /(^|\s|\()([@#:])([\p{L}\d._+'-]*)$/u.exec(before) ?? []
  const from = before.length - word.length - 1
  const offers =
    sign === '@'
      ? peopleLike(desk, word)
      : sign === '#'
        ? channelsLike(desk, word)
        : sign === ':' && word.length > 1
          ? emojiOffers(word)
          : []
  if (offers.length > 0) return { from, offers: offers.slice(0, mostOffers) }
  const command = space === '' && /^\/[\w-]*$/.test(before) ? commandsLike(desk, before) : []
  return command.length > 0 ? { from: 0, offers: command.slice(0, mostOffers) } : undefined
}

function peopleLike({ people, me }: Desk, word: string): Offer[] {
  const wanted = word.toLowerCase()
  return people
    .filter(({ id, deactivated }) => id !== me.id && !deactivated)
    .filter(({ name, realName }) =>
      `${name} ${realName}`
        .toLowerCase()
        .split(/\s+/)
        .some((part) => part.startsWith(wanted)),
    )
    .map(({ name, realName, appId }) => ({
      text: `@${name}`,
      label: realName,
      hint: `@${name}${appId === null ? '' : ' · app'}`,
    }))
}

function channelsLike({ channels }: Desk, word: string): Offer[] {
  const wanted = word.toLowerCase()
  return channels
    .filter(({ kind, name }) => kind === 'public' && name.includes(wanted))
    .map(({ name, topic }) => ({ text: `#${name}`, label: `#${name}`, hint: topic }))
}

function emojiOffers(word: string): Offer[] {
  return emojiLike(word, mostOffers).map((name) => ({
    text: `:${name}:`,
    label: `${emojiNamed(name) ?? ''} :${name}:`,
    hint: '',
  }))
}

function commandsLike({ commands }: Desk, before: string): Offer[] {
  return commands
    .filter(({ command }) => command.startsWith(before))
    .map(({ command, usage, description, app }) => ({
      text: command,
      label: usage === '' ? command : `${command} ${usage}`,
      hint: app === null ? description : `${description} · ${app}`,
    }))
}
