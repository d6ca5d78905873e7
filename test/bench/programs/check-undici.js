// check-undici.js <config.json>: calls auth.test with every bot token through a bare pool of undici, sixteen calls at
// the same time.
import { readFileSync } from 'node:fs'
import { Pool } from 'undici'

const all = Object.values(JSON.parse(readFileSync(process.argv[2], 'utf8')).profiles)
const { origin, pathname } = new URL('auth.test', all[0].apiUrl)
const pool = new Pool(origin, { connections: 16 })
let next = 0
let right = 0
async function work() {
  while (next < all.length) {
    const { token } = all[next++].bot
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await pool.request({ path: pathname, method: 'POST', headers, body: '' })
    if ((await body.json()).ok) right += 1
  }
}
await Promise.all(Array.from({ length: 16 }, work))
await pool.close()
process.stdout.write(`${right} ok\n`)
