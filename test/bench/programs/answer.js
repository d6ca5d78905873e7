// A minimal Web API: reads the form and answers as auth.test does. Prints its URL when it listens.
import { createServer } from 'node:http'

const answer = {
  ok: true,
  url: 'https://bench.slack.com/',
  team: 'Bench',
  user: 'bench',
  team_id: 'T0BENCH',
  user_id: 'U0BENCHBOT',
  bot_id: 'B0BENCH',
  is_enterprise_install: false,
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    new URLSearchParams(Buffer.concat(chunks).toString())
    const body = JSON.stringify(answer)
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-oauth-scopes': 'chat:write,channels:read',
    })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
