import type { AccessToken, Identity, Installation } from './installation.ts'
import type { Kept } from './store.ts'

/** One token of one installation, as it was when somebody read it. */
export interface KeptPair {
  /** Profile. */
  readonly name: string
  readonly installation: Installation
  readonly identity: Identity
  readonly access: AccessToken
}

/** Every token of an installation, the bot's first. */
export function pairsOf(name: string, installation: Installation): readonly KeptPair[] {
  const { bot, users } = installation
  const one = (identity: Identity, access: AccessToken) => ({ name, installation, identity, access })
  return [...(bot ? [one('bot', bot)] : []), ...users.map((user) => one('user', user))]
}

/** The same token as the file holds it now, under whatever name and with whatever value; undefined when it is gone. */
export function findPair(kept: Kept, { name, identity, access }: KeptPair): KeptPair | undefined {
  const named = kept.profiles[name]
  const same = (one: KeptPair) =>
    one.identity === identity &&
    (one.access.token === access.token ||
      identity === 'bot' ||
      (access.userId !== null && one.access.userId === access.userId))
  const there = named && pairsOf(name, named).find(same)
  if (there) return there
  const all = Object.entries(kept.profiles).flatMap(([other, one]) => pairsOf(other, one))
  return all.find((one) => one.access.token === access.token)
}

/** The file's content with another value for this token; null takes the token out. */
export function replacePair(kept: Kept, pair: KeptPair, next: AccessToken | null): Kept {
  const { name, identity, access } = pair
  const installation = kept.profiles[name]
  if (!installation) return kept
  const changed: Installation =
    identity === 'bot'
      ? { ...installation, bot: next && { ...next, botId: installation.bot?.botId ?? null } }
      : {
          ...installation,
          users: installation.users.flatMap((one) => (one.token === access.token ? (next ?? []) : one)),
        }
  return { ...kept, profiles: { ...kept.profiles, [name]: changed } }
}

/** “the bot token of “acme””, “the user token of @dana in “acme””. */
export function nameOf({ name, identity, access, installation }: KeptPair): string {
  if (identity === 'bot' || installation.users.length < 2) return `the ${identity} token of “${name}”`
  return `the user token of @${access.userName ?? access.userId ?? 'somebody'} in “${name}”`
}
