import { shellWord } from '../terminal/shell-word.ts'

/**
 * First words of a command line that people type from habit: commands of other tools, and nouns in place of commands.
 * Each is mapped to the command of this tool.
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
  history: 'call conversations.history',
  search: 'call search.messages',
}

/** The commands for which the suggested command line keeps the further words that the person typed. */
const keepsWords = new Set([
  'post',
  'login',
  'use',
  'logout',
  'whoami',
  'which',
  'scopes',
  'why',
  'upload',
  'run',
  'sim',
])

/** Example arguments for suggested commands that need an argument. */
const neededWords: Readonly<Record<string, string>> = {
  'call conversations.history': 'channel=C012AB3CD',
  'call search.messages': 'query=deploy',
}

/**
 * Returns the command line that a person probably means when the typed command line begins with a word from habit;
 * undefined for other words.
 */
export function habitOf(words: readonly string[]): string | undefined {
  const [first = '', second = ''] = words
  const pair = `${first} ${second}`.toLowerCase()
  const isPair = Object.hasOwn(habits, pair)
  const one = first.toLowerCase()
  const meant = isPair ? habits[pair] : Object.hasOwn(habits, one) ? habits[one] : one === 'auth' ? 'login' : undefined
  if (meant === undefined) return undefined
  const further = keepsWords.has(meant) ? words.slice(isPair ? 2 : 1).map(shellWord) : [neededWords[meant]]
  return ['slack-tokens', meant, ...further.filter((word) => word !== undefined)].join(' ')
}
