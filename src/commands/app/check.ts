import type { Command } from 'commander'
import { httpFor } from '../../auth/http-for-token.ts'
import { findApp } from '../../config/find-app.ts'
import { CliError } from '../../errors.ts'
import { clientSecret } from '../../oauth/client-secret.ts'
import type { Context } from '../../runtime/context.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { callMethod } from '../../slack/client/client.ts'

export function defineCheck(app: Command, context: () => Context): void {
  app
    .command('check')
    .description('try client id and secret, with no consent')
    .argument('[name]', 'app (default: the only one)')
    .action((name: string | undefined) => checkApp(name, context()))
}

/** Where each flow trades its code. */
const exchanges = { v1: 'oauth.access', v2: 'oauth.v2.access', v2_user: 'oauth.v2.user.access' } as const

/**
 * Offers Slack a code that it never gave out: it is expected to look at the client first, so that a refusal of the code
 * alone speaks for id and secret. That order is inferred from reports, hence the cautious wording.
 * @throws CliError by the row of Slack's error; usage: no such app, a PKCE app, no secret.
 */
export async function checkApp(wanted: string | undefined, context: Context): Promise<void> {
  const { store, terminal, settings } = context
  const { name, app } = findApp(await store.read(), wanted)
  if (app.pkce)
    throw new CliError('usage', `“${name}” is installed with PKCE, without a secret to check`, {
      code: 'no_client_secret',
      hint: `Install it to see whether its client id is right: slack-tokens login --app ${name}`,
    })
  const secret = await clientSecret({ fromInput: false, remembered: app.clientSecret }, context)
  const method = exchanges[app.flow]
  const client = { id: app.clientId, secret: secret.value }
  const wire = {
    ...context,
    http: await httpFor(app.simulator ?? false, context),
    timeout: settings.httpTimeout,
    maxWait: settings.maxWait,
  }
  const { body } = await callMethod(
    { apiUrl: app.apiUrl, method, client, args: { code: '1234.5678.made-up-code' } },
    wire,
  )
  if (body['error'] !== 'invalid_code') throw slackError(method, body, { place: 'exchange' })
  if (terminal.json) terminal.result({ ok: true, name, clientId: app.clientId, accepted: 'likely' }, () => '')
  terminal.done(`The credentials of “${name}” look accepted: Slack refused only the made-up code`)
  terminal.note('  Slack does not document that it looks at them first; a login is the proof')
}
