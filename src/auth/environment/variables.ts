import { CliError } from '../../errors.ts'
import { slackApiUrl } from '../../runtime/settings.ts'
import type { EnvCollection } from './collect.ts'

/** One environment variable for a program. */
export interface EnvVariable {
  readonly name: string
  readonly value: string
  /** Whether the value must not be shown. */
  readonly secret: boolean
}

/**
 * The owner of each variable: an installation or an app. If an exported variable belongs to another installation or
 * app, it is removed from the environment of a program.
 */
export const owners = {
  SLACK_BOT_TOKEN: 'installation',
  SLACK_USER_TOKEN: 'installation',
  SLACK_TOKEN: 'installation',
  SLACK_WEBHOOK_URL: 'installation',
  SLACK_TEAM_ID: 'installation',
  SLACK_ENTERPRISE_ID: 'installation',
  SLACK_API_URL: 'installation',
  SLACK_APP_ID: 'app',
  SLACK_CLIENT_ID: 'app',
  SLACK_CLIENT_SECRET: 'app',
  SLACK_SIGNING_SECRET: 'app',
  SLACK_APP_TOKEN: 'app',
} as const satisfies Record<string, 'installation' | 'app'>

// Matches characters that break lines, hide text or reorder it. Slack's values have none, and no format represents them
// safely.
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

type VariableName = keyof typeof owners

/** The values of the variables; a variable without a value is left out. */
export type VariableValues = Readonly<Partial<Record<VariableName, string | null | undefined>>>

const secretNames: ReadonlySet<VariableName> = new Set([
  'SLACK_BOT_TOKEN',
  'SLACK_USER_TOKEN',
  'SLACK_WEBHOOK_URL',
  'SLACK_CLIENT_SECRET',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
])

/**
 * Returns the variables of an installation, with the names from Slack's examples and Bolt. Omits empty variables, and
 * the API URL when it is Slack's own.
 * @throws CliError with the exit reason `failed` and the code `unfit_value`. The message names the variable and never
 * quotes its value (threat S8).
 */
export function variablesOf({ installation, tokens, webhook, app, apiUrl }: EnvCollection): EnvVariable[] {
  const { workspace, organization, appId, clientId } = installation
  return toVariables({
    SLACK_BOT_TOKEN: tokens.bot?.token,
    SLACK_USER_TOKEN: tokens.user?.token,
    SLACK_WEBHOOK_URL: webhook?.url,
    SLACK_TEAM_ID: workspace?.id,
    SLACK_ENTERPRISE_ID: organization?.id,
    SLACK_API_URL: apiUrl === slackApiUrl ? null : apiUrl,
    SLACK_APP_ID: appId,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: app.clientSecret,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_APP_TOKEN: app.appToken,
  })
}

/**
 * Returns the variables that have a value, in the given order.
 * @throws CliError with the exit reason `failed` and the code `unfit_value`.
 */
export function toVariables(values: VariableValues): EnvVariable[] {
  return (Object.entries(values) as [VariableName, string | null | undefined][]).flatMap(([name, value]) => {
    if (!value) return []
    if (unfit.test(value)) throw unfitValue(name)
    return [{ name, value, secret: secretNames.has(name) }]
  })
}

function unfitValue(name: string): CliError {
  return new CliError('failed', `The stored ${name} contains a control character or a line break`, {
    code: 'unfit_value',
    hint: 'Slack’s tokens and secrets never contain such a character. To see what is stored: slack-tokens show   Then install again: slack-tokens login',
  })
}
