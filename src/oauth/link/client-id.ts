import { isClientId } from '../../slack/facts/id-forms.ts'
import { insteadOfClientId } from '../credentials.ts'
import type { LinkFinding } from './types.ts'

const where = 'Copy the Client ID from the app settings (api.slack.com/apps → Basic Information → App Credentials)'

/** Matches what programs print for a client id that is not set, and placeholders in examples. */
const placeholder =
  /^(?:none|null|undefined|nil|nan|false|true|\[object object\]|x{3,40}[\w.]{0,40}|\.{3}|…|todo|changeme)$/i
const describing = /^(?:your|my|the)?(?:slack)?(?:app)?clientid$/i
const template =
  /\$\{|\$\(|\{\{|<[^>]*>?|%[sd]\b|^\$[A-Za-z_]|^:[a-z]|process\.env|os\.environ|ENV\[|^\{[^}]*\}$|^%[\w ]+%$/

/** Returns what is wrong with the client id of a link; empty when it has the format of a client id. */
export function judgeClientId(query: URLSearchParams): LinkFinding[] {
  const given = query.get('client_id')
  if (given === null) return [finding('client_id_missing', 'there is no client_id', where)]
  const value = given.trim()
  if (value === '')
    return [
      finding('client_id_missing', 'client_id is empty: the program’s setting for the client id was not set', setIt),
    ]
  if (isClientId(value) && value === given) return []
  if (/^\W{0,3}(?:redacted|removed|masked|censored)\W{0,3}$|^\*{2,80}$/i.test(value)) {
    const problem = 'client_id was redacted in this copy'
    return [{ id: 'client_id_placeholder', severity: 'note', about: 'client_id', problem, cure: where }]
  }
  if (isClientId(value)) return [finding('client_id_wrong', 'client_id has spaces around it', 'Leave them out')]
  if (placeholder.test(value) || describing.test(value.replaceAll(/[\s_-]/g, '')) || template.test(value)) {
    return [finding('client_id_placeholder', `client_id is “${shown(value)}”: the program had no value for it`, setIt)]
  }
  const instead = insteadOfClientId(value) ?? 'no client id'
  const means = /^[\da-f]{8}-[\da-f]{4}-/i.test(value) ? 'a UUID, which other services use for their apps' : instead
  return [finding('client_id_wrong', `client_id is ${means}; Slack’s are two numbers joined by a dot`, where)]
}

const setIt = `Set the client id where the program runs, and restart the program. ${where}`

function finding(
  id: 'client_id_missing' | 'client_id_placeholder' | 'client_id_wrong',
  problem: string,
  cure: string,
): LinkFinding {
  return { id, severity: 'error', about: 'client_id', problem, cure }
}

/** Returns the value for a message, at most 40 characters of it. */
function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value
}
