import { mask } from '../slack/tokens.ts'
import type { Explanation } from './explanation.ts'
import { shownWebhook } from './tokens.ts'

/** The explanation as `--json` prints it: secrets masked, in full beside that only when they were asked for. */
export function explanationReport(explanation: Explanation, unknown: readonly string[], secrets: boolean) {
  const { shape, certainty, workspace, organization, isOrgInstall, error } = explanation
  return {
    shape,
    tokens: explanation.tokens.map(({ value, kind, of, path, ...rest }) => ({
      kind,
      of,
      path,
      masked: mask(value),
      ...(secrets && { value }),
      ...rest,
    })),
    webhooks: explanation.webhooks.map(({ path, url, channel }) => ({
      path,
      channel,
      masked: shownWebhook(url),
      ...(secrets && { url }),
    })),
    workspace,
    organization,
    isOrgInstall,
    error: error?.code ?? null,
    certainty,
    notes: notes(explanation, unknown),
  }
}

function notes({ why, error, missing, remarks }: Explanation, unknown: readonly string[]): string[] {
  return [
    ...why,
    ...(error ? [error.means, `${error.next}.`] : []),
    ...missing.map((one) => (one.login ? `${one.why} To get one: ${one.login}` : one.why)),
    ...remarks,
    ...(unknown.length > 0 ? [`Not known here, kept as they came: ${unknown.join(', ')}.`] : []),
  ]
}
