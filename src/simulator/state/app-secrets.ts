import { createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto'
import type { App, GivenSecrets } from './app-types.ts'
import { simulatedSecrets } from './default-seed.ts'
import type { SeedApp } from './seed-types.ts'
import type { World } from './types.ts'

/** Prefix of every secret that the simulator made. Slack's have none, so only secrets with it are stored and shown. */
const madeHere = 'simulated-'

/** Slack's secrets have 128 bits. A weak one that a person invented takes at least a while to guess. */
const cost = { N: 4096 }

/** A secret for an app of the simulator; it follows from the seed. */
export function madeSecret({ state }: World, what: string, clientId: string): string {
  return `${madeHere}${createHmac('sha256', state.seed).update(`${what} ${clientId}`).digest('hex').slice(0, 24)}`
}

/**
 * Whether `secret` is the app's: the one that the simulator made, or its own. When its own was never given, the first
 * one that is sent counts as it.
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

/** Gives an app its own client secret; only a hash of it is stored. */
export function setClientSecret(world: World, app: App, secret: string): void {
  if (secret.startsWith(madeHere)) {
    app.clientSecret = secret
    delete app.clientSecretHash
  } else app.clientSecretHash = hashed(world, app.clientId, secret)
}

/** The signing secret, when the simulator made it; null for one that the developer gave. */
export function shownSigningSecret({ secrets }: World, { clientId, signingSecret }: App): string | null {
  return secrets.get(clientId)?.signingSecret === undefined ? signingSecret : null
}

/**
 * Removes every secret that the simulator did not make from the state, which is written to a file: a client secret
 * becomes a hash, a signing secret stays in memory.
 * @returns whether there were any
 */
export function hideSecrets(world: World): boolean {
  const { state, secrets } = world
  let found = false
  for (const app of state.apps) {
    const { clientId, clientSecret, signingSecret } = app
    const given = givenOf(app)
    if (Object.keys(given).length > 0) secrets.set(clientId, given)
    if (!clientSecret.startsWith(madeHere)) {
      // An older version stored an empty secret for an app that is known only by its client id.
      app.clientSecretHash = clientSecret === '' ? null : hashed(world, clientId, clientSecret)
      app.clientSecret = madeSecret(world, 'client secret', clientId)
      found = true
    } else if (app.clientSecretHash !== undefined && clientSecret === simulatedSecrets.clientSecret) {
      // Read from a seed again, which has only the hash.
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

/** The app in the seed that a reset uses, without its secrets. */
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

/** Salted with the seed and the app, so that equal secrets have different hashes. */
function hashed({ state }: World, clientId: string, secret: string): string {
  return scryptSync(secret, `${state.seed} ${clientId}`, 32, cost).toString('base64url')
}

/** Compares two secrets in constant time. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
