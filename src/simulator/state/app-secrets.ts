import { createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto'
import type { App, GivenSecrets } from './app-types.ts'
import { simulatedSecrets } from './default-seed.ts'
import type { SeedApp } from './seed-types.ts'
import type { World } from './types.ts'

/** With this begins every secret that was made here. None of Slack's does, so only these are kept and shown. */
const madeHere = 'simulated-'

/** Slack's secrets have 128 bits; what somebody thought up is at least not found in a moment. */
const cost = { N: 4096 }

/** A secret of an app that belongs to no real one; the same for the same world. */
export function madeSecret({ state }: World, what: string, clientId: string): string {
  return `${madeHere}${createHmac('sha256', state.seed).update(`${what} ${clientId}`).digest('hex').slice(0, 24)}`
}

/** Whether `secret` is the app's: one that was made here, or its own. One whose own was never given has the first that comes. */
export function isSecretOf(world: World, app: App, secret: string): boolean {
  if (secret === '') return false
  if (isSame(secret, app.clientSecret)) return true
  if (app.clientSecretHash === undefined) return false
  const hash = hashed(world, app.clientId, secret)
  if (app.clientSecretHash === null) {
    app.clientSecretHash = hash
    world.changed()
  }
  return isSame(hash, app.clientSecretHash)
}

/** Gives an app its own client secret, of which only a hash is kept. */
export function setClientSecret(world: World, app: App, secret: string): void {
  if (secret.startsWith(madeHere)) {
    app.clientSecret = secret
    delete app.clientSecretHash
  } else app.clientSecretHash = hashed(world, app.clientId, secret)
}

/** The signing secret that may be shown; null when the app has one that was given. */
export function shownSigningSecret({ secrets }: World, { clientId, signingSecret }: App): string | null {
  return secrets.get(clientId)?.signingSecret === undefined ? signingSecret : null
}

/**
 * Takes every secret that was not made here out of the state, which is kept in a file: of client secrets a hash stays,
 * signing secrets stay in memory. Returns whether there were any.
 */
export function hideSecrets(world: World): boolean {
  const { state, secrets } = world
  let found = false
  for (const app of state.apps) {
    const { clientId, clientSecret, signingSecret } = app
    const given = givenOf(app)
    if (Object.keys(given).length > 0) secrets.set(clientId, given)
    if (!clientSecret.startsWith(madeHere)) {
      // Of an app that is known by its id alone, and whose secret never came, an older version kept an empty one.
      app.clientSecretHash = clientSecret === '' ? null : hashed(world, clientId, clientSecret)
      app.clientSecret = madeSecret(world, 'client secret', clientId)
      found = true
    } else if (app.clientSecretHash !== undefined && clientSecret === simulatedSecrets.clientSecret) {
      // Read from a seed again, which has the hash alone.
      app.clientSecret = madeSecret(world, 'client secret', clientId)
    }
    if (!signingSecret.startsWith(madeHere)) {
      app.signingSecret = madeSecret(world, 'signing secret', clientId)
      found = true
    }
  }
  const given = state.given?.apps
  if (state.given && given?.some((one) => Object.keys(givenOf(one)).length > 0)) {
    state.given = { ...state.given, apps: given.map((one, index) => withoutSecrets(one, state.apps[index])) }
    found = true
  }
  return found
}

function givenOf({ clientSecret, signingSecret }: Pick<SeedApp, 'clientSecret' | 'signingSecret'>): GivenSecrets {
  const isGiven = (secret: string | undefined) => secret !== undefined && secret !== '' && !secret.startsWith(madeHere)
  return {
    ...(clientSecret !== undefined && isGiven(clientSecret) && { clientSecret }),
    ...(signingSecret !== undefined && isGiven(signingSecret) && { signingSecret }),
  }
}

/** As it stands in the seed that a reset goes back to. */
function withoutSecrets(seed: SeedApp, app: App | undefined): SeedApp {
  const { clientSecret = madeHere, signingSecret = madeHere, ...rest } = seed
  const hash = app?.clientSecretHash
  return {
    ...rest,
    ...(seed.clientSecret !== undefined && clientSecret.startsWith(madeHere) && { clientSecret }),
    ...(seed.signingSecret !== undefined && signingSecret.startsWith(madeHere) && { signingSecret }),
    ...(hash && { clientSecretHash: hash }),
  }
}

/** Salted with the world and the app, so that equal secrets do not look equal. */
function hashed({ state }: World, clientId: string, secret: string): string {
  return scryptSync(secret, `${state.seed} ${clientId}`, 32, cost).toString('base64url')
}

/** In a time that does not tell how much of them is equal. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
