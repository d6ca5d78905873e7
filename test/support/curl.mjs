// curl, as far as the examples of the help use it: -s, -H and a URL. Without the variables of `sim run` and `trace`, the
// simulator answers for Slack.
const words = process.argv.slice(2)
const url = words.find((word) => word.startsWith('https://slack.com/'))
const headers = Object.fromEntries(
  words.flatMap((word, index) => (word === '-H' ? [words[index + 1].split(/: (.*)/).slice(0, 2)] : [])),
)
const { HTTPS_PROXY, SLACK_API_URL } = process.env
const answer = await fetch(HTTPS_PROXY ? url : url.replace('https://slack.com/api/', SLACK_API_URL), { headers })
const body = await answer.json()
console.log(JSON.stringify(body))
if (!body.ok) process.exit(22)
