import { CliError } from '../../errors.ts'
import { nearest } from '../facts/nearest.ts'
import { nameIn } from '../facts/one-line.ts'
import type { ChannelLookup } from './types.ts'

export interface FoundUser {
  /** The user id, `U…`. */
  readonly id: string
  /** The name for messages: `@dana`, or the id when only the id is known. */
  readonly label: string
}

const idForm = /^@?([UW][A-Z0-9]{6,})$/
const emailForm = /^@?([^\s@]+@[^\s@]+)$/

/** Whether `text` names a person and not a channel: a user id, `@handle` or e-mail address. */
export function isPerson(text: string): boolean {
  return text.startsWith('@') || idForm.test(text) || emailForm.test(text)
}

/** Returns the scopes for finding the person. Undefined for an id, which needs no lookup. */
export function personNeed(text: string): { what: string; scopes: string[]; instead: string } | undefined {
  if (idForm.test(text)) return undefined
  return {
    what: emailForm.test(text) ? 'to look up an email address' : 'to look up a person’s name',
    scopes: [emailForm.test(text) ? 'users:read.email' : 'users:read'],
    instead: 'Give the person’s id (U…)',
  }
}

/**
 * Finds the person with an id, a handle (with or without `@`) or an e-mail address.
 * @throws CliError with the code `user_not_found` when there is no such person; with the code `ambiguous_person` when
 * several people have that name.
 */
export async function findUser(text: string, { call }: Pick<ChannelLookup, 'call'>): Promise<FoundUser> {
  const id = idForm.exec(text)?.[1]
  if (id !== undefined) return { id, label: id }
  const email = emailForm.exec(text)?.[1]
  if (email !== undefined) return await findByEmail(email, call)
  return await findByHandle(text.replace(/^@/, '').toLowerCase(), call)
}

async function findByEmail(email: string, call: ChannelLookup['call']): Promise<FoundUser> {
  try {
    const { user } = await call('users.lookupByEmail', { email })
    const found = readPerson(user)
    if (found) return { id: found.id, label: `@${found.name}` }
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'users_not_found') throw error
  }
  throw nobody(`Nobody in this workspace has the address ${email}`, [])
}

interface ListedUser {
  readonly id: string
  readonly name: string
  readonly display: string
}

function readPerson(raw: unknown): ListedUser | undefined {
  const { deleted, profile, ...rest } = (raw ?? {}) as Readonly<Record<string, unknown>>
  const [id, name] = [nameIn(rest['id']), nameIn(rest['name'])]
  if (id === null || name === null || deleted === true) return undefined
  const shown = (profile as { display_name?: unknown } | undefined)?.display_name
  return { id, name, display: (nameIn(shown) ?? '').toLowerCase() }
}

/** Number of people in a page, and maximum number of pages to read. */
const pageSize = 500
const mostPages = 20

/**
 * Finds a person by the handle, which is unique. If no handle matches, finds the person by the display name, which
 * several people can share.
 */
async function findByHandle(handle: string, call: ChannelLookup['call']): Promise<FoundUser> {
  const people: ListedUser[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page += 1) {
    const body = await call('users.list', { limit: String(pageSize), ...(cursor && { cursor }) })
    const members = Array.isArray(body['members']) ? (body['members'] as unknown[]) : []
    people.push(...members.map(readPerson).filter((one) => one !== undefined))
    const exact = people.find(({ name }) => name === handle)
    if (exact) return { id: exact.id, label: `@${exact.name}` }
    const metadata = body['response_metadata'] as { next_cursor?: unknown } | undefined
    cursor = typeof metadata?.next_cursor === 'string' ? metadata.next_cursor : ''
    if (cursor === '') break
  }
  return shownAs(handle, people)
}

function shownAs(handle: string, people: readonly ListedUser[]): FoundUser {
  const [one, ...more] = people.filter(({ display }) => display === handle)
  if (one && more.length === 0) return { id: one.id, label: `@${one.name}` }
  if (!one) {
    const names = people.map(({ name }) => name)
    throw nobody(`Nobody in this workspace is called @${handle}`, nearest(handle, names))
  }
  throw new CliError('usage', `Several people have the display name ${handle}`, {
    code: 'ambiguous_person',
    hint: `Give the id: ${[one, ...more].map(({ id, name }) => `${id} (@${name})`).join(', ')}`,
  })
}

function nobody(message: string, near: readonly string[]): CliError {
  return new CliError('slack', message, {
    code: 'user_not_found',
    hint:
      near.length > 0
        ? `Did you mean ${near.map((one) => `@${one}`).join(', ')}?`
        : 'See who there is: slack-tokens call users.list',
  })
}
