import { configFolder } from './folders.js'
import { run } from './processes.js'
import { program } from './scene.js'
import { startAnswering } from './servers.js'

/**
 * Returns a subject: a program that calls the answering server. The program gets the URL of the server in an argument
 * or in the environment.
 */
function caller(name, argvOf, envOf = () => ({})) {
  return {
    name,
    async prepare(scene) {
      const { apiUrl } = await startAnswering(scene)
      const [argv, more] = [argvOf(scene, apiUrl), envOf(scene, apiUrl)]
      return async () => {
        const { ms, stdout } = run(scene, argv, { more })
        if (!stdout.includes('U0BENCHBOT')) throw new Error(`${name} printed something else:\n${stdout.slice(0, 400)}`)
        return ms
      }
    },
  }
}

const token = 'xoxb-sim-bench-1'

const whoami = caller(
  'whoami --as bot',
  (scene) => [scene.launcher, 'whoami', '--as', 'bot'],
  (scene, apiUrl) => ({ SLACK_TOKENS_CONFIG_DIR: configFolder(scene, 'config-call', { installations: 10, apiUrl }) }),
)
const raw = caller('a node:http script', (_, apiUrl) => [program('call-raw.js'), apiUrl, token])
const webApi = caller('a script with @slack/web-api', (_, apiUrl) => [program('call-web-api.js'), apiUrl, token])

export const callRows = [
  {
    what: 'whoami --as bot',
    of: whoami,
    against: raw,
    unit: 'ms',
    goal: (major) => ({ atMost: major < 24 ? 1.8 : 1.2 }),
  },
  { what: 'whoami --as bot', of: whoami, against: webApi, unit: 'ms', goal: () => ({ atMost: 1 }) },
]
