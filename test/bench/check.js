import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kept } from './folders.js'
import { peakMemory, run, start } from './processes.js'
import { program } from './scene.js'

const cap = 16
const installations = 500

/**
 * Starts one answering server per program, because the server counts calls. The server limits the tokens that contain
 * `part`. Resolves with the URL of the server.
 */
function startServer(scene, name, part) {
  return scene.share(`check-${name}`, async () => {
    const { said } = start(scene, [program('answer-limited.js'), ...(part ? [part] : [])])
    const { found } = await said(/^http:\S+$/m)
    return found[0]
  })
}

/**
 * Creates a config folder with 500 installations, each with only a bot token, so that `check` makes one call for each.
 */
function folderFor(scene, name, origin) {
  const folder = join(scene.folder, `config-check-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const all = kept(installations, `${origin}/api/`)
  for (const one of Object.values(all.profiles)) Object.assign(one, { users: [], webhooks: [] })
  // The limited tokens are those of the last twenty installations. If they were those of the first twenty, the pauses
  // would end while the other tokens are checked.
  Object.entries(all.profiles)
    .slice(-20)
    .forEach(([, one], index) => {
      one.bot.token = `xoxb-sim-limited-${index}`
    })
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(all)}\n`, { mode: 0o600 })
  return folder
}

function ours(name, part, measureOf) {
  return {
    name: `check --all, ${name}`,
    rounds: 7,
    async prepare(scene) {
      const origin = await startServer(scene, `ours-${name}`, part)
      const more = { SLACK_TOKENS_CONFIG_DIR: folderFor(scene, `ours-${name}`, origin) }
      return async () => {
        const measured = measureOf(scene, [scene.launcher, 'check', '--all', '--json'], { more })
        const most = Number(await (await fetch(`${origin}/most`)).text())
        if (most > cap) throw new Error(`${most} calls were under way at once, more than ${cap}`)
        return measured
      }
    },
  }
}

function timed(scene, argv, options) {
  const { ms, stdout } = run(scene, argv, options)
  const rows = JSON.parse(stdout)
  if (rows.length !== installations || rows.some(({ state }) => state !== 'ok')) throw new Error('Not all are ok')
  return ms
}

function webApi(name, part) {
  return {
    name: `@slack/web-api, ${name}`,
    rounds: 7,
    async prepare(scene) {
      const origin = await startServer(scene, `web-api-${name}`, part)
      const folder = folderFor(scene, `web-api-${name}`, origin)
      return async () => {
        const { ms, stdout } = run(scene, [program('check-web-api.js'), join(folder, 'config.json')])
        if (stdout !== `${installations} ok\n`) throw new Error(`It printed something else:\n${stdout}`)
        return ms
      }
    },
  }
}

const atMost = (limit) => () => ({ atMost: limit })
const limitedPart = 'limited'

export const checkRows = [
  {
    what: 'check --all, 500 installations, 16 at once',
    of: ours('500', undefined, timed),
    against: webApi('500'),
    unit: 'ms',
    goal: atMost(0.5),
  },
  {
    what: 'check --all, 500 installations, 20 of them limited',
    of: ours('500, limited', limitedPart, timed),
    against: webApi('500, limited', limitedPart),
    unit: 'ms',
    goal: atMost(0.5),
  },
  {
    what: 'check --all, 500 installations: peak memory',
    of: ours('500, memory', undefined, peakMemory),
    unit: 'MB',
    goal: atMost(90),
  },
]
