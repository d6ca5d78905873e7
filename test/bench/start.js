import { join } from 'node:path'
import { configFolder } from './folders.js'
import { peakMemory, run } from './processes.js'
import { program } from './scene.js'

/** The shortest possible start of Node.js, with which all other starts are compared. */
export const bare = {
  name: 'node -e 0',
  prepare: async (scene) => async () => run(scene, ['-e', '0']).ms,
}

const withFolder = (scene, installations) => ({
  SLACK_TOKENS_CONFIG_DIR: configFolder(scene, `config-${installations}`, { installations }),
})

/**
 * Returns a subject: the built program with `argv`. Its output must match `prints`, which proves that it did its work.
 */
function command(name, argv, { installations, prints }) {
  return {
    name,
    async prepare(scene) {
      const more = withFolder(scene, installations)
      return async () => {
        const { ms, stdout } = run(scene, [scene.launcher, ...argv], { more })
        if (!prints.test(stdout)) throw new Error(`${name} printed something else:\n${stdout.slice(0, 400)}`)
        return ms
      }
    },
  }
}

const version = command('--version', ['--version'], { installations: 0, prints: /^\d+\.\d+\.\d+/ })
const help = command('--help', ['--help'], { installations: 0, prints: /^Usage:/ })
const token = command('token', ['token', '--as', 'bot'], { installations: 10, prints: /^xoxb-sim-bench-1\n$/ })

/** Returns a subject: `list` of so many installations. */
export function listing(installations) {
  return command(`list, ${installations}`, ['list'], { installations, prints: new RegExp(`bench-${installations}\\b`) })
}

/** Returns a subject: a script that parses the same file and prints the names. */
export function parsing(installations) {
  return {
    name: `a script that parses the file${installations === 1000 ? '' : `, ${installations}`}`,
    async prepare(scene) {
      const { SLACK_TOKENS_CONFIG_DIR: folder } = withFolder(scene, installations)
      return async () => run(scene, [program('parse-list.js'), join(folder, 'config.json')]).ms
    },
  }
}

const memory1000 = {
  name: 'memory of list, 1,000',
  rounds: 7,
  async prepare(scene) {
    const more = withFolder(scene, 1000)
    return async () => peakMemory(scene, [scene.launcher, 'list'], { more })
  },
}

const atMost = (limit) => () => ({ atMost: limit })

export const startRows = [
  { what: '--version', of: version, against: bare, unit: 'ms', goal: atMost(1.4) },
  { what: '--help', of: help, against: bare, unit: 'ms', goal: atMost(1.5) },
  { what: 'token --as bot, 10 installations', of: token, against: bare, unit: 'ms', goal: atMost(1.8) },
  { what: 'list, 10 installations', of: listing(10), against: bare, unit: 'ms', goal: atMost(1.8) },
  { what: 'list, 1,000 installations', of: listing(1000), against: parsing(1000), unit: 'ms', goal: atMost(1.35) },
  { what: 'list, 1,000 installations: peak memory', of: memory1000, unit: 'MB', goal: atMost(60) },
]
