import { CliError } from '../../errors.ts'
import { pointerText } from '../../shape/pointer.ts'
import { isRecord } from '../../shape/record.ts'

/** Returns one line for each fault that Slack's answer names: `oauth_config.scopes.bot[0]: Invalid bot scope: …`. */
export function manifestProblems(body: Readonly<Record<string, unknown>>): string[] {
  const errors = Array.isArray(body['errors']) ? (body['errors'] as unknown[]) : []
  return errors.map((one) => {
    const { message, pointer } = isRecord(one) ? one : {}
    const said = typeof message === 'string' && message !== '' ? message : 'not accepted'
    return `${pointerText(typeof pointer === 'string' ? pointer : '') || 'the manifest'}: ${said}`
  })
}

/** Returns the error for `invalid_manifest`, with every fault in Slack's `errors` and its message. */
export function refusedManifest(method: string, body: Readonly<Record<string, unknown>>): CliError {
  const problems = manifestProblems(body)
  const listed = problems.map((line) => `\n  ${line}`).join('')
  return new CliError('slack', `${method}: invalid_manifest. Slack does not take the manifest${listed || '.'}`, {
    code: 'invalid_manifest',
    hint: 'Correct these places, then run the command again. Nothing was changed',
    details: { method, problems },
  })
}
