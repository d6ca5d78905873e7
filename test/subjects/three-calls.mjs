// The program of docs/your-app.md that `trace` shows: three calls, of which Slack refuses the last.
const { SLACK_BOT_TOKEN, SLACK_USER_TOKEN } = process.env

for (const [method, token] of [
  ['auth.test', SLACK_BOT_TOKEN],
  ['conversations.list', SLACK_USER_TOKEN],
  ['team.info', SLACK_BOT_TOKEN],
]) {
  await fetch(`https://slack.com/api/${method}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
}
