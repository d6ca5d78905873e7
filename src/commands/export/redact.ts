import type { Installation } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import { storedTokens } from '../../config/stored-token.ts'
import { plainKey } from '../../responses/flat-record.ts'
import { commandOf } from '../../runtime/credential-command.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { mask, maskWebhook } from '../../slack/facts/token-kinds.ts'

/**
 * Matches keys whose values are always secret, including unknown fields of Slack's answers. The key is compared in
 * lower case without underscores.
 */
const secretKey = /(?:token|secret|password|codeverifier|assertion)s?$|^code$/
/** Matches keys whose values are not secret although the keys match `secretKey`. */
const harmlessKey = /^tokentype$/

/**
 * Returns a copy of the config with every secret masked: tokens, webhook URLs, secrets of apps, and any text that looks
 * like a secret.
 */
export function redacted(config: Config): unknown {
  const secrets = [...secretsOf(config)].toSorted((one, other) => other.length - one.length)
  const clean = (text: string) =>
    maskSecrets(secrets.reduce((left, secret) => left.replaceAll(secret, shown(secret)), text))
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      const [program] = commandOf(value) ?? []
      if (program !== undefined) return { command: [program, '…'] }
      const plain = plainKey(key)
      return secretKey.test(plain) && !harmlessKey.test(plain) && value !== '' ? shown(value) : clean(value)
    }
    if (Array.isArray(value)) return value.map((one) => visit(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name), visit(one, name)]))
  }
  return visit(config, '')
}

function shown(secret: string): string {
  return /^https?:/.test(secret) ? hookShown(secret) : mask(secret)
}

/**
 * Returns a webhook URL without its secret: the workspace id remains in a URL of Slack, and only the host in any other
 * URL.
 */
function hookShown(url: string): string {
  const masked = maskWebhook(url)
  return masked === url && URL.canParse(url) ? `${new URL(url).origin}/…` : masked
}

function secretsOf({ profiles, apps = {}, configTokens = {} }: Config): Set<string> {
  const found = [
    ...Object.values(profiles).flatMap(ofInstallation),
    ...Object.values(apps).flatMap(({ clientSecret, signingSecret, appToken }) => [
      clientSecret,
      signingSecret,
      appToken,
    ]),
    ...Object.values(configTokens).flatMap(({ token, refreshToken }) => [token, refreshToken]),
  ]
  return new Set(found.filter((one): one is string => typeof one === 'string' && one.length > 5))
}

function ofInstallation(installation: Installation): (string | null)[] {
  const pairs = storedTokens('', installation).flatMap(({ access }) => [access.token, access.refreshToken])
  return [...pairs, ...installation.webhooks.map(({ url }) => url)]
}
