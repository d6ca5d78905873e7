import { CliError } from '../errors.ts'
import { type NamedProfile, type Settings, typedProfile } from '../runtime/settings.ts'
import { findInstallation, lacksProject, noInstallation } from './choose-token.ts'
import type { Installation, Webhook } from './installation.ts'
import { loginFor } from './login-for.ts'
import type { Config } from './store.ts'

/** The webhook that a post uses, and the webhooks that it could have used. */
export interface ChosenWebhook {
  readonly url: string
  /** The channel's name (`#general`), otherwise its id; null when both are unknown. */
  readonly channel: string | null
  /** Whether the post goes to the local simulator of this config folder. */
  readonly simulator: boolean
  readonly source: 'active profile' | NamedProfile['source'] | 'SLACK_WEBHOOK_URL'
  /** The channels of the installation's other webhooks, newest first. */
  readonly others: readonly string[]
  readonly stored?: { readonly name: string; readonly installation: Installation }
  /** Environment variables with a webhook that are ignored, because the active installation is a simulated one. */
  readonly passedOver?: readonly string[]
}

/**
 * Returns the webhook for a command: the installation's webhook for `channel`, otherwise SLACK_WEBHOOK_URL, otherwise
 * the installation's newest webhook. The variable is ignored with `--profile`, and when the active installation is
 * simulated.
 * @throws CliError with the exit reason `noToken`: nothing is stored, or the installation has no webhook; `usage`: an
 * unknown profile, or no webhook for that channel.
 */
export function chooseWebhook(config: Config, settings: Settings, channel: string | undefined): ChosenWebhook {
  const exported = typedProfile(settings) || channel !== undefined ? undefined : settings.webhookUrl
  const isExported = exported !== undefined
  const stored = isExported && lacksProject(config, settings) ? undefined : findInstallation(config, settings)
  if (exported !== undefined && !stored?.installation.simulator) {
    return { url: exported, channel: null, simulator: false, source: 'SLACK_WEBHOOK_URL', others: [] }
  }
  if (!stored) throw noInstallation(config)
  const { name, installation } = stored
  const { webhooks } = installation
  const fitting = channel === undefined ? webhooks : webhooks.filter((webhook) => postsTo(webhook, channel))
  const found = fitting.find(({ dead }) => !dead) ?? fitting[0]
  if (!found) throw webhooks.length === 0 ? noWebhook(name, installation) : noWebhookFor(stored, channel ?? '')
  return {
    url: found.url,
    channel: nameOf(found),
    simulator: installation.simulator,
    source: settings.profile?.source ?? 'active profile',
    others: distinct(webhooks.filter((webhook) => nameOf(webhook) !== nameOf(found))),
    stored,
    ...(exported !== undefined && { passedOver: ['SLACK_WEBHOOK_URL'] }),
  }
}

/** Whether a webhook posts to the channel with this name or id. */
export function postsTo({ channel, channelId }: Webhook, wanted: string): boolean {
  const plain = (text: string) => text.replace(/^#/, '').toLowerCase()
  return [channel, channelId].some((one) => one !== null && plain(one) === plain(wanted))
}

function nameOf({ channel, channelId }: Webhook): string | null {
  return channel ?? channelId
}

function distinct(webhooks: readonly Webhook[]): string[] {
  return [...new Set(webhooks.map((webhook) => nameOf(webhook) ?? 'a channel without a known name'))]
}

function noWebhook(name: string, installation: Installation): CliError {
  return new CliError('noToken', `“${name}” has no incoming webhook`, {
    code: 'no_webhook',
    hint: `Request a webhook, and choose its channel on the consent page: ${loginFor(installation, 'bot', ['incoming-webhook'])}`,
  })
}

/** Returns the error for a channel to which no stored webhook posts. */
export function noWebhookFor(
  { name, installation }: { name: string; installation: Installation },
  wanted: string,
): CliError {
  const login = loginFor(installation, 'bot', ['incoming-webhook'])
  return new CliError('usage', `“${name}” has no webhook for ${wanted}`, {
    code: 'unknown_webhook',
    hint: `It has: ${distinct(installation.webhooks).join(', ') || 'none'}. For another channel: ${login}`,
  })
}
