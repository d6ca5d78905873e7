import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { start } from './processes.js'
import { program } from './scene.js'

/** Starts the answering server of the scene once. Resolves with its API URL. */
export function startAnswering(scene) {
  return scene.share('answering', async () => {
    const { said } = start(scene, [program('answer.js')])
    const { found } = await said(/^http:\S+$/m)
    return { apiUrl: `${found[0]}/api/` }
  })
}

/** Starts `sim start` once per scene, with its own config folder. Resolves with this folder and the API URL. */
export function startSimulator(scene) {
  return scene.share('simulator', async () => {
    const directory = join(scene.folder, 'config-simulator')
    const argv = [scene.launcher, 'sim', 'start', '--port', '0', '--json']
    const { said } = start(scene, argv, { more: { SLACK_TOKENS_CONFIG_DIR: directory } })
    const { found } = await said(/^\{.*\}$/m)
    return { directory, apiUrl: JSON.parse(found[0]).apiUrl }
  })
}

/** Returns a port of 127.0.0.1 that is free at the moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
