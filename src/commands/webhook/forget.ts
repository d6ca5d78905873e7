import { confirmYes } from '../../auth/confirm.ts'
import { findInstallation, noInstallation } from '../../config/choose-token.ts'
import { noWebhookFor, postsTo } from '../../config/choose-webhook.ts'
import { forget } from '../../config/forget.ts'
import { holdsSomething } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'

/**
 * Removes webhooks from an installation: those of `channel`, otherwise those that the last check found dead. At Slack
 * they stay. With `--json`, prints `{ ok, name, forgotten, left }`.
 * @throws CliError with the exit reason `usage`: there are none, or the user did not confirm; `noToken`: nothing is
 * stored.
 */
export async function forgetWebhooks(channel: string | undefined, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  const config = await store.read()
  const found = findInstallation(config, settings)
  if (!found) throw noInstallation(config)
  const { name, installation } = found
  const gone = installation.webhooks.filter((one) =>
    channel === undefined ? one.dead !== undefined : postsTo(one, channel),
  )
  if (gone.length === 0) throw channel === undefined ? noneDead(name) : noWebhookFor(found, channel)
  const which = gone.length === 1 ? '1 webhook' : `${gone.length} webhooks`
  await confirmYes(`Forget ${which} of “${name}” here? At Slack they stay`, context)
  const after = await store.update((now) => {
    const stored = now.profiles[name]
    if (!stored) return now
    const webhooks = stored.webhooks.filter(({ url }) => !gone.some((one) => one.url === url))
    const left = { ...stored, webhooks }
    return holdsSomething(left) ? { ...now, profiles: { ...now.profiles, [name]: left } } : forget(now, name)
  })
  const left = after.profiles[name]?.webhooks.length ?? 0
  if (terminal.json) terminal.result({ ok: true, name, forgotten: gone.length, left }, () => '')
  terminal.done(
    `“${name}”: ${which} forgotten, ${left} left. To remove them at Slack: the app’s settings, Incoming Webhooks`,
  )
}

function noneDead(name: string): CliError {
  return new CliError('usage', `No webhook of “${name}” is known to be dead`, {
    code: 'unknown_webhook',
    hint: `Test them: slack-tokens check ${name}   or name the channel: slack-tokens webhook --forget --channel "#general"`,
  })
}
