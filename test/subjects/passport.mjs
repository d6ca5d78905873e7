// An app with Passport on Express. STRATEGY=oauth2 uses passport-oauth2 with the URLs of Slack's current flow and
// `state: true`, as the README of passport-oauth2 says. STRATEGY=slack uses passport-slack-oauth2 with the same URLs.
// STRATEGY=identity uses passport-slack-oauth2 with its default options, which only identify a person.
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import OAuth2Strategy from 'passport-oauth2'
import slackStrategy from 'passport-slack-oauth2'

const { PORT = '3000', STRATEGY = 'oauth2', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = process.env
const installations = new Map()

const own = {
  clientID: SLACK_CLIENT_ID,
  clientSecret: SLACK_CLIENT_SECRET,
  callbackURL: `http://localhost:${PORT}/auth/slack/callback`,
  state: true,
}
const current = {
  authorizationURL: 'https://slack.com/oauth/v2/authorize',
  tokenURL: 'https://slack.com/api/oauth.v2.access',
  scope: ['chat:write', 'commands'],
  scopeSeparator: ',',
}
const strategies = {
  oauth2: () => new OAuth2Strategy({ ...own, ...current }, verify),
  slack: () => new slackStrategy.Strategy({ ...own, ...current, skipUserProfile: true, name: 'oauth2' }, verify),
  identity: () => new slackStrategy.Strategy({ ...own, name: 'oauth2' }, verify),
}

function verify(accessToken, _refreshToken, params, _profile, done) {
  const place = params.team?.id ?? params.enterprise.id
  installations.set(place, accessToken)
  done(null, { place })
}

passport.use(strategies[STRATEGY]())
passport.serializeUser((user, done) => done(null, user.place))
passport.deserializeUser((place, done) => done(null, { place }))

const app = express()
app.use(session({ secret: 'any text will do', resave: false, saveUninitialized: false }))
app.use(passport.session())
app.get('/auth/slack', passport.authenticate('oauth2'))
app.get('/auth/slack/callback', passport.authenticate('oauth2', { failureRedirect: '/failed' }), (_request, response) =>
  response.redirect('/'),
)
app.get('/', (request, response) => response.send(request.user ? 'Installed' : 'Hello'))
app.get('/failed', (_request, response) => response.status(400).send('Not installed'))

app.get('/hello', async (_request, response) => {
  const [place, token] = [...installations].at(-1) ?? []
  if (!token) return response.status(404).send('Not installed')
  const headers = { authorization: `Bearer ${token}` }
  const said = await (await fetch('https://slack.com/api/auth.test', { method: 'POST', headers })).json()
  if (!said.ok) installations.delete(place)
  response.status(said.ok ? 200 : 410).send(said.ok ? 'Hello' : 'Gone')
})

app.listen(Number(PORT), () => console.log(`Listening on http://localhost:${PORT}`))
