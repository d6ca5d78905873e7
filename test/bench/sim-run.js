import { join } from 'node:path'
import { run } from './processes.js'
import { program } from './scene.js'
import { bare } from './start.js'

const calls = 2000

/** Installs the simulator's app with a first `sim run`. Returns the environment for the next runs. */
function prepared(scene) {
  return scene.share('sim-run', async () => {
    const more = { SLACK_TOKENS_CONFIG_DIR: join(scene.folder, 'config-sim-run') }
    run(scene, [scene.launcher, 'sim', 'run', '--', scene.node.path, '-e', '0'], { more })
    return more
  })
}

/**
 * Returns a subject: the median time of a call that a program makes under `sim run`, through the proxy or without it.
 */
function call(name, way) {
  return {
    name,
    rounds: 7,
    async prepare(scene) {
      const more = await prepared(scene)
      // Without NODE_OPTIONS, because the preloaded file would send the calls to the simulator without the proxy.
      const words = ['env', 'NODE_OPTIONS=', scene.node.path, program('call-in-turn.js'), way, String(calls)]
      return async () => Number(run(scene, [scene.launcher, 'sim', 'run', '--', ...words], { more }).stdout)
    },
  }
}

const start = {
  name: 'sim run -- true',
  async prepare(scene) {
    const more = await prepared(scene)
    return async () => run(scene, [scene.launcher, 'sim', 'run', '--', 'true'], { more }).ms
  },
}

export const simRunRows = [
  {
    what: 'sim run: auth.test through the proxy',
    of: call('sim run, proxy', 'proxy'),
    against: call('the simulator directly', 'direct'),
    unit: 'ms',
    goal: () => ({ atMost: 1.5 }),
  },
  { what: 'sim run -- true', of: start, against: bare, unit: 'ms', goal: () => ({ atMost: 8 }) },
]
