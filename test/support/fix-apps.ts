import type { FixFragment } from './fix-fragments.ts'

/** The code around the fragments for Bolt. It defines the values that the fragments use. */
const aroundBolt = `import { createRequire } from 'node:module'
const { App } = createRequire(import.meta.url)('@slack/bolt')
const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_STATE_SECRET } = process.env
const kept = new Map()
const keyOf = (one) => one.team?.id ?? one.teamId
const installationStore = {
  storeInstallation: async (one) => void kept.set(keyOf(one), one),
  fetchInstallation: async (query) => kept.get(keyOf(query)),
  deleteInstallation: async (query) => void kept.delete(keyOf(query)),
}
const settings = {
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  signingSecret: SLACK_SIGNING_SECRET,
  stateSecret: SLACK_STATE_SECRET,
  scopes: ['chat:write', 'users:read'],
  installationStore,
}
const rows = new Map()
const database = { set: async (id, value) => void rows.set(id, value), get: async (id) => rows.get(id), delete: async (id) => void rows.delete(id) }
const sessions = new Map()
${lock()}
`

/** Returns a lock in one process: the work for a key begins when the work before it has ended. */
function lock(): string {
  return `const turns = new Map()
async function lock(key, work) {
  const turn = (turns.get(key) ?? Promise.resolve()).then(work, work)
  turns.set(key, turn)
  return await turn
}`
}

/** Returns the imports of a fragment, and the lines after them. */
function partsOf({ code }: FixFragment): { readonly imports: string; readonly rest: string } {
  const lines = code.split('\n')
  const isImport = (line: string) => line.startsWith('import ')
  // Bolt and its parts are CommonJS modules.
  const imports = lines.filter(isImport).map((line) => {
    const [, names, from = ''] = /^import (\{.*\}) from '(.*)'$/.exec(line) ?? []
    return from.startsWith('node:') ? line : `const ${names} = createRequire(import.meta.url)('${from}')`
  })
  return { imports: imports.join('\n'), rest: lines.filter((line) => !isImport(line)).join('\n') }
}

/** Returns a module that exports the Bolt app of a fragment. */
export function boltModule(fragment: FixFragment): string {
  const { imports, rest } = partsOf(fragment)
  const own = /\bapp = /.test(rest) ? '' : 'const app = new App(settings)\n'
  return `${aroundBolt}${imports}\n${own}${rest}\nexport { app }\n`
}

/** Returns a program that starts the Bolt app of a fragment. The app calls Slack when its home is opened. */
export function boltProgram(fragment: FixFragment): string {
  return `${boltModule(fragment).replace(/export \{ app \}\n$/, '')}
app.event('app_home_opened', async ({ client }) => void (await client.auth.test()))
await app.start(Number(process.env.PORT))
console.log('Listening on port ' + process.env.PORT)
`
}

/** Returns a program of a Bolt app. When /hello is opened, the program runs a fragment that uses `app`. */
export function boltJobProgram(fragment: FixFragment): string {
  const { imports, rest } = partsOf(fragment)
  return `${aroundBolt}${imports}
async function hello(_request, response) {
  try {
    process.env.TEAM_ID = [...kept.keys()][0]
    ${rest}
    response.writeHead(200).end('Hello')
  } catch (error) {
    console.error(error)
    response.writeHead(409).end('Not installed')
  }
}
const app = new App({ ...settings, customRoutes: [{ path: '/hello', method: ['GET'], handler: hello }] })
await app.start(Number(process.env.PORT))
console.log('Listening on port ' + process.env.PORT)
`
}

/** Returns a hand-written program that runs a fragment about token rotation when /hello is opened. */
export function nodeProgram(fragment: FixFragment, token: string): string {
  const { imports, rest } = partsOf(fragment)
  return `import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
${imports}
const { PORT, SLACK_CLIENT_ID: client_id, SLACK_CLIENT_SECRET: client_secret } = process.env
const redirect_uri = 'http://localhost:' + PORT + '/callback'
const owner = 'the bot'
const rows = new Map()
const database = { set: async (id, value) => void rows.set(id, value), get: async (id) => rows.get(id) }
const states = new Set()
${lock()}
const slack = async (method, fields, headers = {}) =>
  await (await fetch('https://slack.com/api/' + method, { method: 'POST', headers, body: new URLSearchParams(fields) })).json()
const pairOf = (got) => ({ access: got.access_token, refresh: got.refresh_token, expires: got.expires_in ? Date.now() + got.expires_in * 1000 : Infinity })
const isOld = (pair) => pair.expires - Date.now() < 7_200_000
const refresh = async (pair) => pairOf(await slack('oauth.v2.access', { client_id, client_secret, grant_type: 'refresh_token', refresh_token: pair.refresh }))
async function hello() {
  if (!rows.has(owner)) return [404, 'Not installed']
  ${rest}
  const said = await slack('auth.test', {}, { authorization: 'Bearer ' + ${token} })
  return [said.ok ? 200 : 409, said.error ?? 'Hello']
}
async function answer({ pathname, searchParams: query }) {
  if (pathname === '/install') {
    const state = randomUUID()
    states.add(state)
    const link = new URLSearchParams({ client_id, redirect_uri, state, scope: 'chat:write' })
    return [302, '', { location: 'https://slack.com/oauth/v2/authorize?' + link }]
  }
  if (pathname === '/hello') return await hello()
  if (pathname !== '/callback' || !states.delete(query.get('state'))) return [404, 'Start again']
  const got = await slack('oauth.v2.access', { client_id, client_secret, redirect_uri, code: query.get('code') })
  if (got.ok) rows.set(owner, pairOf(got))
  return got.ok ? [200, 'Installed'] : [400, got.error]
}
createServer((request, response) => {
  answer(new URL(request.url, redirect_uri)).then(
    ([status, text, headers = {}]) => response.writeHead(status, headers).end(text),
    (error) => (console.error(error), response.writeHead(500).end('Broken')),
  )
}).listen(Number(PORT), () => console.log('Listening on port ' + PORT))
`
}
