// call-web-api.js <api url> <token>: calls auth.test with @slack/web-api, as most scripts do.
import { WebClient } from '@slack/web-api'

const [slackApiUrl, token] = process.argv.slice(2)
const client = new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 } })
process.stdout.write(`${JSON.stringify(await client.auth.test())}\n`)
