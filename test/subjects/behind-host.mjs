// An app behind another server, which listens at PORT and passes each request on. DEFECT=cookie-stripped makes that
// server remove the cookies that the app sets.
import { createServer, request as send } from 'node:http'
import { startApp } from './base-app.mjs'

const { DEFECT = '', PORT = '0' } = process.env
const home = `http://localhost:${PORT}`
const app = startApp({ port: 0, publicHome: home })

createServer((request, response) => {
  const { hostname, port } = new URL(app.address)
  const { url: path, method, headers } = request
  const passed = send({ hostname, port, path, method, headers }, (answer) => {
    const { 'set-cookie': cookies, ...others } = answer.headers
    response.writeHead(answer.statusCode, DEFECT === 'cookie-stripped' || !cookies ? others : answer.headers)
    answer.pipe(response)
  })
  passed.on('error', () => response.writeHead(502).end())
  request.pipe(passed)
}).listen(Number(PORT))
