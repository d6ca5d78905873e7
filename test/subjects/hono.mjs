// A hand-written app on Hono. The state is only in a signed cookie, and installations are in one file per workspace.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'

const { PORT = '3000', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET } = process.env
const redirectUri = `http://localhost:${PORT}/slack/oauth_redirect`
const cookieSecret = randomUUID()
const folder = await mkdtemp(join(tmpdir(), 'slack-app-'))
const fileOf = (place) => join(folder, `${place}.json`)

async function slack(method, { token, form, basic }) {
  const response = await fetch(`https://slack.com/api/${method}`, {
    method: 'POST',
    headers: { authorization: basic ? `Basic ${btoa(basic)}` : `Bearer ${token}` },
    body: new URLSearchParams(form),
  })
  return await response.json()
}

const app = new Hono()

app.get('/slack/install', async (c) => {
  const state = randomUUID()
  await setSignedCookie(c, 'slack_state', state, cookieSecret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: 600,
  })
  const link = new URL('https://slack.com/oauth/v2/authorize')
  link.searchParams.set('client_id', SLACK_CLIENT_ID)
  link.searchParams.set('scope', 'chat:write,users:read')
  link.searchParams.set('user_scope', 'users.profile:write')
  link.searchParams.set('redirect_uri', redirectUri)
  link.searchParams.set('state', state)
  return c.html(`<h1>An app on Hono</h1><a href="${link.href.replaceAll('&', '&amp;')}">Add to Slack</a>`)
})

app.get('/slack/oauth_redirect', async (c) => {
  const state = await getSignedCookie(c, cookieSecret, 'slack_state')
  deleteCookie(c, 'slack_state')
  if (!state || state !== c.req.query('state')) return c.text('This link has expired. Please start again', 400)
  if (c.req.query('error')) return c.redirect('/?cancelled=yes')
  const granted = await slack('oauth.v2.access', {
    basic: `${SLACK_CLIENT_ID}:${SLACK_CLIENT_SECRET}`,
    form: { code: c.req.query('code'), redirect_uri: redirectUri },
  })
  if (!granted.ok) return c.text('Slack did not accept the install', 400)
  const { team, enterprise, access_token: bot = null, authed_user: user } = granted
  const users = await usersOf(team?.id ?? enterprise.id)
  if (user.access_token) users[user.id] = user.access_token
  await writeFile(fileOf(team?.id ?? enterprise.id), JSON.stringify({ bot, users }))
  return c.redirect('/?installed=yes')
})

async function usersOf(place) {
  const text = await readFile(fileOf(place), 'utf8').catch(() => '{}')
  return JSON.parse(text).users ?? {}
}

app.get('/', (c) => c.html(c.req.query('cancelled') ? '<p>Maybe later</p>' : '<p>Welcome</p>'))

app.get('/hello', async (c) => {
  const said = []
  for (const name of await readdir(folder)) {
    const { bot, users } = JSON.parse(await readFile(join(folder, name), 'utf8'))
    const answer = await slack('auth.test', { token: bot ?? Object.values(users)[0], form: {} })
    if (['account_inactive', 'token_revoked', 'invalid_auth'].includes(answer.error)) await rm(join(folder, name))
    said.push(answer.ok ? answer.team : answer.error)
  }
  return c.text(`Hello ${said.join(', ') || 'nobody'}`)
})

app.post('/slack/events', async (c) => {
  const body = await c.req.text()
  const time = c.req.header('x-slack-request-timestamp') ?? '0'
  const own = `v0=${createHmac('sha256', SLACK_SIGNING_SECRET).update(`v0:${time}:${body}`).digest('hex')}`
  const sent = c.req.header('x-slack-signature') ?? ''
  if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return c.text('Too old', 401)
  if (sent.length !== own.length || !timingSafeEqual(Buffer.from(sent), Buffer.from(own))) return c.text('No', 401)
  const { type, challenge, event, team_id: team, enterprise_id: enterprise } = JSON.parse(body)
  if (type === 'url_verification') return c.text(challenge)
  if (event.type === 'app_uninstalled') {
    for (const place of [team, enterprise]) await rm(fileOf(place), { force: true })
  }
  return c.body(null)
})

serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }) => console.log(`Ready on port ${port}`))
