// check-web-api.js <config.json>: auth.test with every bot token, sixteen at once, as a script with Slack's SDK does it.
import { readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'

const all = Object.values(JSON.parse(readFileSync(process.argv[2], 'utf8')).profiles)
const client = new WebClient(undefined, { slackApiUrl: all[0].apiUrl, maxRequestConcurrency: 16 })
// It would tell of every limit on stderr.
client.logger.setLevel('error')
const answers = await Promise.all(all.map(({ bot }) => client.auth.test({ token: bot.token })))
process.stdout.write(`${answers.filter(({ ok }) => ok).length} ok\n`)
