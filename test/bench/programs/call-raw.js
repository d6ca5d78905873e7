// call-raw.js <api url> <token>: calls auth.test with only the modules of Node.js.
import { request } from 'node:http'

const [apiUrl, token] = process.argv.slice(2)
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
const call = request(new URL('auth.test', apiUrl), { method: 'POST', headers }, (response) => {
  const chunks = []
  response.on('data', (chunk) => chunks.push(chunk))
  response.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    process.stdout.write(`${JSON.stringify(body)}\n`)
  })
})
call.end()
