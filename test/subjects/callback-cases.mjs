// A small app on Express whose callback can behave in the ways that DEFECT names.
import { randomBytes } from 'node:crypto'
import express from 'express'
import session from 'express-session'

const { PORT = '3000', DEFECT = '', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const redirectUri = `http://localhost:${PORT}/callback`

async function slack(method, fields, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const body = new URLSearchParams(fields)
  return await (await fetch(`https://slack.com/api/${method}`, { method: 'POST', headers, body })).json()
}

const app = express()
app.use(session({ secret: 'any text will do', resave: false, saveUninitialized: false }))

app.get('/install', (request, response) => {
  request.session.state = randomBytes(16).toString('hex')
  const scopes = { scope: 'chat:write', user_scope: 'search:read,dnd:read' }
  const fields = { client_id: SLACK_CLIENT_ID, ...scopes, redirect_uri: redirectUri, state: request.session.state }
  response.redirect(`https://slack.com/oauth/v2/authorize?${new URLSearchParams(fields)}`)
})

app.get('/callback', async (request, response) => {
  const { state } = request.session
  delete request.session.state
  const isOwn = request.query.state === state && (DEFECT === 'no-state-equals-no-state' || state !== undefined)
  if (!isOwn) return response.status(400).send('Start again')
  if (request.query.error && DEFECT === 'denial-thrown') throw new Error('access_denied')
  if (request.query.error && DEFECT !== 'denial-exchanged') return response.send('Cancelled')
  const { code = '' } = request.query
  const credentials = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
  const granted = await slack('oauth.v2.access', { ...credentials, code, redirect_uri: redirectUri })
  if (DEFECT === 'throws-refusal') await orThrow(granted)
  if (!granted.ok && DEFECT === 'thanks-for-failure') return response.send('<h1>Installed</h1>Thanks')
  if (!granted.ok && DEFECT !== 'failure-as-success') return response.status(400).send('Slack refused')
  if (!granted.access_token && DEFECT === 'declines') return response.status(403).send('Please tick the bot scopes too')
  if (DEFECT === 'bot-token-needed') await orThrow(slack('auth.test', {}, granted.access_token))
  if (DEFECT === 'not-simulated') await orThrow(slack('dnd.info', {}, granted.authed_user.access_token))
  if (DEFECT === 'thanks-for-failure') return response.redirect('/done')
  response.send('Installed')
})

app.get('/done', (_request, response) => response.send('<h1>Installed</h1>You can close this window'))

async function orThrow(answer) {
  const { ok, error } = await answer
  if (!ok) throw Object.assign(new Error(`Slack said ${error}`), { status: DEFECT === 'throws-refusal' ? 500 : 400 })
}

if (DEFECT === 'denial-thrown')
  app.use((_error, _request, response, _next) =>
    response.status(500).send('<h1>Error</h1><a href="/install">Try again</a>'),
  )

app.listen(Number(PORT), () => console.log(`Listening on http://localhost:${PORT}`))
