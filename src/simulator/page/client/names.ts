import type { Desk, PageApp, PageChannel, PagePerson } from '../types.ts'

/** Returns the name of a conversation as the person sees it: `# general`, or the names of the other members. */
export function titleOf({ kind, name, members }: PageChannel, { me, people }: Desk): string {
  if (kind === 'public' || kind === 'private') return `# ${name}`
  const others = members.filter((id) => id !== me.id)
  return others.length === 0 ? `${me.realName} (you)` : others.map((id) => nameOf(people, id)).join(', ')
}

export function nameOf(people: readonly PagePerson[], id: string): string {
  return people.find((one) => one.id === id)?.realName ?? id
}

/** Whether this is a direct conversation with the bot user of an app. */
export function isWithApp({ kind, members }: PageChannel, { people }: Desk): boolean {
  return kind === 'im' && members.some((id) => (people.find((one) => one.id === id)?.appId ?? null) !== null)
}

/** Returns the app of a direct conversation with its bot user; undefined for any other conversation. */
export function appIn({ kind, members }: PageChannel, { people, apps }: Desk): PageApp | undefined {
  if (kind !== 'im') return undefined
  const bot = people.find(({ id, appId }) => appId !== null && members.includes(id))
  return apps.find(({ id }) => id === bot?.appId)
}

const tints = 6

/** Returns the class for the colour of an avatar, which depends only on the name. */
export function tintOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return `tint${sum % tints}`
}

/** Returns the first letter or digit of a name, for an avatar. */
export function initialOf(name: string): string {
  return (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?').toUpperCase()
}
