import type { Command } from 'commander'
import { columns } from '../columns.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { clientSecret } from '../install/secret.ts'
import { findApp } from '../installations/find-app.ts'
import type { AppRecord } from '../installations/installation.ts'
import { callMethod } from '../slack/client.ts'
import { slackError } from '../slack/failures.ts'
import { mask } from '../slack/tokens.ts'

export function define(command: Command, context: () => Context): void {
  command.addHelpText('after', '\nExamples:\n  slack-tokens app list\n  slack-tokens app check my-app')
  command
    .command('list')
    .description('the apps that were installed from here')
    .action(() => listApps(context()))
  command
    .command('show')
    .description('one app in full, its secret masked')
    .argument('[name]', 'app (default: the only one)')
    .option('--show-secrets', 'print the client secret in full')
    .action((name: string | undefined, options: { showSecrets?: boolean }) => showApp(name, options, context()))
  command
    .command('remove')
    .description('forget an app; what it installed stays')
    .argument('<name>')
    .action((name: string) => removeApp(name, context()))
  command
    .command('check')
    .description('try client id and secret, with no consent')
    .argument('[name]', 'app (default: the only one)')
    .action((name: string | undefined) => checkApp(name, context()))
}

/** Prints every remembered app. JSON: a list of records, secrets masked. */
export async function listApps({ store, terminal }: Context): Promise<void> {
  const apps = Object.entries((await store.read()).apps ?? {})
  const rows = apps.map(([name, app]) => ({ name, ...masked(app) }))
  terminal.result(rows, () =>
    rows.length === 0
      ? 'No app is remembered'
      : columns(
          ['NAME', 'CLIENT ID', 'SECRET', 'SCOPES'],
          rows.map(({ name, clientId, clientSecret: secret, botScopes, userScopes }) => [
            name,
            clientId,
            secret ? 'kept' : 'not kept',
            `bot ${botScopes.length}, user ${userScopes.length}`,
          ]),
        ),
  )
}

/** Prints one app. @throws CliError usage: no such app. */
export async function showApp(
  wanted: string | undefined,
  { showSecrets: secret = false }: { showSecrets?: boolean },
  { store, terminal }: Context,
): Promise<void> {
  const { name, app } = findApp(await store.read(), wanted)
  const shown = secret ? app : masked(app)
  const facts = [
    ['client id', shown.clientId],
    ['client secret', shown.clientSecret ?? 'not kept'],
    ['app id', shown.appId ?? 'unknown'],
    ['flow', shown.pkce ? `${shown.flow}, PKCE` : shown.flow],
    ['API', shown.apiUrl],
    ['redirect URL', shown.redirectUri ?? `the tool’s own on localhost, port ${shown.port}`],
    ['bot scopes', shown.botScopes.join(', ') || 'none'],
    ['user scopes', shown.userScopes.join(', ') || 'none'],
  ]
  terminal.result(
    { name, ...shown },
    (paint) =>
      [
        paint.bold(name),
        columns(
          ['', ''],
          facts.map(([label = '', text = '']) => [paint.dim(`  ${label}`), text]),
        ),
      ].join('\n'),
    { secret },
  )
}

/** Forgets an app. @throws CliError usage: no such app. */
export async function removeApp(wanted: string, { store, terminal }: Context): Promise<void> {
  let name = wanted
  await store.update((kept) => {
    name = findApp(kept, wanted).name
    const { [name]: _gone, ...apps } = kept.apps ?? {}
    return { ...kept, apps }
  })
  if (terminal.json) terminal.result({ ok: true, removed: name }, () => '')
  terminal.done(`“${name}” is forgotten. Its installations and their tokens stay: slack-tokens list`)
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
  const wire = { ...context, http: await context.http(), timeout: settings.httpTimeout }
  const { body } = await callMethod(
    { apiUrl: app.apiUrl, method, client, args: { code: '1234.5678.made-up-code' } },
    wire,
  )
  if (body['error'] !== 'invalid_code') throw slackError(method, body, { place: 'exchange' })
  if (terminal.json) terminal.result({ ok: true, name, clientId: app.clientId, accepted: 'likely' }, () => '')
  terminal.done(`The credentials of “${name}” look accepted: Slack refused only the made-up code`)
  terminal.note('  Slack does not document that it looks at them first; a login is the proof')
}

function masked(app: AppRecord): AppRecord {
  const hidden = (secret: string | null | undefined) => (secret ? mask(secret) : null)
  return {
    ...app,
    clientSecret: hidden(app.clientSecret),
    signingSecret: hidden(app.signingSecret),
    appToken: hidden(app.appToken),
  }
}
