/** The description of an id or another value of Slack that is not a token, recognized by its format. */
export interface Identifier {
  /** The meaning, in a whole sentence. */
  readonly means: string
  /** The commands that use such a value. */
  readonly commands: readonly string[]
  /** Whether the value must be masked, because it is an address or a code that gives access. */
  readonly secret: boolean
}

interface IdentifierPattern {
  readonly pattern: RegExp
  readonly means: string
  readonly commands?: readonly string[]
  readonly secret?: true
}

const it = '%'

/**
 * The formats of Slack's ids and other values, the most specific first (docs.slack.dev/reference/objects). The `ts` of
 * a message has six digits after the dot, a client id has ten or more.
 */
// biome-ignore format: one row a line
const looks: readonly IdentifierPattern[] = [
  { pattern: /^A0[A-Z0-9]{6,}$/, means: 'An app id. It is not the client id, which is two numbers joined by a dot: both are in the app settings under Basic Information, api.slack.com/apps.', commands: ['slack-tokens app list'] },
  { pattern: /^(?=.*\d)T[A-Z0-9]{7,}$/, means: 'A workspace id (team_id). One token belongs to one workspace, unless the install was org-wide.', commands: [`slack-tokens login --team ${it}`, `slack-tokens call team.info team=${it}`] },
  { pattern: /^(?=.*\d)E[A-Z0-9]{7,}$/, means: 'The id of an Enterprise organization (enterprise_id), which has several workspaces.', commands: [`slack-tokens login --team ${it}`] },
  { pattern: /^(?=.*\d)[UW][A-Z0-9]{7,}$/, means: 'A user id: a person, or the user that a bot acts as. W… is a user of an Enterprise organization.', commands: [`slack-tokens call users.info user=${it}`, `slack-tokens post ${it} "hello" --as bot`] },
  { pattern: /^(?=.*\d)B[A-Z0-9]{7,}$/, means: 'The id of a bot or of an incoming webhook. To send it a message, use its user id, U….', commands: [`slack-tokens call bots.info bot=${it}`] },
  { pattern: /^(?=.*\d)[CG][A-Z0-9]{7,}$/, means: 'A conversation id: a channel; G… an older private one or a group of people.', commands: [`slack-tokens call conversations.info channel=${it}`, `slack-tokens post ${it} "hello" --as bot`] },
  { pattern: /^(?=.*\d)D[A-Z0-9]{7,}$/, means: 'The id of a direct message between two: only the tokens of those two see it.', commands: [`slack-tokens call conversations.info channel=${it}`] },
  { pattern: /^(?=.*\d)F[A-Z0-9]{7,}$/, means: 'A file id.', commands: [`slack-tokens call files.info file=${it}`] },
  { pattern: /^(?=.*\d)S[A-Z0-9]{7,}$/, means: 'The id of a user group, written <!subteam^S…> in a message.', commands: [`slack-tokens call usergroups.users.list usergroup=${it}`] },
  { pattern: /^\d{10}\.\d{6}$/, means: 'The ts of a message: its id within a channel, and the time it was sent.', commands: [`slack-tokens post "#general" "hello" --thread ${it}`] },
  { pattern: /^\d{6,}\.\d{7,}$/, means: 'A client id: it names the app at every install. It is not secret, unlike the client secret beside it in Basic Information.', commands: [`slack-tokens login --client-id ${it} --scopes chat:write`] },
  { pattern: /^\d{6,}\.\d{6,}\.[0-9a-f]{16,}$/, means: 'The code of an approved install: it can be exchanged for tokens once, within ten minutes, with the client id and secret. Paste it into the login that waits for it.', commands: ['slack-tokens login'], secret: true },
  { pattern: /^[0-9a-f]{32}$/i, means: 'This may be a client secret or a signing secret: they look alike, and only Basic Information in the app settings shows which it is. The client secret exchanges codes for tokens; the signing secret proves that a request came from Slack. Neither calls a method.', commands: ['slack-tokens login --client-secret'], secret: true },
  { pattern: /^[A-Za-z0-9]{24}$/, means: 'This may be a verification token, the old proof that a request came from Slack; the signing secret replaced it. It calls no method.', secret: true },
]

/** Describes a word by its format. Undefined when it does not look like a value of Slack. */
export function identify(word: string): Identifier | undefined {
  const found = looks.find(({ pattern }) => pattern.test(word))
  if (!found) return undefined
  const { means, commands = [], secret = false } = found
  return { means, commands: commands.map((line) => line.replace(it, word)), secret }
}
