/** The facts of one install that programs print next to its tokens. */
export interface Install {
  readonly team: string
  readonly name: string
  readonly app: string
  readonly bot: string
  readonly user: string
  readonly botUser: string
  readonly person: string
  readonly botScopes: string
  readonly userScopes: string
}

const letters = (one: string, count: number) => one.repeat(count).slice(0, count)

function install(key: string, name: string, number: string): Install {
  const team = number.repeat(13)
  return {
    team: `T0${key}0001`,
    name,
    app: `A0${key}0001`,
    bot: ['xoxb', team, '5'.repeat(13), letters(`Sim${key}`, 24)].join('-'),
    user: ['xoxp', team, '6'.repeat(13), '7'.repeat(13), letters(`fa4e${number}`, 32)].join('-'),
    botUser: `U0${key}BOT1`,
    person: `U0${key}DANA`,
    botScopes: 'chat:write,users:read',
    userScopes: 'search:read,files:write',
  }
}

export const acme = install('ACME', 'Acme Corp', '1')
export const globex = install('GLBX', 'Globex', '2')

/** The facts of an install that the tool must store: those that the text shows. */
export type Stored = Partial<Install>

/** A text that shows one or more installs. */
export interface InstallForm {
  readonly kind: string
  readonly name: string
  readonly text: string
  readonly installs: readonly Stored[]
}

export function forms(
  kind: string,
  texts: Readonly<Record<string, readonly [text: string, ...installs: Stored[]]>>,
): InstallForm[] {
  return Object.entries(texts).map(([name, [text, ...installs]]) => ({ kind, name, text, installs }))
}

/** Returns the named facts of an install. */
export function part(from: Install, ...keys: readonly (keyof Install)[]): Stored {
  return Object.fromEntries(keys.map((key) => [key, from[key]]))
}

/** Returns the arguments as lines of one text. */
export const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
