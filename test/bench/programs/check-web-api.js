// check-web-api.js <config.json>: calls auth.test through Slack's SDK with every bot token, sixteen calls at the same
// time.
import { readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'

const all = Object.values(JSON.parse(readFileSync(process.argv[2], 'utf8')).profiles)
const client = new WebClient(undefined, { slackApiUrl: all[0].apiUrl, maxRequestConcurrency: 16 })
// Otherwise the SDK logs every rate limit on stderr.
client.logger.setLevel('error')
const answers = await Promise.all(all.map(({ bot }) => client.auth.test({ token: bot.token })))
process.stdout.write(`${answers.filter(({ ok }) => ok).length} ok\n`)
