import { savedOrRecovered } from '../../config/recovery.ts'
import { emptyConfig } from '../../config/schema.ts'
import type { Config } from '../../config/store.ts'
import { storedTokens } from '../../config/stored-token.ts'
import { CliError, foreignCode } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { slackApiUrl } from '../../runtime/settings.ts'
import { isCut, isRedacted, isRedactedWebhook, isStorable } from '../../slack/facts/token-kinds.ts'
import { saveAppCredentials } from './app-credentials.ts'
import type { Candidate } from './candidate.ts'
import { explaining, type Input, readInputs } from './input.ts'
import { checkName, type MergeResult, mergeCandidates } from './merge-candidates.ts'
import { type FoundCandidates, readCandidates } from './read-candidates.ts'
import { type Rest, withRest } from './rest.ts'
import type { Skipped } from './skipped.ts'
import { type RefusedToken, verify } from './verify.ts'

export interface ImportOptions {
  readonly name?: string
  readonly offline?: boolean
  readonly force?: boolean
  readonly own?: boolean
}

export interface Imported {
  /** The names of the stored installations, in the order of the input. */
  readonly names: readonly string[]
  readonly before: Config
  readonly after: Config
  readonly apps: readonly string[]
  /** The ids of the workspaces whose configuration tokens were imported. */
  readonly configTokens: readonly string[]
  readonly dead: readonly RefusedToken[]
  /** Values that were found and not stored. */
  readonly skipped: readonly Skipped[]
}

/**
 * Stores all tokens of the input. After an error, none of them is stored.
 * @throws CliError with the exit reason `usage`: the input has nothing to store; `noToken`: Slack accepts none of its
 * tokens; `failed`: a file error or a network error.
 */
export async function importFrom(
  what: string | undefined,
  options: ImportOptions,
  context: Context,
): Promise<Imported> {
  const { terminal, settings, store, clock } = context
  checkName(options.name)
  const apiUrl = settings.apiUrl?.url ?? slackApiUrl
  const inputs = await readInputs(what, context)
  const requested = { apiUrl, own: options.own ?? false, online: !options.offline, now: clock.now() }
  const found: FoundCandidates[] = []
  for (const input of inputs) found.push(await readCandidates(input, requested))
  const redacted = found.flatMap((one) => one.redacted)
  if (redacted.length > 0) throw notWhole(redacted, 'redacted or cut off')
  const candidates = found.flatMap((one) => one.candidates)
  conceal(candidates, context)
  const skipped = found.flatMap((one) => one.skipped)
  for (const { why } of skipped.slice(0, 20)) terminal.warn(`Not stored: ${why}`)
  if (skipped.length > 20) terminal.warn(`Not stored: ${skipped.length - 20} more, which --json names`)
  const given = found.flatMap(({ apps }) => apps)
  if (candidates.length + given.length === 0 && !found.some(({ config }) => config?.apps ?? config?.configTokens))
    throw nothing(inputs)
  for (const candidate of candidates) checkWhole(candidate)
  await store.proveWritable()
  const { candidates: good, dead } = options.offline
    ? { candidates, dead: [] }
    : await verify(candidates, options.force ?? false, context)
  if (candidates.length > 0 && good.length === 0) throw allDead(dead, candidates)
  const before = await store.read()
  const saved = await save(good, { options, found, fromStdin: what === undefined || what === '-' }, context)
  const names = saved.names
  const apps = [...saved.apps]
  for (const app of given) {
    const [only] = names.length === 1 ? names : []
    const installation = only === undefined ? undefined : saved.config.profiles[only]
    const result = await saveAppCredentials(app, { apiUrl, installation }, context)
    if ('name' in result) apps.push(result.name)
    else terminal.warn(result.why)
  }
  const after = given.length > 0 ? await store.read() : saved.config
  return { names, before, after, apps, configTokens: saved.configTokens, dead, skipped }
}

/** Registers the secrets of the candidates at the terminal, which then masks them in all later output. */
function conceal(candidates: readonly Candidate[], { terminal }: Context): void {
  for (const { installation } of candidates) {
    for (const { access } of storedTokens('', installation)) {
      terminal.conceal(access.token)
      if (access.refreshToken) terminal.conceal(access.refreshToken)
    }
    for (const { url } of installation.webhooks) terminal.conceal(url)
  }
}

interface Saving {
  readonly options: ImportOptions
  readonly found: readonly FoundCandidates[]
  readonly fromStdin: boolean
}

async function save(candidates: readonly Candidate[], saving: Saving, context: Context): Promise<MergeResult & Rest> {
  const { options, found, fromStdin } = saving
  const change = (before: Config) => {
    const rest = withRest(before, found)
    return { ...rest, ...mergeCandidates(rest.config, candidates, options.name) }
  }
  // This call of `change` writes nothing. It throws the error of an invalid change before the recovery file is
  // prepared.
  let merged = change(await context.store.read())
  const update = async () => {
    await context.store.update((config) => {
      merged = change(config)
      return merged.config
    })
    return merged
  }
  // If the config cannot be saved, the user can import a file again. Piped input would be lost, so that input is
  // written to a recovery file.
  if (!fromStdin) return await update()
  const recovery = () => mergeCandidates(withRest(emptyConfig(), found).config, candidates, undefined).config
  return await savedOrRecovered(update, { what: 'tokens', recovery, again: 'then import again' }, context)
}

/**
 * Checks that no secret is redacted or truncated.
 * @throws CliError with the exit reason `usage` and the code `shortened`: a secret is redacted or truncated.
 */
function checkWhole({ name, installation }: Candidate): void {
  const of = (what: string) => (name === null ? `The ${what}` : `The ${what} of ${name}`)
  for (const { identity, access } of storedTokens('', installation)) {
    const secrets = [
      [`${identity} token`, access.token],
      [`refresh token of the ${identity}`, access.refreshToken ?? 'xoxe-1-sim'],
    ] as const
    for (const [what, secret] of secrets) {
      if (isRedacted(secret)) throw notWhole([of(what)], 'redacted')
      if (isCut(secret)) throw notWhole([of(what)], 'cut off')
      if (!isStorable(secret)) throw notWhole([of(what)], 'broken')
    }
  }
  if (installation.webhooks.some(({ url }) => isRedactedWebhook(url))) throw notWhole([of('webhook')], 'redacted')
}

/** Returns the error for redacted or truncated secrets. @param names paths of the secrets. */
function notWhole(
  names: readonly string[],
  state: 'redacted' | 'cut off' | 'redacted or cut off' | 'broken',
): CliError {
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  return new CliError('usage', `${shown} ${names.length > 1 ? 'are' : 'is'} ${state}: the whole secret is needed`, {
    code: 'shortened',
    hint: 'Export it without --redact, or copy it from where it is stored; what is there: slack-tokens explain',
    details: { names },
  })
}

function nothing(inputs: readonly Input[]): CliError {
  return new CliError(
    'usage',
    inputs.length === 0 ? 'No file of a store is in there' : 'There is no token in it that can be stored',
    {
      code: 'nothing_to_import',
      hint: `What it is instead: ${explaining(inputs[0]?.from)}   It takes answers of Slack, .env files, stores of SDKs, exports and tokens`,
    },
  )
}

function allDead([first]: readonly RefusedToken[], candidates: readonly Candidate[]): CliError {
  const simulated = candidates.every(({ installation }) => installation.simulator)
  return new CliError('noToken', `Nothing was stored: Slack takes none of it. ${first?.message ?? ''}`.trim(), {
    code: foreignCode(first?.code, 'noToken'),
    hint: simulated
      ? 'These tokens are from a local Slack simulator. They work only with the config folder in which they were created'
      : 'For new ones install the app again: slack-tokens login   To store them anyway: --force',
  })
}
