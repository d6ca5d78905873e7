import { credentialFacts } from '../../slack/facts/credential-names.ts'
import { mask } from '../../slack/facts/token-kinds.ts'
import type { Explanation } from './explanation.ts'
import type { ExplainedFields } from './fields.ts'
import { firstAnswer } from './first-answer.ts'
import { shownWebhook } from './redaction.ts'

/**
 * Returns the explanation for `--json`. Secrets are masked. If `secrets` is true, the object contains them in full too.
 */
export function explanationReport(
  explanation: Explanation,
  { rows, unknown }: Pick<ExplainedFields, 'rows' | 'unknown'>,
  secrets: boolean,
) {
  const { shape, certainty, workspace, organization, isOrgInstall, error } = explanation
  return {
    shape,
    known: explanation.known,
    answer: firstAnswer(explanation),
    tokens: explanation.tokens.map(({ kind, of, path, value, scopes, actsAs, rotating, expiresAt }) => ({
      kind,
      of,
      path,
      masked: mask(value),
      ...(secrets && { value }),
      scopes,
      actsAs,
      rotating,
      expiresAt,
    })),
    webhooks: explanation.webhooks.map(({ path, channel, channelId, url }) => ({
      path,
      channel,
      channelId,
      masked: shownWebhook(url),
      ...(secrets && { url }),
    })),
    addresses: explanation.addresses.map(({ path, kind, url }) => ({
      ...{ kind, path, masked: shownWebhook(url) },
      ...(secrets && { url }),
    })),
    credentials: explanation.credentials.map(({ kind, path, state, value, product }) => ({
      ...{ kind, path, state, product },
      ...(kind !== null && !credentialFacts[kind].secret ? { value } : { masked: value === '' ? '' : mask(value) }),
      ...(secrets && { value }),
    })),
    fields: rows.filter(({ label }) => label !== '').map(({ label, value, means }) => ({ path: label, value, means })),
    workspace,
    organization,
    isOrgInstall,
    error,
    certainty,
    notes: notesOf(explanation, unknown),
  }
}

/** Returns every sentence of an explanation, in the order of the screen. */
export function notesOf({ notes, refusal, missing, remarks }: Explanation, unknown: readonly string[]): string[] {
  return [
    ...notes,
    ...(refusal ? [refusal.means, `${refusal.next}.`] : []),
    ...missing.map((one) => (one.login ? `${one.why} To get one: ${one.login}` : one.why)),
    ...remarks,
    ...(unknown.length > 0 ? [`Not known here: ${unknown.join(', ')}`] : []),
  ]
}
