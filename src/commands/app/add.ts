import type { Command } from 'commander'
import { commandSecrets } from '../../apps/command-secrets.ts'
import { masked } from '../../apps/masked.ts'
import { type ProjectFacts, projectFacts } from '../../apps/project.ts'
import { type AppInput, type ResolvedRecord, resolveRecord } from '../../apps/resolve-record.ts'
import {
  type AppSecrets,
  offerSecret,
  type PastedSecrets,
  readPastedSecrets,
  readSecrets,
  secretFacts,
  secretNames,
} from '../../apps/secrets.ts'
import { findAppOf, type NamedApp } from '../../config/find-app.ts'
import type { AppRecord } from '../../config/installation.ts'
import { loginOfApp } from '../../config/login-command.ts'
import { CliError } from '../../errors.ts'
import { promptScopes } from '../../oauth/ask-scopes.ts'
import { promptLinkOrClientId } from '../../oauth/ask-what.ts'
import { checkTogether } from '../../oauth/credentials.ts'
import { readInstallLink } from '../../oauth/install-link.ts'
import { rememberApp } from '../../oauth/remember-app.ts'
import { withScopeSets } from '../../oauth/scope-sets.ts'
import type { Context } from '../../runtime/context.ts'
import { type AddOptions, addAppOptions, checkAddOptions, commandsGiven, secretsAsked } from './add-options.ts'

/** Adds the subcommand `app add` with its options, help and action. */
export function defineAdd(app: Command, context: () => Context): void {
  const command = app.command('add').description('store an app, so that login --app NAME needs nothing else')
  addAppOptions(command).action((link: string | undefined, options: AddOptions) => addApp(link, options, context()))
}

/**
 * Stores an app, or updates a stored app.
 * @throws CliError with the exit reason `usage`: the client id is missing, an option or a file is invalid, or a secret
 * has the form of another kind of secret.
 */
export async function addApp(link: string | undefined, typed: AddOptions, context: Context): Promise<void> {
  checkAddOptions(link, typed)
  const options = withScopeSets(typed)
  const { apps = {} } = await context.store.read()
  const { clientId } = options
  const known = nameTaken(options.name, apps) ?? findAppOf({ apps }, { clientId, apiUrl: undefined })
  const project = await projectFacts({ ...options, link, known: known?.app }, context)
  await addFrom({ link, options, project }, context)
}

interface AddSources {
  readonly link: string | undefined
  readonly options: AddOptions
  readonly project: ProjectFacts
}

/** Stores or updates an app from files that the caller has read. @throws CliError for the same reasons as `addApp`. */
export async function addFrom({ link, options, project }: AddSources, context: Context): Promise<void> {
  const { store, terminal } = context
  const named = nameTaken(options.name, (await store.read()).apps)
  const pasted = options.secrets ? await readPastedSecrets(context) : undefined
  checkSameApp(pasted, { ...options, link, named })
  const clientId = options.clientId ?? (link === undefined && !named ? (pasted?.clientId ?? undefined) : undefined)
  const input = await complete(
    { ...options, ...(clientId !== undefined && { clientId }), link },
    { project, named },
    context,
  )
  const gathered = await resolveRecord(input, { project, named }, context)
  for (const note of gathered.notes) terminal.warn(note)
  const secrets = pasted?.secrets ?? (await secretsOf(options, gathered, context))
  const record = { ...gathered.record, ...secrets, ...(await commandSecrets(commandsGiven(options), context)) }
  const before = gathered.before?.app
  checkTogether({
    clientSecret: record.clientSecret ?? before?.clientSecret ?? null,
    signingSecret: record.signingSecret ?? before?.signingSecret ?? null,
  })
  const name = await rememberApp(store, record, options.name ?? record.appName ?? null)
  const app = (await store.read()).apps?.[name] ?? record
  report({ name, app, before: gathered.before, requested: options.name }, context)
}

function nameTaken(name: string | undefined, apps: Readonly<Record<string, AppRecord>> = {}): NamedApp | undefined {
  const found = Object.entries(apps).find(([one]) => one.toLowerCase() === name?.toLowerCase())
  return found && { name: found[0], app: found[1] }
}

/**
 * Checks that the secrets belong to this app.
 * @throws CliError with the exit reason `usage`: the text with the secrets has the client id of another app.
 */
function checkSameApp(
  pasted: PastedSecrets | undefined,
  { clientId, link, named }: AppInput & { readonly named: NamedApp | undefined },
): void {
  const found = pasted?.clientId
  const wanted = clientId ?? (link === undefined ? named?.app.clientId : readInstallLink(link).clientId)
  if (!found || wanted === undefined || found === wanted) return
  throw new CliError('usage', `The secrets on standard input are of another app: client id ${found}, not ${wanted}`, {
    code: 'other_app',
    hint: 'Leave out --client-id, --name or the link to add that app: slack-tokens app add --secrets < FILE',
  })
}

/** Prompts for missing facts when there is a terminal. Returns the completed input. */
async function complete(
  input: AppInput,
  { project, named }: { project: ProjectFacts; named: NamedApp | undefined },
  { terminal, settings, ask }: Context,
): Promise<AppInput> {
  const known = input.link ?? input.clientId ?? named?.app.clientId ?? settings.clientId
  if (known !== undefined || !terminal.interactive) return input
  if (project.appId) terminal.note(`The client id of the app is shown at https://api.slack.com/apps/${project.appId}`)
  const answer = await promptLinkOrClientId(await ask())
  if ('link' in answer || project.manifest || input.scopes || input.userScopes) return { ...input, ...answer }
  return { ...input, ...answer, ...(await promptScopes({ ask })) }
}

async function secretsOf(
  options: AddOptions,
  { record, before }: ResolvedRecord,
  context: Context,
): Promise<AppSecrets> {
  const requested = secretsAsked(options)
  if (requested.length > 0) return await readSecrets(requested, context)
  if (commandsGiven(options).length > 0) return {}
  const { terminal, settings } = context
  if (record.pkce || before?.app.clientSecret || settings.clientSecret !== undefined || !terminal.interactive) return {}
  return await offerSecret('clientSecret', context)
}

interface AppChange {
  readonly name: string
  readonly app: AppRecord
  readonly before: NamedApp | undefined
  /** The value of `--name`; undefined without this option. */
  readonly requested: string | undefined
}

function report({ name, app, before, requested }: AppChange, { terminal }: Context): void {
  if (terminal.json) terminal.result({ ok: true, name, added: before === undefined, ...masked(app) }, () => '')
  const stored = secretNames.filter((one) => app[one]).map((one) => secretFacts[one].label)
  terminal.done(
    `“${name}” is ${before ? 'updated' : 'stored'}: client id ${app.clientId}, ${stored.length > 0 ? stored.join(', ') : 'no secret'}`,
  )
  terminal.note(
    `  bot scopes ${app.botScopes.join(', ') || 'none'}; user scopes ${app.userScopes.join(', ') || 'none'}`,
  )
  if (requested !== undefined && requested.toLowerCase() !== name.toLowerCase()) {
    terminal.warn(
      `The app was already stored as “${name}”. To change the name: slack-tokens app rename ${name} ${requested}`,
    )
  }
  if (!app.clientSecret && !app.pkce) {
    terminal.warn(
      `Its client secret is not stored: login asks for the secret or reads SLACK_CLIENT_SECRET. To store the secret: slack-tokens app add --name ${name} --client-secret`,
    )
  }
  const scopes = app.botScopes.length + app.userScopes.length > 0
  if (!scopes) terminal.warn(`No scopes are known: slack-tokens app add --name ${name} --scopes … --user-scopes …`)
  terminal.note(`\nNext:\n  ${loginOfApp(name, app)}`)
}
