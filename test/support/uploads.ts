import { WebClient } from '@slack/web-api'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { installedWorld } from './installed-world.ts'

/** The scopes of the bot token and of the user token. */
export const uploadScopes = ['files:write', 'files:read', 'channels:history', 'chat:write']
const running: SimulatorServer[] = []

/** Stops the simulators that `uploadClients` started; a test file calls this function in `afterEach`. */
export async function closeUploadClients(): Promise<void> {
  for (const simulator of running.splice(0)) await simulator.close()
}

/**
 * Starts a simulator with an installed app. Returns it with Slack's client for the bot token and for the user token.
 */
export async function uploadClients() {
  const installed = installedWorld({ bot: uploadScopes, user: uploadScopes })
  const warnings: string[] = []
  const simulator = await startSimulator({
    state: installed.world.state,
    onWarning: (text) => warnings.push(text),
  })
  running.push(simulator)
  const options = { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } }
  return {
    simulator,
    warnings,
    asBot: new WebClient(installed.bot.value, options),
    asUser: new WebClient(installed.user.value, options),
  }
}

/** Starts an upload and sends its bytes. Returns the file id, the upload URL and the answer. */
export async function beginUpload(client: WebClient, content = 'hello', length = content.length) {
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.txt',
    length,
  })
  const answer = await fetch(url, { method: 'POST', body: content })
  return { id, url, status: answer.status, text: await answer.text() }
}
