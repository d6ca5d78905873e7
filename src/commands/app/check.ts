import type { Command } from 'commander'
import { httpFor } from '../../auth/http-for-token.ts'
import { findApp } from '../../config/find-app.ts'
import { loginOfApp } from '../../config/login-command.ts'
import { CliError } from '../../errors.ts'
import { clientSecret } from '../../oauth/client-secret.ts'
import type { Context } from '../../runtime/context.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { callMethod } from '../../slack/client/client.ts'

/** Adds the subcommand `app check` with its arguments, options, help and action. */
export function defineCheck(app: Command, context: () => Context): void {
  app
    .command('check')
    .description('check client id and secret without an install')
    .argument('[name]', 'app (default: the only one)')
    .addHelpText('after', '\nExamples:\n  slack-tokens app check\n  slack-tokens app check my-app')
    .action((name: string | undefined) => checkApp(name, context()))
}

/** For each flow, the method that exchanges the code. */
const exchanges = { v1: 'oauth.access', v2: 'oauth.v2.access', v2_user: 'oauth.v2.user.access' } as const

/**
 * Checks client id and secret by sending Slack an invented code. Slack probably checks the client first, so an error
 * about the code means that client id and secret are right. No Slack document confirms this order, so the message says
 * “seem to be right”.
 * @throws CliError with the exit reason for Slack's error code; with `usage`: the app is unknown, uses PKCE, or has no
 * stored secret.
 */
export async function checkApp(wanted: string | undefined, context: Context): Promise<void> {
  const { store, terminal, settings } = context
  const { name, app } = findApp(await store.read(), wanted)
  if (app.pkce)
    throw new CliError('usage', `“${name}” is installed with PKCE, without a secret to check`, {
      code: 'no_client_secret',
      hint: `Install it to see whether its client id is right: ${loginOfApp(name, app)}`,
    })
  const secret = await clientSecret({ fromInput: false, stored: app.clientSecret }, context)
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
  terminal.done(`The credentials of “${name}” seem to be right: Slack refused only the made-up code`)
  terminal.note('  Slack does not document that it checks them before the code; only a login proves it')
}
