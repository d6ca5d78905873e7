// An app with Auth.js on Express. PROVIDER=sign-in uses Auth.js's own provider for Slack unchanged: it signs a person
// in with OpenID. PROVIDER=install uses an OAuth 2 provider with Slack's current flow: it installs the app.
import { ExpressAuth } from '@auth/express'
import slack from '@auth/express/providers/slack'
import express from 'express'

const { PORT = '3000', PROVIDER = 'install', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const installations = new Map()

const install = {
  id: 'slack',
  name: 'Slack',
  type: 'oauth',
  clientId: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  checks: ['state'],
  authorization: { url: 'https://slack.com/oauth/v2/authorize', params: { scope: 'chat:write,commands' } },
  token: { url: 'https://slack.com/api/oauth.v2.access', conform },
  userinfo: { url: 'https://slack.com/api/auth.test' },
  profile: (said) => ({ id: `${said.team_id}/${said.user_id}`, name: said.user }),
}

/**
 * Changes Slack's answer to the form that OAuth 2 prescribes: the token type is "bearer", and an error has a status of
 * 400.
 */
async function conform(response) {
  const answer = await response.json()
  if (!answer.ok) return Response.json({ error: answer.error }, { status: 400 })
  installations.set(answer.team?.id ?? answer.enterprise.id, answer.access_token)
  return Response.json({ access_token: answer.access_token, token_type: 'bearer', scope: answer.scope })
}

const signIn = slack({ clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET })

const app = express()
app.set('trust proxy', true)
// Auth.js takes its base path from the first group of the path.
app.use(
  /^\/auth\/(.*)/,
  ExpressAuth({
    providers: [PROVIDER === 'install' ? install : signIn],
    secret: 'a text of at least thirty-two characters',
    trustHost: true,
  }),
)
app.get('/', (_request, response) => response.send('Hello'))

app.get('/hello', async (_request, response) => {
  const [place, token] = [...installations].at(-1) ?? []
  if (!token) return response.status(404).send('Not installed')
  const headers = { authorization: `Bearer ${token}` }
  const said = await (await fetch('https://slack.com/api/auth.test', { method: 'POST', headers })).json()
  if (!said.ok) installations.delete(place)
  response.status(said.ok ? 200 : 410).send(said.ok ? 'Hello' : 'Gone')
})

app.listen(Number(PORT), () => console.log(`Listening on http://localhost:${PORT}`))
