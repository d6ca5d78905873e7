import type { PastedSecret } from '../paste/find-secrets.ts'
import { fromPairs } from '../paste/literal/members.ts'
import { mostText } from '../paste/parse.ts'
import type { Pasted } from '../paste/types.ts'
import { mayHaveLabels, withEnglishLabels } from '../slack/facts/credential-labels.ts'
import { kindByWords, ownName, wordsOf } from '../slack/facts/credential-words.ts'
import { withConfigurationNames } from './configuration-page.ts'
import { findCredentials } from './credentials.ts'
import { credentialsInText, hasCredentialValue, type NamedInText } from './credentials-in-text.ts'
import { namedValues } from './named-values.ts'
import { readAllParsed } from './read.ts'

const most = 200
/** Maximum length of a text in which credentials of any format are searched. */
const mostForLines = 200_000
const pair =
  /(?<![\w.-])([A-Za-z_][\w.-]{1,80})["'`\])]{0,4}(?::[ \t]{0,9}[\w.]{1,30}(?:\[[\w, .|]{1,40}\])?(?=[ \t]{0,9}=))?[ \t]{0,20}(?:=>|[:=,])[ \t]{0,20}["'`]?([^\s"'`,;(){}[\]]{3,200})/g
const telling = /slack|client|signing|\d{9}\.\d{9}/i

/**
 * Adds the app credentials that `parsePasted` did not find, because of their notation or because they are in a program
 * (`config["SLACK_CLIENT_ID"] = '1.2'`). If the text has exactly one object, the credentials become fields of this
 * object; otherwise they become a separate object. Without such credentials, returns the text as
 * `withConfigurationNames` returns it.
 */
export function withHiddenCredentials(given: Pasted): Pasted {
  const pasted = withConfigurationNames(given)
  const part = pasted.text.slice(0, mostText)
  if (part.length > mostForLines && !((telling.test(part) || mayHaveLabels(part)) && hasCredentialValue(part)))
    return pasted
  const text = withEnglishLabels(part)
  if (!telling.test(text)) return pasted
  const { values, secrets } = pasted
  const found = [...hiddenIn(text, values), ...linesIn(text, pasted)]
  const hidden = found.filter(([, one], index) => found.findIndex(([, other]) => other === one) === index)
  const isOfSlack = hidden.some(([key]) => /slack|id$/i.test(key))
  if (hidden.length === 0 || (secrets.length === 0 && values.length === 0 && !isOfSlack)) return pasted
  const words = pasted.forms.includes('words')
  const [only] = values
  const isObject = typeof only === 'object' && only !== null && !Array.isArray(only)
  if (values.length === 0 || (words && !isObject)) {
    const notes = pasted.notes.filter((note) => !/^(?:It|They) stood among other words\.$/.test(note))
    return { ...pasted, bare: undefined, values: [fromPairs([...tokenNames(secrets), ...hidden])], notes }
  }
  // Do not add credentials to the fields of an install: they are not a part of Slack's answer.
  const isInstall = isObject && readAllParsed(only).some(({ shape, at }) => shape !== 'not-an-install' && at === '')
  if (values.length > 1 || !isObject || isInstall) return { ...pasted, values: [...values, fromPairs(hidden)] }
  return { ...pasted, values: [fromPairs([...hidden, ...Object.entries(only)])] }
}

/**
 * Finds credentials in Slack's format that are in no object, or in an object under a name that does not show their
 * kind.
 */
function hiddenIn(text: string, values: readonly unknown[]): NamedInText[] {
  const all = credentialsInText(text)
  if (all.length === 0) return []
  const known = new Set(values.flatMap((one) => findCredentials(one)).flatMap(({ kind, value }) => (kind ? value : [])))
  // `findCredentials` has recognized the names of these values, and has decided that the values do not belong to Slack.
  const refused = new Set(
    values
      .flatMap((one) => namedValues(one))
      .filter(({ keys }) => kindByWords(wordsOf(ownName(keys.at(-1) ?? ''))) !== undefined)
      .map(({ value }) => value),
  )
  return all.filter(([, one]) => !known.has(one) && !refused.has(one))
}

/** Finds credentials of any format in lines of a program, when the text has no token and no object has credentials. */
function linesIn(text: string, { bare, values, secrets }: Pasted): NamedInText[] {
  if (bare !== undefined || secrets.length > 0 || !/slack/i.test(text) || text.length > mostForLines) return []
  if (values.some((value) => findCredentials(value).length > 0)) return []
  const pairs = [...text.matchAll(pair)].slice(0, most).map(([, name = '', value = '']) => [name, value] as const)
  const found = findCredentials(fromPairs(pairs)).filter(
    ({ kind, state }) => kind !== null && kind !== 'redirectUri' && state === 'whole',
  )
  return pairs.filter(([, value]) => found.some((one) => one.value === value))
}

/** Returns the tokens with their names. A token without a name gets the name `token`. */
function tokenNames(secrets: readonly PastedSecret[]): [string, string][] {
  const used = new Set<string>()
  return secrets.map(({ name: given, value: secret }) => {
    const base = given ?? 'token'
    let key = base
    for (let count = 2; used.has(key); count += 1) key = `${base}_${count}`
    used.add(key)
    return [key, secret]
  })
}
