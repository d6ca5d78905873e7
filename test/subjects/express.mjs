// A hand-written app on Express. The state and the person's workspace are in a session of express-session, with its
// default cookie.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import express from 'express'
import session from 'express-session'

const { PORT = '3000', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const redirectUri = `http://localhost:${PORT}/auth/slack/callback`
const installations = new Map()

async function slack(method, fields, token) {
  const response = await fetch(`https://slack.com/api/${method}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  })
  return await response.json()
}

const app = express()
app.use(session({ secret: 'any text will do', resave: false, saveUninitialized: false }))

app.get('/slack/install', (request, response) => {
  request.session.state = randomBytes(16).toString('hex')
  const query = new URLSearchParams({
    client_id: SLACK_CLIENT_ID,
    scope: 'chat:write,commands',
    user_scope: 'search:read',
    redirect_uri: redirectUri,
    state: request.session.state,
  })
  response.redirect(`https://slack.com/oauth/v2/authorize?${query}`)
})

app.get('/auth/slack/callback', async (request, response) => {
  const { code, error, state } = request.query
  const expected = request.session.state
  delete request.session.state
  if (!expected || state !== expected) return response.status(403).send('Start the install again')
  if (error) return response.send(`Nothing was installed (${error === 'access_denied' ? 'you cancelled' : 'an error'})`)
  const fields = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET, redirect_uri: redirectUri, code }
  const granted = await slack('oauth.v2.access', fields)
  if (!granted.ok) return response.status(400).send('Slack refused the install')
  const place = granted.is_enterprise_install ? granted.enterprise.id : granted.team.id
  installations.set(place, {
    bot: granted.access_token,
    users: { ...installations.get(place)?.users, [granted.authed_user.id]: granted.authed_user.access_token },
  })
  request.session.place = place
  response.send('Installed. You can close this page')
})

// Only a person who has installed the app can use it.
app.get('/hello', async (request, response) => {
  const installation = installations.get(request.session.place)
  if (!installation) return response.status(401).send('Install the app first')
  const token = installation.bot ?? Object.values(installation.users).at(-1)
  const said = await slack('auth.test', {}, token)
  response.status(said.ok ? 200 : 502).send(said.ok ? `Hello in ${said.team_id}` : 'Slack does not know this app')
})

app.post('/slack/events', express.text({ type: '*/*' }), (request, response) => {
  if (!isFromSlack(request)) return response.status(401).end()
  const { type, challenge, event, team_id: team, enterprise_id: enterprise } = JSON.parse(request.body)
  if (type === 'url_verification') return response.send(challenge)
  if (event.type === 'app_uninstalled') {
    installations.delete(team)
    installations.delete(enterprise)
  }
  if (event.type === 'tokens_revoked') {
    const installation = installations.get(team) ?? installations.get(enterprise)
    for (const user of event.tokens.oauth ?? []) delete installation?.users[user]
  }
  response.end()
})

function isFromSlack(request) {
  const time = request.get('x-slack-request-timestamp') ?? ''
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false
  const hash = createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${request.body}`).digest('hex')
  const sent = Buffer.from(request.get('x-slack-signature') ?? '')
  const own = Buffer.from(`v0=${hash}`)
  return sent.length === own.length && timingSafeEqual(sent, own)
}

app.listen(Number(PORT), () => console.log(`Listening on http://localhost:${PORT}`))
