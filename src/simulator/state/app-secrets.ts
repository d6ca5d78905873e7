import { createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto'
import type { App, GivenSecrets } from './app-types.ts'
import { simulatedSecrets } from './default-seed.ts'
import type { SeedApp } from './seed-types.ts'
import type { World } from './types.ts'

/**
 * Prefix of every secret that the simulator made. Slack's secrets do not have it, so only secrets with this prefix are
 * stored and shown.
 */
const madeHere = 'simulated-'

/** Slack's secrets have 128 bits. This cost makes it slower to guess a weak secret that a person invented. */
const cost = { N: 4096 }

/** Returns a secret for an app of the simulator. The same seed and app give the same secret. */
export function madeSecret({ state }: World, what: string, clientId: string): string {
  return `${madeHere}${createHmac('sha256', state.seed).update(`${what} ${clientId}`).digest('hex').slice(0, 24)}`
}

/**
 * Whether `secret` is the app's client secret: the one that the simulator made, or the one that the developer gave. If
 * an app exists elsewhere and the developer gave no secret, the first one that an exchange sends is stored as the app's.
 */
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

/** Stores the client secret of an app: only a hash of it, unless the simulator made it. */
export function setClientSecret(world: World, app: App, secret: string): void {
  if (secret.startsWith(madeHere)) {
    app.clientSecret = secret
    delete app.clientSecretHash
  } else app.clientSecretHash = hashed(world, app.clientId, secret)
}

/** Returns the signing secret, when the simulator made it; null when the developer gave it. */
export function shownSigningSecret({ secrets }: World, { clientId, signingSecret }: App): string | null {
  return secrets.get(clientId)?.signingSecret === undefined ? signingSecret : null
}

/**
 * Removes every secret that the simulator did not make from the state, which is written to a file. A client secret
 * becomes a hash; a signing secret stays only in memory.
 * @returns whether there was such a secret
 */
export function hideSecrets(world: World): boolean {
  const { state, secrets } = world
  let found = false
  for (const app of state.apps) {
    const { clientId, clientSecret, signingSecret } = app
    const given = givenOf(app)
    if (Object.keys(given).length > 0) secrets.set(clientId, given)
    if (!clientSecret.startsWith(madeHere)) {
      // An older version stored an empty client secret for an app that it knew only by client id.
      app.clientSecretHash = clientSecret === '' ? null : hashed(world, clientId, clientSecret)
      app.clientSecret = madeSecret(world, 'client secret', clientId)
      found = true
    } else if (app.clientSecretHash !== undefined && clientSecret === simulatedSecrets.clientSecret) {
      // A reset reads the app from the seed, which has only the hash of the secret.
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

/** Returns the app for the seed that a reset uses, without its secrets. */
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

/** Hashes a secret. The seed and the client id are the salt, so equal secrets of two apps have different hashes. */
function hashed({ state }: World, clientId: string, secret: string): string {
  return scryptSync(secret, `${state.seed} ${clientId}`, 32, cost).toString('base64url')
}

/** Compares two secrets in constant time. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
