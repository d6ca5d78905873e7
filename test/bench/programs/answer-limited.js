// answer-limited.js <token part>: a Web API that answers the first, third, fifth … call of each token containing <token
// part> with 429 and Retry-After: 1. `/most` returns the highest number of calls at the same time. Prints its URL when
// it listens.
import { createServer } from 'node:http'

const part = process.argv[2]
const calls = new Map()
let now = 0
let most = 0

const server = createServer((request, response) => {
  if (request.url === '/most') {
    response.end(String(most))
    most = 0
    return
  }
  now += 1
  most = Math.max(most, now)
  request.resume().on('end', () => {
    now -= 1
    const token = request.headers.authorization ?? ''
    const count = calls.get(token) ?? 0
    calls.set(token, count + 1)
    const limited = part !== undefined && token.includes(part) && count % 2 === 0
    const body = JSON.stringify(limited ? { ok: false, error: 'ratelimited' } : { ok: true, user_id: 'U0BENCHBOT' })
    response.writeHead(limited ? 429 : 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-oauth-scopes': 'chat:write,channels:read',
      ...(limited && { 'retry-after': '1' }),
    })
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
