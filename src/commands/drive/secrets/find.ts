import { encodedForms } from '../../../slack/facts/encodings.ts'
import { readingsOf } from '../../../slack/facts/mask.ts'
import { aToken, mask, tokenKind } from '../../../slack/facts/token-kinds.ts'

/** A secret that was found in a text. */
export interface ShownSecret {
  /** What it is, with an article: `the client secret`, `a bot token`. */
  readonly what: string
  /** The same, with the masked secret if the mask tells it from other secrets of its kind. */
  readonly shown: string
  /** Whether it is a token or webhook of one installation; false for a secret of the app itself. */
  readonly isOfInstallation: boolean
}

/** A function that returns the secrets in a text. It finds them in any encoding, and returns each kind once. */
export type SecretFinder = (text: string) => readonly ShownSecret[]

/** A shorter secret could occur in a text by chance. */
const shortest = 8

// The simulator’s tokens and webhooks: during a drive, an app has no others. A page may show samples of other tokens.
// The lengths have limits, so that the time stays linear.
const simulatedToken = /(?:xoxe\.)?x[a-z]{3}-(?:[\w-]{0,60}-)?sim-[\w-]{8,120}/g
const simulatedWebhook = /\/services\/T[A-Z0-9]{5,20}\/B[A-Z0-9]{5,20}\/sim[A-Za-z0-9]{21}/

/**
 * Creates the function that finds the secrets of a drive.
 * @param own a map from the name of each of the app’s own secrets, such as `client secret`, to the secret; undefined
 * for an unknown secret
 */
export function createSecretFinder(own: Readonly<Record<string, string | undefined>>): SecretFinder {
  const named = Object.entries(own).flatMap(([name, secret]) =>
    secret !== undefined && secret.length >= shortest ? [{ name, forms: [secret, ...encodedForms(secret)] }] : [],
  )
  return (text) => {
    const found = new Map<string, ShownSecret>()
    const add = (one: ShownSecret) => found.set(one.what, found.get(one.what) ?? one)
    for (const reading of readingsOf(text)) {
      for (const { name, forms } of named) {
        if (!forms.some((form) => reading.includes(form))) continue
        add({ what: `the ${name}`, shown: `the ${name}`, isOfInstallation: false })
      }
      if (reading.includes('sim-')) {
        for (const [token] of reading.matchAll(simulatedToken)) {
          const kind = tokenKind(token)
          if (!kind) continue
          add({ what: aToken(kind), shown: `${aToken(kind)} (${mask(token)})`, isOfInstallation: kind !== 'app' })
        }
      }
      if (simulatedWebhook.test(reading)) {
        add({ what: 'a webhook URL', shown: 'the URL of its incoming webhook', isOfInstallation: true })
      }
    }
    return [...found.values()]
  }
}
