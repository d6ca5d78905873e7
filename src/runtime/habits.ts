import { methodNamed } from '../slack/facts/methods.ts'
import { lettersApart, nearest } from '../slack/facts/nearest.ts'

/**
 * First words of a command line that people type from habit: commands of other tools, and nouns in place of commands.
 * Each is mapped to the command of this tool. A part in braces is an example of what a person types. Empty braces have
 * none: their word is left out if nothing was typed.
 */
export const habits: Readonly<Record<string, string>> = {
  send: 'post',
  msg: 'post',
  message: 'post',
  messages: 'post',
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
  'messages list': 'call conversations.history channel={C012AB3CD}',
  'chat list': 'call conversations.history channel={C012AB3CD}',
  'sts get-caller-identity': 'whoami',
  'manifest validate': 'app manifest --check',
  'manifest info': 'app manifest',
  'app install': 'login --app={}',
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
  files: 'upload',
  push: 'app push',
  pull: 'app pull',
  user: 'call users.list',
  users: 'call users.list',
  usr: 'call users.list',
  channel: 'call conversations.list',
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
  const target = habitWord(first)
  if (target === undefined) return undefined
  const method = methodOf(first, words[1] ?? '', target)
  if (method !== undefined) return { target: `call ${method}`, rest: words.slice(2) }
  if (repeats(second, target)) return { target, rest: words.slice(2) }
  // `profile use acme`: a noun of other tools before a command of this tool.
  if (target === 'list' && names.includes(second)) return { target: second, rest: words.slice(2) }
  return { target, rest: words.slice(1) }
}

function habitWord(word: string): string | undefined {
  return Object.hasOwn(habits, word) ? habits[word] : undefined
}

/** Whether a verb behind a noun says only what the target already does: `file upload`, `chat send`, `apps list`. */
function repeats(verb: string, target: string): boolean {
  const lists = /^(?:list|ls|all)$/.test(verb) && target !== 'post' && target !== 'upload'
  return lists || target.split(' ').includes(verb) || habitWord(verb) === target
}

/**
 * Returns the method of Slack that has the noun and the verb as its name: `users info` is users.info, `chat
 * postMessage` is chat.postMessage. Undefined for `file upload`, which a command does.
 */
function methodOf(noun: string, verb: string, target: string): string | undefined {
  if (!/^[a-z]\w*$/i.test(verb) || repeats(verb.toLowerCase(), target)) return undefined
  const [, family = noun] = /^call (\w+)\./.exec(target) ?? []
  return methodNamed(`${family}.${verb}`)
}

/** Commands that end something: a misspelt word is no reason to name them. */
const ending: readonly string[] = ['revoke', 'logout', 'uninstall', 'remove', 'reset', 'stop', 'delete']

/**
 * Returns the names of commands of which a word may be a misspelling: one letter is wrong, or two of a long word that
 * begins the same. A command that ends something is named for one wrong letter at most.
 */
export function nearCommands(word: string, names: readonly string[]): string[] {
  const typed = word.toLowerCase()
  return nearest(typed, names).filter((name) => {
    const apart = lettersApart(typed, name)
    if (apart <= 1) return typed.length > 2 || name.length > 2
    return apart === 2 && typed.length > 6 && name[0] === typed[0] && !ending.includes(name)
  })
}

/** Returns what words from habit behind the name of a group of commands mean: `ls` behind `app` is `app list`. */
export function habitInGroup(
  group: string,
  words: readonly string[],
  subcommands: readonly string[],
): Meant | undefined {
  const [first = ''] = words.map((word) => word.toLowerCase())
  const pair = habits[`${group} ${first}`]
  if (pair !== undefined) return { target: pair, rest: words.slice(1) }
  const verb = Object.hasOwn(subcommandHabits, first) ? subcommandHabits[first] : undefined
  if (verb !== undefined && subcommands.includes(verb)) return { target: `${group} ${verb}`, rest: words.slice(1) }
  const there = Object.hasOwn(habits, first) ? habits[first] : undefined
  return there?.startsWith(`${group} `) ? { target: there, rest: words.slice(1) } : undefined
}
