/** The kinds of addresses on hooks.slack.com, which all accept a POST of JSON. */

export type HookKind = 'incoming' | 'response' | 'workflow'

export type OtherHookKind = Exclude<HookKind, 'incoming'>

export interface HookFacts {
  /** The name with its article: `the response_url of a slash command`. */
  readonly label: string
  /** What a POST to the address does, and for how long, in a whole sentence. */
  readonly means: string
}

interface HookPath extends HookFacts {
  readonly kind: HookKind
  readonly path: RegExp
}

/**
 * Sources: docs.slack.dev/messaging/sending-messages-using-incoming-webhooks;
 * docs.slack.dev/interactivity/handling-user-interaction (response_url: five answers within 30 minutes);
 * docs.slack.dev/tools/deno-slack-sdk/guides/creating-webhook-triggers. /workflows/ belongs to the older Workflow
 * Builder.
 */
const paths: readonly HookPath[] = [
  {
    kind: 'response',
    path: /^\/commands\//,
    label: 'the response_url of a slash command',
    means:
      'It answers one slash command where that was typed: up to five times within 30 minutes, then it is dead. Slack sends a new one with every command.',
  },
  {
    kind: 'response',
    path: /^\/(?:actions|app)\//,
    label: 'the response_url of an interaction (a button, a menu, a form)',
    means:
      'It answers one interaction, or changes the message that it came from: up to five times within 30 minutes, then it is dead. Slack sends a new one with every interaction.',
  },
  {
    kind: 'workflow',
    path: /^\/(?:workflows|triggers)\//,
    label: 'the address that starts a workflow (a webhook trigger)',
    means: 'What is posted to it are the workflow’s variables, not a message; a text or blocks are not posted.',
  },
  {
    kind: 'incoming',
    // Some documents show the address without /services/.
    path: /^\/(?:services\/|T[A-Za-z0-9]{2,}\/B[A-Za-z0-9]{2,}\/)/,
    label: 'an incoming webhook',
    means: 'It posts to one channel, chosen at the install, with no token: whoever has the address can post there.',
  },
]

/** Returns what an address on hooks.slack.com is. Undefined for any other text. */
export function hookAddress(text: string): ({ readonly kind: HookKind } & HookFacts) | undefined {
  if (!/^https:\/\/hooks\.slack(?:-gov)?\.com\//i.test(text) || !URL.canParse(text)) return undefined
  const { pathname } = new URL(text)
  return paths.find(({ path }) => path.test(pathname))
}

/**
 * Returns what an address is if it posts no message to a channel, so that it is never offered as an incoming webhook.
 * Undefined for an incoming webhook.
 */
export function otherHook(text: string): ({ readonly kind: OtherHookKind } & HookFacts) | undefined {
  const found = hookAddress(text)
  return found && found.kind !== 'incoming' ? { ...found, kind: found.kind } : undefined
}
