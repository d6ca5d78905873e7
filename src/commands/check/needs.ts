import type { CheckFindings } from '../../auth/check/types.ts'
import { methodInUse, scopesNeeded } from '../../auth/scopes-needed.ts'
import type { Identity, Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { CliError } from '../../errors.ts'
import { shareableLink } from '../../oauth/authorize-url.ts'
import type { Context } from '../../runtime/context.ts'
import { accessTo } from '../../slack/facts/access.ts'
import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { scopeList } from '../../slack/facts/scopes.ts'

/** What every installation should have: the methods that its tokens may call, and their scopes. */
export interface NeedsQuery {
  readonly methods: readonly string[]
  /** Required scopes of the bot and the user token, from the manifest. */
  readonly scopes: Readonly<Record<Identity, readonly string[]>>
}

/** The methods and scopes that an installation lacks. */
export interface MissingNeeds {
  /** Methods that no token of the installation may call. */
  readonly methods: readonly string[]
  /** The scopes to request. */
  readonly scopes: Readonly<Record<Identity, readonly string[]>>
  /** Methods that no scope allows, each with the reason. */
  readonly impossible: readonly { readonly method: string; readonly why: string }[]
  /** Login commands that request the scopes. */
  readonly logins: readonly string[]
  /** The link with which another person can install the app again; null when the app is unknown. */
  readonly link: string | null
}

/**
 * Reads `--needs` and `--manifest`. Returns null when neither was given.
 * @throws CliError with the exit reason `usage`: `--needs` names no method or an unknown method, or the manifest can't
 * be read.
 */
export async function readNeeds(
  { needs, manifest }: { readonly needs?: string; readonly manifest?: string },
  context: Pick<Context, 'cwd' | 'readInput' | 'signal'>,
): Promise<NeedsQuery | null> {
  if (needs === undefined && manifest === undefined) return null
  const methods = [...new Set(scopeList(needs ?? '').map(methodInUse))]
  if (needs !== undefined && methods.length === 0) {
    throw new CliError('usage', '--needs has no method', {
      hint: 'Separate them by commas: slack-tokens check --needs chat.postMessage,conversations.history',
    })
  }
  // This call throws for an unknown method, before anything is sent.
  scopesNeeded(methods, undefined)
  if (manifest === undefined) return { methods, scopes: { bot: [], user: [] } }
  const [{ readManifestFile }, { manifestFacts }] = await Promise.all([
    import('../../slack/manifest/read-file.ts'),
    import('../../slack/manifest/facts.ts'),
  ])
  const { botScopes, userScopes } = manifestFacts((await readManifestFile(manifest, context)).manifest)
  return { methods, scopes: { bot: botScopes, user: userScopes } }
}

/**
 * Returns what one installation lacks; null when it lacks nothing.
 * @param wanted null without `--needs` and `--manifest`.
 */
export function missingNeeds(findings: CheckFindings, wanted: NeedsQuery | null): MissingNeeds | null {
  if (!wanted) return null
  const { subject, tokens } = findings
  const granted = tokens.map(({ storedToken, scopes }) => ({
    identity: storedToken.identity,
    scopes: scopes ?? storedToken.access.scopes,
  }))
  const methods = wanted.methods.filter((method) =>
    granted.every(({ identity, scopes }) => !['yes', 'unknown'].includes(accessTo(method, identity, scopes).state)),
  )
  const needed = scopesNeeded(methods, undefined)
  const missing = (identity: Identity) => {
    const own = granted.filter((one) => one.identity === identity).map(({ scopes }) => scopes)
    const requested = wanted.scopes[identity].filter((scope) => !own.some((list) => grantOf(scope, list, identity)))
    return [...new Set([...requested, ...needed.lists[identity].map(({ scope }) => scope)])]
  }
  const scopes = { bot: missing('bot'), user: missing('user') }
  if (methods.length + scopes.bot.length + scopes.user.length === 0) return null
  const { installation, name } = subject
  const logins = (['bot', 'user'] as const).flatMap(
    (identity) => scopeAdvice(installation, identity, scopes[identity], ` --profile ${name}`).command ?? [],
  )
  const all = {
    bot: together(scopes.bot, granted, 'bot'),
    user: together(scopes.user, granted, 'user'),
  }
  return { methods, scopes, impossible: needed.impossible, logins, link: linkFor(installation, all) }
}

interface HeldScopes {
  readonly identity: Identity
  readonly scopes: readonly string[]
}

/**
 * Returns the granted scopes of one identity, followed by the missing ones. A link with all of them makes the consent
 * page show everything that the app will have.
 */
function together(missing: readonly string[], granted: readonly HeldScopes[], identity: Identity): readonly string[] {
  const own = granted.find((one) => one.identity === identity)?.scopes ?? []
  return [...new Set([...own, ...missing])]
}

function linkFor(
  { flow, apiUrl, clientId, workspace, simulator }: Installation,
  { bot, user }: Readonly<Record<Identity, readonly string[]>>,
): string | null {
  // The consent page of a simulated app exists only while the simulator runs.
  if (clientId === null || simulator || flow === 'token') return null
  return shareableLink({ flow, apiUrl, clientId, botScopes: bot, userScopes: user, team: workspace?.id })
}
