import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { start } from './processes.js'
import { program } from './scene.js'

/** Starts a separate process that answers every request with the same JSON. Each scene has one. */
export function startAnswering(scene) {
  return scene.share('answering', async () => {
    const { said } = start(scene, [program('answer.js')])
    const { found } = await said(/^http:\S+$/m)
    return { apiUrl: `${found[0]}/api/` }
  })
}

/** Starts `sim start` with a separate config folder. Each scene has one. */
export function startSimulator(scene) {
  return scene.share('simulator', async () => {
    const directory = join(scene.folder, 'config-simulator')
    const argv = [scene.launcher, 'sim', 'start', '--port', '0', '--json']
    const { said } = start(scene, argv, { more: { SLACK_TOKENS_CONFIG_DIR: directory } })
    const { found } = await said(/^\{.*\}$/m)
    return { directory, apiUrl: JSON.parse(found[0]).apiUrl }
  })
}

/** Returns a port that is currently free. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
