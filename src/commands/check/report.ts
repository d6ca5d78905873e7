import type { CheckFindings, CheckState, CheckVerdict, TokenFinding, WebhookFinding } from '../../auth/check/types.ts'
import type { Identity, Installation, NamedInstallation } from '../../config/installation.ts'
import { loginAgain } from '../../config/login-for.ts'
import type { Config } from '../../config/store.ts'
import { describeEnd } from '../../config/token-end.ts'
import type { ExitReason } from '../../errors.ts'
import { maskedSecret } from '../../runtime/credential-command.ts'
import type { MissingNeeds } from './needs.ts'

/**
 * The states, worst first. The state of an installation is the worst state of its tokens and webhooks. The exit code
 * comes from the worst state of all installations.
 */
const states = ['dead', 'short', 'refused', 'unreachable', 'unchecked', 'ok'] as const

type TokenState = (typeof states)[number]

const endings: Readonly<Record<TokenState, ExitReason>> = {
  dead: 'noToken',
  short: 'wrongToken',
  refused: 'slack',
  unreachable: 'failed',
  unchecked: 'failed',
  ok: 'ok',
}

interface ShownResult {
  readonly state: CheckState
  readonly error: string | null
  readonly message: string | null
  readonly hint: string | null
}

export interface TokenReport extends ShownResult {
  readonly identity: Identity
  /** The masked token. */
  readonly token: string
  readonly userId: string | null
  readonly userName: string | null
  /** The scopes from Slack's answer, otherwise the stored scopes. */
  readonly scopes: readonly string[]
  readonly expiresAt: string | null
  /** When the token expires, for example `expires in 3 h`; empty for a token that does not expire. */
  readonly ends: string
}

export interface WebhookReport extends ShownResult {
  readonly channel: string | null
}

/** The result for one installation. `--json` prints it unchanged. */
export interface Row {
  readonly name: string
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly state: TokenState
  readonly tokens: readonly TokenReport[]
  readonly webhooks: readonly WebhookReport[]
  /** What the installation lacks; null when it lacks nothing, or when nothing was required. */
  readonly lacks: MissingNeeds | null
}

export interface CurrentState {
  readonly config: Pick<Config, 'apps'>
  /** The current time in milliseconds since 1970. */
  readonly now: number
}

/** Returns the row of an installation. @param lacks what the installation lacks; null when it lacks nothing. */
export function rowOf(findings: CheckFindings, lacks: MissingNeeds | null, at: CurrentState): Row {
  const { subject, tokens, webhooks } = findings
  const { workspace, organization } = subject.installation
  const found: TokenState[] = [...tokens, ...webhooks].map(({ state }) => state)
  // No spread here and in `tokenReport`: V8 would describe each of thousands of objects separately, in half a kilobyte.
  return {
    name: subject.name,
    workspace,
    organization,
    state: worst(lacks ? [...found, 'short'] : found),
    tokens: tokens.map((one) => tokenReport(one, at)),
    webhooks: webhooks.map(webhookReport),
    lacks,
  }
}

function tokenReport(finding: TokenFinding, { config, now }: CurrentState): TokenReport {
  const { identity, access, installation } = finding.storedToken
  const { token, userId, userName, expiresAt } = access
  const { state, code, message, hint } = finding
  return {
    identity,
    token: maskedSecret(token),
    userId,
    userName,
    state,
    error: code,
    message,
    hint: state === 'dead' ? instead(installation, config) : hint,
    scopes: finding.scopes ?? access.scopes,
    expiresAt,
    ends: describeEnd(access, now),
  }
}

/**
 * Returns the hint that says how to replace an invalid token. For an external token, which another program may use, the
 * hint also names the command `import`.
 */
function instead(installation: Installation, config: CurrentState['config']): string {
  const again = `install the app again: ${loginAgain(config, installation)}`
  return installation.borrowed ? `Import the new one: slack-tokens import   or ${again}` : `I${again.slice(1)}`
}

function webhookReport(finding: WebhookFinding): WebhookReport {
  return { channel: finding.webhook.channel ?? finding.webhook.channelId, ...shown(finding) }
}

function shown({ state, code, message, hint }: CheckVerdict): ShownResult {
  return { state, error: code, message, hint }
}

function worst(found: readonly TokenState[]): TokenState {
  return states.find((state) => found.includes(state)) ?? 'ok'
}

/** Returns the exit reason of the command for the worst state of all rows. */
export function exitReasonOf(rows: readonly Pick<Row, 'state'>[]): ExitReason {
  return endings[worst(rows.map(({ state }) => state))]
}

/** Returns a summary such as `3 tokens and 1 webhook: 3 ok, 1 dead`. */
export function summary(rows: readonly Row[]): string {
  const secrets = rows.flatMap(({ tokens, webhooks }) => [...tokens, ...webhooks])
  const hooks = rows.reduce((sum, { webhooks }) => sum + webhooks.length, 0)
  const counts = states
    .map((state) => [secrets.filter((one) => one.state === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${state === 'unchecked' ? 'not checked' : state}`)
  const short = rows.filter(({ lacks }) => lacks).length
  const lacking = short > 0 ? `; ${many(short, 'installation')} with missing scopes` : ''
  return `${many(secrets.length - hooks, 'token')} and ${many(hooks, 'webhook')}: ${counts.toReversed().join(', ')}${lacking}`
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
