// An app with the defect of state, redirect, PKCE or events that DEFECT names.
import { Buffer } from 'node:buffer'
import { createHash, randomBytes } from 'node:crypto'
import { answer, readAll, redirect, slack, startApp } from './base-app.mjs'

const { DEFECT = '', SLACK_CLIENT_ID } = process.env

let counter = 1000
function nextNumber() {
  counter += 1
  return counter
}
const verifiers = new Map()
const byTime = () => Buffer.from(JSON.stringify({ time: Date.now(), to: '/' })).toString('base64url')
const isOwn = (target, home) => URL.canParse(target, home) && new URL(target, home).origin === home

/** Stores the address to return to in the browser, and goes there after the install. */
function returning(isAllowed, name = 'next') {
  return {
    install: (step) => {
      const to = step.url.searchParams.get(name)
      const isKept = to && isAllowed(to, step.app.home)
      step.app.goToSlack({ ...step, cookies: isKept ? [`to=${encodeURIComponent(to)}; Path=/`] : [] })
    },
    succeeded({ request, response }) {
      const to = /(?:^|; )to=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
      if (to) redirect(response, decodeURIComponent(to))
      else answer(response, 200, 'Installed')
    },
  }
}

const pkce = {
  link(link) {
    const verifier = randomBytes(32).toString('base64url')
    verifiers.set(link.searchParams.get('state'), verifier)
    link.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    link.searchParams.set('code_challenge_method', 'S256')
    // A redirect to this computer brings no bot token with PKCE.
    link.searchParams.delete('scope')
    return link
  },
  exchange: async ({ app, url }) => {
    const verifier =
      DEFECT === 'pkce-verifier-missing' ? {} : { code_verifier: verifiers.get(url.searchParams.get('state')) }
    return await slack('oauth.v2.access', {
      ...{ client_id: SLACK_CLIENT_ID, ...app.fields({ app, url }) },
      ...verifier,
    })
  },
}

const accepts = {
  async events({ request, response }) {
    const { challenge } = JSON.parse(await readAll(request))
    answer(response, 200, challenge ?? 'ok')
  },
}

/** The changed steps for each defect. */
const defects = {
  'same-state': { newState: () => 'slack-install-state' },
  'counter-state': { newState: () => String(nextNumber()) },
  'time-state': { newState: byTime },
  'short-state': { newState: () => randomBytes(3).toString('hex') },
  'open-redirect': returning(() => true),
  // The check is only whether the address begins with a slash.
  'open-redirect-slashes': returning((to) => to.startsWith('/'), 'return_to'),
  'open-redirect-at-callback': {
    succeeded: ({ response, url }) => redirect(response, url.searchParams.get('redirect') ?? '/hello'),
  },
  'open-redirect-at-install': {
    install: (step) =>
      step.url.searchParams.has('url')
        ? redirect(step.response, step.url.searchParams.get('url'))
        : step.app.goToSlack(step),
  },
  // Without a defect: only addresses of the app itself are allowed.
  'own-redirect': returning(isOwn),
  // Without a defect: the install page accepts no other parameters.
  'strict-parameters': {
    install: (step) => (step.url.search ? answer(step.response, 400, 'Which parameter?') : step.app.goToSlack(step)),
  },
  'answers-before-stored': {
    store: ({ app, granted }) => void setTimeout(() => app.installed.set(granted.team?.id, granted.access_token), 400),
  },
  hangs: { succeeded: () => {} },
  'hangs-before-exchange': { exchange: () => new Promise(() => {}) },
  'pkce-verifier-missing': pkce,
  // Without a defect.
  pkce,
  'no-events': { events: ({ response }) => answer(response, 404, 'No events') },
  'other-signing-secret': { isSigned: () => false },
  'unsigned-events': accepts,
  'signature-optional': {
    isSigned: (step) => !step.request.headers['x-slack-signature'] || step.app.checkSignature(step),
  },
  'old-events': { isSigned: (step) => step.app.checkSignature({ ...step, age: Number.POSITIVE_INFINITY }) },
}

startApp(defects[DEFECT])
