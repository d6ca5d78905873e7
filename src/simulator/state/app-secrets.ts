import { createHash, createHmac, scryptSync, timingSafeEqual } from 'node:crypto'
import type { App, GivenSecrets } from './app-types.ts'
import { simulatedSecrets } from './default-seed.ts'
import type { SeedApp } from './seed-types.ts'
import type { World } from './types.ts'

/**
 * Prefix of every secret that the simulator made. A secret without this prefix can be the secret of a real app, so it
 * is neither written to the state file nor shown.
 */
const madeHere = 'simulated-'

/**
 * The cost of one hash. Slack's secrets have 128 bits and cannot be guessed; this cost slows down guesses at a short
 * secret that a person chose.
 */
const cost = { N: 4096 }

/**
 * Returns a simulated secret for the app with this client id. The same seed, `what` and client id give the same secret.
 * @param what the kind of secret, such as `client secret`
 */
export function madeSecret({ state }: World, what: string, clientId: string): string {
  return `${madeHere}${createHmac('sha256', state.seed).update(`${what} ${clientId}`).digest('hex').slice(0, 24)}`
}

/**
 * Whether `secret` is the app's client secret: the one that the simulator made or the one that the developer gave. For
 * a registered app without a client secret, the first secret that is checked becomes the app's secret.
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

/** Stores the client secret of an app. A secret that the simulator did not make is stored only as a hash. */
export function setClientSecret(world: World, app: App, secret: string): void {
  if (secret.startsWith(madeHere)) {
    app.clientSecret = secret
    delete app.clientSecretHash
  } else app.clientSecretHash = hashed(world, app.clientId, secret)
}

/** Returns the app's signing secret when the simulator made it; null when the developer gave it. */
export function shownSigningSecret({ secrets }: World, { clientId, signingSecret }: App): string | null {
  return secrets.get(clientId)?.signingSecret === undefined ? signingSecret : null
}

/**
 * Removes every secret that the simulator did not make from `world.state`, because the state is written to a file. Each
 * client secret is replaced by its hash; each signing secret stays only in `world.secrets`.
 * @returns whether the state had at least one such secret
 */
export function hideSecrets(world: World): boolean {
  const { state, secrets } = world
  let found = false
  for (const app of state.apps) {
    const { clientId, clientSecret, signingSecret } = app
    const given = givenOf(app)
    if (Object.keys(given).length > 0) secrets.set(clientId, given)
    if (!clientSecret.startsWith(madeHere)) {
      // An older version stored an empty client secret for an app that was registered without one.
      app.clientSecretHash = clientSecret === '' ? null : hashed(world, clientId, clientSecret)
      app.clientSecret = madeSecret(world, 'client secret', clientId)
      found = true
    } else if (app.clientSecretHash !== undefined && clientSecret === simulatedSecrets.clientSecret) {
      // If the app comes from the seed of a reset, it has only a hash and the default secret, so it gets a secret of
      // its own.
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

/**
 * Returns an app's entry for the seed that a reset uses: with a hash in place of a client secret that the developer
 * gave, and without a signing secret that the developer gave.
 */
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

/**
 * Returns the hash of a secret. The salt is the seed and the client id, so two apps with the same secret have different
 * hashes.
 */
function hashed({ state }: World, clientId: string, secret: string): string {
  return scryptSync(secret, `${state.seed} ${clientId}`, 32, cost).toString('base64url')
}

/** Whether two secrets are equal. The comparison takes constant time. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
