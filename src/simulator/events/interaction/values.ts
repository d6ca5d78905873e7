import { isRecord } from '../../../shape/record.ts'
import { messageFile } from '../../state/files.ts'
import type { World } from '../../state/types.ts'
import { channelsIn, emojiIn, peopleIn } from '../../state/workspaces.ts'
import { richText } from '../person/rich-text.ts'
import { withIds } from '../person/typed-text.ts'
import { elementName, type Fields, type FoundElement, optionsOf, plainText } from './elements.ts'

/** The value of an element, with the fields that an element of its type has in `state.values` and in `actions`. */
export type ElementValue = Readonly<Record<string, unknown>> & { readonly type: string }

/**
 * Returns the fields that a press of one of the two feedback buttons adds to the action: the text and value of that
 * button.
 * @param typed the value or the text of the button; by default the positive button is pressed
 * @throws TypeError when there is no such button
 */
export function pressedFeedback({ element, actionId }: FoundElement, typed: string | undefined): ElementValue {
  const buttons = [element['positive_button'], element['negative_button']].filter(isRecord)
  const pressed = buttons.find(
    (one) => typed === undefined || one['value'] === typed || plainText(one['text']) === typed,
  )
  if (pressed) return { type: element.type, text: pressed['text'], value: pressed['value'] }
  const known = buttons.map(({ value }) => String(value)).join(', ')
  throw new TypeError(`${actionId}: no button “${typed ?? ''}”; there are ${known || 'none'}`)
}

interface Chooser {
  /** Returns the initial value of an element: the value of its field `initial_…`, otherwise null or an empty list. */
  initial(element: Fields): Fields
  /**
   * Converts the text that a person typed or chose into a value of the element.
   * @throws TypeError when the element does not offer it
   */
  read(element: Fields, typed: string, world: World): Fields
}

/**
 * Returns the value of an element for `typed`; without `typed`, its initial value.
 * @param typed what the person typed or chose, as text: the value or the text of an option, a name, or an id. Several
 * values are separated by commas or written as a JSON list.
 * @throws TypeError when the element does not offer this value
 */
export function elementValue(found: FoundElement, world: World, typed?: string): ElementValue {
  const { element } = found
  const { type } = element
  const chooser = choosers[type]
  if (!chooser) return { type, ...(typed !== undefined && { value: typed }) }
  try {
    return { type, ...(typed === undefined ? chooser.initial(element) : chooser.read(element, typed, world)) }
  } catch (error) {
    if (error instanceof TypeError) throw new TypeError(`${elementName(found)}: ${error.message}`)
    throw error
  }
}

const oneOption: Chooser = {
  initial: ({ initial_option: initial }) => ({ selected_option: initial ?? null }),
  read: (element, typed) => ({ selected_option: typed === '' ? null : optionFor(element, typed) }),
}

const manyOptions: Chooser = {
  initial: ({ initial_options: initial }) => ({ selected_options: initial ?? [] }),
  read: (element, typed) => ({ selected_options: valuesIn(typed).map((one) => optionFor(element, one)) }),
}

const typedText: Chooser = {
  initial: ({ initial_value: initial }) => ({ value: initial ?? null }),
  read: (_element, typed) => ({ value: typed === '' ? null : typed }),
}

const checkedText = (form: RegExp, means: string): Chooser => ({
  ...typedText,
  read(_element, typed) {
    if (typed !== '' && !form.test(typed)) throw new TypeError(`${means}, not “${typed}”`)
    return { value: typed === '' ? null : typed }
  },
})

/** Returns a typed number as text, as Slack sends it. @throws TypeError when the element does not accept it */
function checkedNumber(element: Fields, typed: string): string {
  const { is_decimal_allowed: decimals, min_value: least, max_value: most } = element
  const form = decimals === true ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/
  if (!form.test(typed)) throw new TypeError(`a ${decimals === true ? '' : 'whole '}number, not “${typed}”`)
  if (typeof least === 'string' && Number(typed) < Number(least)) throw new TypeError(`at least ${least}, not ${typed}`)
  if (typeof most === 'string' && Number(typed) > Number(most)) throw new TypeError(`at most ${most}, not ${typed}`)
  return typed
}

const oneOf = (what: 'user' | 'channel' | 'conversation', find: Finder): Chooser => ({
  initial: (element) => ({ [`selected_${what}`]: element[`initial_${what}`] ?? null }),
  read: (_element, typed, world) => ({ [`selected_${what}`]: typed === '' ? null : find(world, typed) }),
})

const manyOf = (what: 'users' | 'channels' | 'conversations', find: Finder): Chooser => ({
  initial: (element) => ({ [`selected_${what}`]: element[`initial_${what}`] ?? [] }),
  read: (_element, typed, world) => ({ [`selected_${what}`]: valuesIn(typed).map((one) => find(world, one)) }),
})

const moment = (what: 'date' | 'time', isValid: (typed: string) => boolean, example: string): Chooser => ({
  initial: (element) => ({ [`selected_${what}`]: element[`initial_${what}`] ?? null }),
  read(_element, typed) {
    if (typed !== '' && !isValid(typed)) throw new TypeError(`a ${what} such as ${example}, not “${typed}”`)
    return { [`selected_${what}`]: typed === '' ? null : typed }
  },
})

/**
 * Whether the text is an existing day, in the format `YYYY-MM-DD`. `Date` accepts 30 February and changes it to a day
 * in March.
 */
function isDate(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const choosers: Readonly<Record<string, Chooser>> = {
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  overflow: oneOption,
  multi_static_select: manyOptions,
  multi_external_select: manyOptions,
  checkboxes: manyOptions,
  plain_text_input: typedText,
  email_text_input: checkedText(/^\S+@\S+$/, 'an e-mail address such as dana@example.com'),
  url_text_input: checkedText(/^https?:\/\/\S+$/, 'a URL such as https://example.com'),
  number_input: {
    ...typedText,
    read: (element, typed) => ({ value: typed === '' ? null : checkedNumber(element, typed) }),
  },
  users_select: oneOf('user', userId),
  channels_select: oneOf('channel', channelId),
  conversations_select: oneOf('conversation', conversationId),
  multi_users_select: manyOf('users', userId),
  multi_channels_select: manyOf('channels', channelId),
  multi_conversations_select: manyOf('conversations', conversationId),
  datepicker: moment('date', isDate, '2026-01-31'),
  timepicker: moment('time', (typed) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(typed), '14:30'),
  datetimepicker: {
    initial: ({ initial_date_time: initial }) => ({ selected_date_time: initial ?? null }),
    read(_element, typed) {
      if (typed === '') return { selected_date_time: null }
      const seconds = /^\d{10}$/.test(typed) ? Number(typed) : Math.floor(Date.parse(typed) / 1000)
      if (Number.isNaN(seconds)) throw new TypeError(`a time such as 2026-01-31T14:30Z, not “${typed}”`)
      return { selected_date_time: seconds }
    },
  },
  rich_text_input: {
    initial: ({ initial_value: initial }) => ({ rich_text_value: initial ?? null }),
    read: (_element, typed, world) => ({ rich_text_value: typed === '' ? null : formatted(world, typed) }),
  },
  file_input: {
    initial: () => ({ files: [] }),
    read: (_element, typed, world) => ({ files: valuesIn(typed).map((id) => messageFile(world, id)) }),
  },
}

/** Returns a typed text as `rich_text`, with the formatting that the person typed. */
function formatted(world: World, typed: string): Fields {
  const { type, elements } = richText(withIds(world, typed), emojiIn(world))
  return { type, elements }
}

/** Returns the values in a text: a JSON list of texts, or values separated by commas. */
export function valuesIn(typed: string): string[] {
  const list = typed.startsWith('[') ? listIn(typed) : undefined
  if (list) return list
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function listIn(typed: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(typed)
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

function optionFor(element: Fields, typed: string): Fields {
  const options = optionsOf(element)
  const found = options.find(({ value }) => value === typed) ?? options.find(({ text }) => plainText(text) === typed)
  if (found) return found
  throw new TypeError(
    `no option “${typed}”; there are ${options.map(({ value }) => String(value)).join(', ') || 'none'}`,
  )
}

type Finder = (world: World, name: string) => string

function userId(world: World, name: string): string {
  const bare = name.replace(/^@/, '')
  const found = peopleIn(world).find((one) => one.id === bare || one.name === bare)
  if (found) return found.id
  throw new TypeError(`nobody is called ${name}`)
}

function channelId(world: World, name: string): string {
  const bare = name.replace(/^#/, '')
  const found = channelsIn(world).find((one) => one.id === bare || one.name === bare)
  if (found) return found.id
  throw new TypeError(`there is no channel ${name}`)
}

/** Returns the id of a channel or a person. A menu of conversations contains people too. */
function conversationId(world: World, name: string): string {
  const isPerson = name.startsWith('@') || peopleIn(world).some(({ id }) => id === name)
  return isPerson ? userId(world, name) : channelId(world, name)
}
