import type { Pasted } from '../paste/types.ts'
import { findCredentials } from './credentials.ts'

const most = 200
const pair =
  /(?<![\w.-])([A-Za-z_][\w.-]{1,80})["'`\])]{0,4}[ \t]{0,20}(?:=>|[:=,])[ \t]{0,20}["'`]?([^\s"'`,;(){}[\]]{3,200})/g

/**
 * Adds the credentials that a program assigns in its lines, as in `config["SLACK_CLIENT_ID"] = '1.2'`, as a value of
 * the pasted text. Returns the text unchanged when it already has tokens or credentials, or does not mention Slack.
 */
export function withNamedLines(pasted: Pasted, whole: string): Pasted {
  const { bare, values, secrets } = pasted
  if (bare !== undefined || secrets.length > 0 || !/slack/i.test(whole) || whole.length > 200_000) return pasted
  if (values.some((value) => findCredentials(value).length > 0)) return pasted
  const pairs = Object.fromEntries(
    [...whole.matchAll(pair)].slice(0, most).map(([, name = '', value = '']) => [name, value]),
  )
  const found = findCredentials(pairs).filter(
    ({ kind, state }) => kind !== null && kind !== 'redirectUri' && state === 'whole',
  )
  if (found.length === 0) return pasted
  const kept = Object.entries(pairs).filter(([, value]) => found.some((one) => one.value === value))
  return { ...pasted, values: [Object.fromEntries(kept)] }
}
