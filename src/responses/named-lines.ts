import type { Pasted } from '../paste/types.ts'
import { findCredentials } from './credentials.ts'

const most = 200
const pair =
  /(?<![\w.-])([A-Za-z_][\w.-]{1,80})["'`\])]{0,4}[ \t]{0,20}(?:=>|[:=,])[ \t]{0,20}["'`]?([^\s"'`,;(){}[\]]{3,200})/g

/**
 * A pasted text with the credentials that are in the lines of a program, `config["SLACK_CLIENT_ID"] = '1.2'`, as a
 * value more; the text itself when something was read of it, or when it names nothing of Slack's.
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
