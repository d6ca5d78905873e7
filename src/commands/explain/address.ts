import { otherHook } from '../../slack/facts/hook-addresses.ts'
import type { Identifier } from '../../slack/facts/identifiers.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { slackDomain } from '../../slack/facts/slack-domain.ts'
import { maskWebhook, tokenInQuery } from '../../slack/facts/token-kinds.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/**
 * Classifies an address of Slack, or an address that contains a token or a code. Returns undefined for any other text.
 */
export function identifyAddress(text: string): (Identifier & { readonly token: string | null }) | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const token = tokenInQuery(text) ?? null
  if (token !== null) return { means: inQuery, commands: [], secret: true, token }
  const hook = otherHook(text)
  if (hook) {
    const means = `This is ${hook.label}, not an incoming webhook. ${hook.means} It is a secret.`
    return { means, commands: [], secret: true, token }
  }
  const found = addresses.find(({ is }) => is(url))
  const commands = found?.command ? [found.command.replace(address, () => shellWord(text))] : []
  return found && { means: found.means, commands, secret: found.secret, token }
}

/**
 * The meaning of an address with a token in its query. Source:
 * docs.slack.dev/changelog/2020-11-no-more-tokens-in-querystrings-for-newly-created-apps
 */
const inQuery =
  'A token stands in the query of an address: Slack refuses that for apps made after February 2021, and logs and browser histories keep it. Send it as “Authorization: Bearer …” instead, and take it out of use if others could see the address.'

interface ExplainedAddress {
  readonly is: (url: URL) => boolean
  readonly means: string
  readonly command?: string
  readonly secret: boolean
}

/** The placeholder for the address in a command, which is replaced by the explained address. */
const address = 'ADDRESS'

const addresses: readonly ExplainedAddress[] = [
  {
    is: ({ hostname, pathname }) =>
      slackDomain(hostname) !== undefined && /\/authorize\/?$|^\/oauth\/?$/.test(pathname),
    means:
      'An install link: a person who opens it and presses Allow installs the app. The link names the app and the scopes, and contains no secret.',
    command: `slack-tokens login ${address}`,
    secret: false,
  },
  {
    is: ({ searchParams }) => searchParams.has('code'),
    means:
      'The address that a browser ends on after Allow: its code becomes tokens once, within ten minutes. Paste it into the login that waits for it.',
    secret: true,
  },
  {
    is: ({ searchParams }) => searchParams.has('error'),
    means: 'The address that a browser ends on after a refusal.',
    command: `slack-tokens why ${address}`,
    secret: false,
  },
  {
    is: ({ hostname, pathname }) =>
      slackDomain(hostname) !== undefined && !hostname.startsWith('hooks.') && pathname.startsWith('/services/'),
    means: 'The page where an incoming webhook is changed or removed; no secret.',
    secret: false,
  },
]

/** Returns an address without secrets: masks the secrets in the path, and replaces the query with `…`. */
export function shownAddress(text: string): string {
  const { origin, pathname, search } = new URL(text)
  if (otherHook(text)) return `${origin}${maskWebhook(pathname)}`
  return `${origin}${maskSecrets(pathname)}${search === '' ? '' : '?…'}`
}
