import type { SlashCommand as CommandPayload } from '@slack/bolt'
import { isRecord } from '../../../shape/record.ts'
import type { App } from '../../state/app-types.ts'
import type { Channel } from '../../state/content-types.ts'
import { addEphemeral } from '../../state/ephemerals.ts'
import { newTs } from '../../state/ids.ts'
import { issueResponseUrl } from '../../state/response-urls.ts'
import type { World } from '../../state/types.ts'
import { isOrgWideHere } from '../../state/users.ts'
import { currentWorkspace } from '../../state/workspaces.ts'
import { type SlashCommand, subscriptionsOf } from '../subscriptions.ts'
import type { Delivery, Parcel } from '../types.ts'
import { answerMessage, postAnswer } from './answer-message.ts'
import { channelField, installedApps, responseAddress, triggerId, type Visit } from './common.ts'

/**
 * Returns the app that has a slash command; undefined when no app has it. When several apps have it, returns the app
 * with the newest installation, as Slack does.
 */
export function findCommand(
  world: World,
  name: string,
): { readonly app: App; readonly command: SlashCommand } | undefined {
  for (const { app } of installedApps(world)) {
    const { commands, interactivityUrl } = subscriptionsOf(app)
    if (commands === 'any') return { app, command: { command: name, url: interactivityUrl, escapes: false } }
    const command = commands.find((one) => one.command === name)
    if (command) return { app, command }
  }
  return undefined
}

interface SentCommand {
  readonly visit: Visit
  readonly channel: Channel
  readonly command: SlashCommand
  /** The text after the command and a space. */
  readonly text: string
}

/** Builds the delivery of a slash command (docs.slack.dev/interactivity/implementing-slash-commands). */
export function commandParcel({ visit, channel, command, text }: SentCommand): Parcel {
  const { world, person, app } = visit
  const { id, domain } = currentWorkspace(world)
  const { organization } = world.state
  const target = { appId: app.id, channelId: channel.id, userId: person.id }
  const payload = {
    token: app.verificationToken,
    team_id: id,
    team_domain: domain,
    ...(organization && { enterprise_id: organization.id, enterprise_name: organization.name }),
    channel_id: channel.id,
    channel_name: channelField(channel).name,
    user_id: person.id,
    user_name: person.name,
    command: command.command,
    text,
    api_app_id: app.id,
    is_enterprise_install: String(isOrgWideHere(world, app.id)),
    response_url: responseAddress(visit, issueResponseUrl(world, 'commands', target)),
    trigger_id: triggerId(visit, { channelId: channel.id }),
  } satisfies CommandPayload
  return { kind: 'command', what: command.command, payload }
}

/**
 * If an app's answer to a command has a message, shows it to the person or in the channel. After an error, shows the
 * person a message from Slackbot.
 */
export function applyCommandAnswer(
  { visit, channel, command, text }: SentCommand,
  { ok, error, status, body }: Delivery,
): void {
  const { world, person, app } = visit
  if (!ok) {
    const line = `${command.command} failed with the error "${failureOf(error, status)}"`
    addEphemeral(world, { channelId: channel.id, userId: person.id, message: { user: 'USLACKBOT', text: line } })
    return
  }
  if (body === null || body === '') return
  const fields = isRecord(body) ? body : { text: typeof body === 'string' ? body : JSON.stringify(body) }
  const inChannel = fields['response_type'] === 'in_channel'
  if (inChannel) channel.messages.push(typedLine({ visit, text: `${command.command} ${text}`.trim() }))
  const message = answerMessage(world, app, fields)
  if (message) postAnswer(world, { channel, userId: person.id, message, inChannel })
}

/** Returns the error code in Slackbot's message about a command that failed. */
function failureOf(error: string | null, status: number | null): string {
  if (error === 'http_timeout' || error === 'timeout') return 'operation_timeout'
  if (status !== null && status >= 400 && status < 500) return 'http_client_error'
  return status !== null && status >= 500 ? 'http_service_error' : 'dispatch_failed'
}

function typedLine({ visit: { world, person }, text }: { readonly visit: Visit; readonly text: string }) {
  return { user: person.id, text, ts: newTs(world) }
}
