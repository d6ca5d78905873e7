/**
 * First words of a command line that people type from habit: commands of other tools, and nouns in place of commands.
 * Each is mapped to the command of this tool. A part in braces is an example of what a person types.
 */
export const habits: Readonly<Record<string, string>> = {
  send: 'post',
  msg: 'post',
  message: 'post',
  say: 'post',
  chat: 'post',
  'auth login': 'login',
  'auth status': 'check',
  'auth logout': 'logout',
  'auth switch': 'use',
  'auth list': 'list',
  'auth token': 'token',
  'auth test': 'whoami',
  'auth revoke': 'revoke',
  signin: 'login',
  add: 'login',
  connect: 'login',
  me: 'whoami',
  who: 'whoami',
  whois: 'whoami',
  identity: 'whoami',
  test: 'check',
  validate: 'check',
  verify: 'check',
  tokens: 'list',
  profiles: 'list',
  profile: 'list',
  workspaces: 'list',
  remove: 'logout',
  rm: 'logout',
  delete: 'logout',
  signout: 'logout',
  method: 'which',
  methods: 'which',
  scope: 'scopes',
  error: 'why',
  decode: 'explain',
  inspect: 'explain',
  apps: 'app list',
  manifest: 'app manifest',
  uninstall: 'app uninstall',
  logs: 'sim log',
  log: 'sim log',
  sandbox: 'sim',
  simulate: 'sim',
  simulator: 'sim',
  mock: 'sim',
  serve: 'sim start',
  start: 'sim start',
  stop: 'sim stop',
  open: 'sim open',
  reset: 'sim reset',
  proxy: 'sim run',
  exec: 'run',
  dotenv: 'env',
  file: 'upload',
  users: 'call users.list',
  channels: 'call conversations.list',
  conversations: 'call conversations.list',
  emoji: 'call emoji.list',
  history: 'call conversations.history channel={C012AB3CD}',
  search: 'call search.messages query={deploy} --as user',
  listen: 'sim start --events-url {http://localhost:3000/slack/events}',
  deliveries: 'sim deliveries',
  tail: 'sim log --follow',
  trigger: 'sim event {app_mention}',
  event: 'sim event {app_mention}',
  events: 'sim event {app_mention}',
  man: 'help',
}

/** Words from habit for a subcommand, in every group of commands that has the subcommand. */
const subcommandHabits: Readonly<Record<string, string>> = {
  ls: 'list',
  rm: 'remove',
  delete: 'remove',
  new: 'create',
  info: 'show',
  view: 'show',
  get: 'show',
  logs: 'log',
  send: 'say',
  trigger: 'event',
  events: 'event',
}

/** The command that is meant, and the words behind it. */
export interface Meant {
  readonly target: string
  readonly rest: readonly string[]
}

/**
 * Returns what a command line that begins with a word from habit means; undefined for other words.
 * @param names the names and aliases of the commands
 */
export function habitOf(words: readonly string[], names: readonly string[]): Meant | undefined {
  const [first = '', second = ''] = words.map((word) => word.toLowerCase())
  const pair = habits[`${first} ${second}`]
  if (pair !== undefined) return { target: pair, rest: words.slice(2) }
  if (first === 'auth') {
    if (second === '' || second.startsWith('-')) return { target: 'login', rest: words.slice(1) }
    if (names.includes(second)) return { target: second, rest: words.slice(2) }
    return habitOf(words.slice(1), names)
  }
  const target = Object.hasOwn(habits, first) ? habits[first] : undefined
  return target === undefined ? undefined : { target, rest: words.slice(1) }
}

/** Returns what words from habit behind the name of a group of commands mean: `ls` behind `app` is `app list`. */
export function habitInGroup(
  group: string,
  words: readonly string[],
  subcommands: readonly string[],
): Meant | undefined {
  const [first = ''] = words.map((word) => word.toLowerCase())
  const verb = Object.hasOwn(subcommandHabits, first) ? subcommandHabits[first] : undefined
  if (verb !== undefined && subcommands.includes(verb)) return { target: `${group} ${verb}`, rest: words.slice(1) }
  const there = Object.hasOwn(habits, first) ? habits[first] : undefined
  return there?.startsWith(`${group} `) ? { target: there, rest: words.slice(1) } : undefined
}
