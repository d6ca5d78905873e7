// An app over https, with the certificate in the files CERT and KEY. It listens at PORT.
import { readFileSync } from 'node:fs'
import { request as send } from 'node:http'
import { createServer } from 'node:https'
import { startApp } from './base-app.mjs'

const { CERT, KEY, PORT = '0' } = process.env
const app = startApp({ port: 0, publicHome: `https://localhost:${PORT}` })

createServer({ cert: readFileSync(CERT), key: readFileSync(KEY) }, (request, response) => {
  const { hostname, port } = new URL(app.address)
  const { url: path, method, headers } = request
  const passed = send({ hostname, port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers)
    answer.pipe(response)
  })
  passed.on('error', () => response.writeHead(502).end())
  request.pipe(passed)
}).listen(Number(PORT))
