import { run } from './processes.js'
import { program } from './scene.js'
import { freePort, startAnswering, startSimulator } from './servers.js'

const requests = 3000
const connections = 16

/** Returns a subject: requests per second of one method, sent by a separate process. */
function load(name, method, targetOf) {
  return {
    name,
    // A round takes seconds and uses every processor, so more rounds would take too long.
    rounds: 5,
    async prepare(scene) {
      const { apiUrl, token, args } = await targetOf(scene)
      const call = JSON.stringify({ url: new URL(method, apiUrl).href, token, args, requests, connections })
      return async () => Number(run(scene, [program('load.js'), call]).stdout)
    },
  }
}

/** Installs the simulator's app. Returns the API URL, the bot token and a channel that the bot is in. */
function installed(scene) {
  return scene.share('installed', async () => {
    const { directory, apiUrl } = await startSimulator(scene)
    const more = { SLACK_TOKENS_CONFIG_DIR: directory }
    const login = ['login', '--sim', '--approve', '--json', '--port', String(await freePort())]
    run(scene, [scene.launcher, ...login], { more })
    const token = run(scene, [scene.launcher, 'token', '--as', 'bot'], { more }).stdout.trim()
    const answered = await fetch(new URL('conversations.list', apiUrl), {
      headers: { authorization: `Bearer ${token}` },
    })
    const { channels } = await answered.json()
    const channel = channels?.find(({ is_member }) => is_member)
    if (!channel) throw new Error('The bot is in no channel of the simulator')
    return { apiUrl, token, channel: channel.id }
  })
}

const message = { channel: 'C0BENCH', text: 'A message of ordinary length, as a bot would post it after a release.' }

const authTest = load('simulator, auth.test', 'auth.test', async (scene) => ({ ...(await installed(scene)), args: {} }))
const postMessage = load('simulator, chat.postMessage', 'chat.postMessage', async (scene) => {
  const { apiUrl, token, channel } = await installed(scene)
  return { apiUrl, token, args: { ...message, channel } }
})
const bareServer = (name, args) =>
  load(name, 'auth.test', async (scene) => ({ ...(await startAnswering(scene)), token: 'xoxb-sim-bench-1', args }))
const bareEmpty = bareServer('a bare node:http server', {})
const bareMessage = bareServer('a bare node:http server, same form', message)

const atLeast = (limit) => () => ({ atLeast: limit })

export const simulatorRows = [
  { what: 'simulator: auth.test', of: authTest, against: bareEmpty, unit: 'requests/s', goal: atLeast(0.85) },
  {
    what: 'simulator: chat.postMessage',
    of: postMessage,
    against: bareMessage,
    unit: 'requests/s',
    goal: atLeast(0.8),
  },
]
