import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kept } from './folders.js'
import { peakMemory, run, start } from './processes.js'
import { program } from './scene.js'

const cap = 16
const limitedPart = 'limited'

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
 * Creates a config folder with installations that have only a bot token, so that `check` makes one call for each.
 * Resolves with the folder and the URL of its server.
 */
export function checkFolder(scene, { name, installations, part }) {
  const id = `${name}-${installations}${part ? '-limited' : ''}`
  return scene.share(`check-folder-${id}`, async () => {
    const origin = await startServer(scene, id, part)
    const folder = join(scene.folder, `config-check-${id}`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const all = kept(installations, `${origin}/api/`)
    for (const one of Object.values(all.profiles)) Object.assign(one, { users: [], webhooks: [] })
    // The limited tokens are those of the last twenty installations. If they were those of the first twenty, the pauses
    // would end while the other tokens are checked.
    Object.entries(all.profiles)
      .slice(-20)
      .forEach(([, one], index) => {
        one.bot.token = `xoxb-sim-${limitedPart}-${index}`
      })
    writeFileSync(join(folder, 'config.json'), `${JSON.stringify(all)}\n`, { mode: 0o600 })
    return { folder, origin }
  })
}

/** Returns a subject: `check --all` of so many installations. `rate` divides the time, to compare different numbers. */
export function checking(installations, { part, rate = 1, rounds = 7, measureOf = timed } = {}) {
  return {
    name: `check --all, ${[installations, part, measureOf.name].filter(Boolean).join(', ')}`,
    rounds,
    async prepare(scene) {
      const { folder, origin } = await checkFolder(scene, { name: 'ours', installations, part })
      const more = { SLACK_TOKENS_CONFIG_DIR: folder }
      return async () => {
        const measured = measureOf(scene, [scene.launcher, 'check', '--all', '--json'], { more, installations })
        const most = Number(await (await fetch(`${origin}/most`, { headers: { connection: 'close' } })).text())
        if (most > cap) throw new Error(`${most} calls were under way at once, more than ${cap}`)
        return measured / rate
      }
    },
  }
}

function timed(scene, argv, { more, installations }) {
  const { ms, stdout } = run(scene, argv, { more })
  const rows = JSON.parse(stdout)
  if (rows.length !== installations || rows.some(({ state }) => state !== 'ok')) throw new Error('Not all are ok')
  return ms
}

/** Returns a subject: another program that calls auth.test with the tokens of 500 installations. */
function other(title, file, part) {
  const installations = 500
  return {
    name: `${title}, ${installations}${part ? `, ${part}` : ''}`,
    rounds: 7,
    async prepare(scene) {
      const { folder } = await checkFolder(scene, { name: title, installations, part })
      return async () => {
        const { ms, stdout } = run(scene, [program(file), join(folder, 'config.json')])
        if (stdout !== `${installations} ok\n`) throw new Error(`It printed something else:\n${stdout}`)
        return ms
      }
    },
  }
}

const webApi = (part) => other('@slack/web-api', 'check-web-api.js', part)
const atMost = (limit) => () => ({ atMost: limit })

export const checkRows = [
  {
    what: 'check --all, 500 installations, 16 at once',
    of: checking(500),
    against: webApi(),
    unit: 'ms',
    goal: atMost(0.3),
  },
  {
    what: 'check --all, 500 installations, 16 at once',
    of: checking(500),
    against: other('a bare pool of undici', 'check-undici.js'),
    unit: 'ms',
    goal: atMost(1.3),
  },
  {
    what: 'check --all, 500 installations, 20 of them limited',
    of: checking(500, { part: limitedPart }),
    against: webApi(limitedPart),
    unit: 'ms',
    goal: atMost(0.5),
  },
  {
    what: 'check --all, 500 installations: peak memory',
    of: checking(500, { measureOf: peakMemory }),
    unit: 'MB',
    goal: atMost(90),
  },
]
