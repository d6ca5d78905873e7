import { join } from 'node:path'
import { allowOnSimulator, openHostileSockets, sendCallback } from './browser.js'
import { start } from './processes.js'
import { freePort, startSimulator } from './servers.js'
import { bare } from './start.js'

const authorizeUrl = /https?:\S+\/oauth\/v2\/authorize\?\S+/
const simulated = { argv: ['--sim'], more: {} }
// Login calls Slack only after the callback. In this measurement the callback never comes, so the credentials are never
// used.
const withApp = {
  argv: ['--scopes', 'chat:write'],
  more: { SLACK_CLIENT_ID: '1234567890.1234567890', SLACK_CLIENT_SECRET: 'not-a-secret' },
}

/**
 * Starts a login that waits for its callback. `ms` is the time until the login has printed the URL. It prints the URL
 * as soon as it listens.
 */
async function startLogin(scene, { directory, port, kind = simulated }) {
  const argv = [scene.launcher, 'login', ...kind.argv, '--no-browser', '--port', String(port)]
  const login = start(scene, argv, { more: { SLACK_TOKENS_CONFIG_DIR: directory, ...kind.more } })
  const { found, at } = await login.said(authorizeUrl)
  return { ...login, url: found[0], ms: at - login.started }
}

async function untilListening(scene, directory, kind) {
  const port = await freePort()
  return async () => {
    const { ms, end } = await startLogin(scene, { directory, port, kind })
    await end()
    return ms
  }
}

const listeningSecurely = {
  name: 'login with an app',
  async prepare(scene) {
    const sample = await untilListening(scene, join(scene.folder, 'config-app'), withApp)
    // The first login creates the certificate, so it is not measured.
    await sample()
    return sample
  },
}

const listeningAlone = {
  name: 'login, simulator inside',
  prepare: (scene) => untilListening(scene, join(scene.folder, 'config-login')),
}

const listeningBeside = {
  name: 'login, simulator beside',
  prepare: async (scene) => untilListening(scene, (await startSimulator(scene)).directory),
}

/**
 * The time from the callback until the login exits. There are open sockets, as browsers leave them. They must not delay
 * the exit.
 */
const callbackToExit = {
  name: 'callback to exit',
  async prepare(scene) {
    const { directory } = await startSimulator(scene)
    const port = await freePort()
    return async () => {
      const { url, ended } = await startLogin(scene, { directory, port })
      const callback = await allowOnSimulator(url)
      const closeSockets = await openHostileSockets(port)
      try {
        const sent = await sendCallback(callback)
        const { ending, at } = await ended()
        if (ending !== 0) throw new Error(`login ended with ${ending}`)
        return at - sent
      } finally {
        closeSockets()
      }
    }
  },
}

const atMost = (limit) => () => ({ atMost: limit })

export const loginRows = [
  {
    what: 'login, kept certificate: start to listening',
    of: listeningSecurely,
    against: bare,
    unit: 'ms',
    goal: atMost(3.5),
  },
  { what: 'login --sim: start to listening', of: listeningAlone, against: bare, unit: 'ms', goal: atMost(3) },
  {
    what: 'login --sim beside sim start: to listening',
    of: listeningBeside,
    against: bare,
    unit: 'ms',
    goal: atMost(3.5),
  },
  { what: 'login: last byte of the callback to exit', of: callbackToExit, unit: 'ms', goal: atMost(250) },
]
