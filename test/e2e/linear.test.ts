import { describe, expect, it } from 'vitest'
import { createJar } from '../../src/browser/cookie-jar.ts'
import { formOnward, formToSlack } from '../../src/browser/form.ts'
import { wayOn } from '../../src/browser/links.ts'
import { excerpt } from '../../src/browser/page.ts'
import { isSameEnd } from '../../src/commands/drive/scenarios/same-page.ts'
import { createSecretFinder } from '../../src/commands/drive/secrets/find.ts'
import { announced, lastLines } from '../../src/commands/drive/wait-until-ready.ts'
import { linksToExplain } from '../../src/commands/explain/links.ts'
import { findRefusal } from '../../src/commands/why/error-text.ts'
import { readInstallLink } from '../../src/oauth/install-link.ts'
import { readPaste as readTyped } from '../../src/oauth/pasted-callback.ts'
import { tellingBase64 } from '../../src/paste/base64.ts'
import { withoutColours } from '../../src/paste/colours.ts'
import { looksLikeFields, looksLikeYaml, readDotenv, readForm } from '../../src/paste/dotenv-form-yaml.ts'
import { findSecrets } from '../../src/paste/find-secrets.ts'
import { readLabels } from '../../src/paste/labelled.ts'
import { scan } from '../../src/paste/literal/scan.ts'
import { readPairs } from '../../src/paste/pairs.ts'
import { readSerialized } from '../../src/paste/php-serialized.ts'
import { plainHyphens, wholeTokens } from '../../src/paste/plain-tokens.ts'
import { readSections } from '../../src/paste/sections.ts'
import { unwrap } from '../../src/paste/unwrap.ts'
import { parseQuery } from '../../src/simulator/api/search-query.ts'
import { readMessageLocation } from '../../src/slack/client/permalink.ts'
import { maskSecrets } from '../../src/slack/facts/mask.ts'
import { classifyPage } from '../../src/slack/facts/page-errors.ts'
import { sanitise } from '../../src/terminal/safe-text.ts'
import { wrap } from '../../src/terminal/wrap.ts'
import { growth } from '../support/growth.ts'
import { type Attack, allPatterns, attacksOn, type Pattern } from '../support/patterns.ts'

const most = 3

const secretsOfDrive = createSecretFinder({ 'client secret': 'simulated-client-secret' })

/** Returns a text on which the pattern needs more than linear time; undefined when there is none. */
function slowAttack(pattern: Pattern): Attack | undefined {
  const expression = new RegExp(pattern.source, pattern.flags)
  const look = (text: string) => {
    expression.lastIndex = 0
    // A pattern with the flag g is used for all its matches.
    if (expression.global) for (const _ of text.matchAll(expression));
    else expression.exec(text)
  }
  return attacksOn(pattern).find((attack) => growth(look, textOf(attack)) > most)
}

const textOf =
  ({ before, pump, after }: Attack) =>
  (size: number) =>
    before + pump.repeat(Math.ceil(size / pump.length)) + after

const patterns = allPatterns()
const files = [...new Set(patterns.map(({ file }) => file))]

describe('how long a regular expression takes', () => {
  it.each(files)('grows linearly with the length of the text, for every pattern in %s', (file) => {
    const own = patterns.filter((pattern) => pattern.file === file)
    const slow = own.map((pattern) => ({ ...pattern, attack: slowAttack(pattern) })).filter(({ attack }) => attack)
    expect(slow).toEqual([])
  })

  it.each([
    ['<a\\b([^>]*)>([\\s\\S]*?)<\\/a>', 'gi'],
    ['<title[^>]*>([^<]+)<\\/title>', 'i'],
    ['^\\d[\\d_]*\\.?\\d*$', ''],
    ['[.,;)]+$', ''],
    ['[A-Za-z]{3}.*\\d:\\d', ''],
    ['^(?:a+)+$', ''],
    ['^\\s*(.*?)\\s*$', ''],
  ])('is recognized by slowAttack as more than linear, for the pattern %s', (source, flags) => {
    expect(slowAttack({ file: '', source, flags })).toBeDefined()
  })
})

/** Beginnings of constructs that the readers look for. Each is repeated and never closed. */
const pumps = [
  ...['<a href="', '<a ', '<a>', '<a href=/slack/install>', '<form ', '<form action="', '<button>', '<input value="'],
  ...[
    '<title',
    '<h1>',
    '<p>',
    '<script>',
    '<!--',
    '<',
    '&',
    '&#x',
    '&quot;',
    'https://',
    'https://slack.com/oauth?',
    '\\/',
  ],
  ...[
    '{',
    '[',
    '{"a":',
    '[[',
    '{\\"',
    '{""',
    '(',
    'a(',
    '"',
    "'",
    '\\',
    '`',
    '~~~',
    ' ',
    '\t',
    '\n',
    ' \n',
    'a ',
    'a=',
    'a: ',
  ],
  ...[
    'xoxb-',
    'xoxb-1-',
    '%78',
    '%25',
    '=3D',
    '\\u0078',
    '\u001b[',
    '\u001b]8;;',
    '\u0301',
    '漢',
    '👩‍👩‍👧',
    '1',
    '1:',
    '.',
    '-',
    ',',
  ],
  ...['\u001b[32m', '[0m', 'eG94', 'a=1 ', 'a:1:{', 's:1:"', '<<"', '%7B%22', '▼', '#<struct A a=', '<A a=', 'A[a='],
  ...[
    'xoxb-1\n',
    '"xoxb-1" ',
    "'xoxb', '",
    'xoxb-1\\\n',
    '| xoxb-1 |\n',
    '| token | a |\n| xoxb-1 | b |\n',
    'token,a\nxoxb-1,b\n',
    "INSERT INTO t (a) VALUES ('xoxb-1',",
  ],
  ...[
    '<a b="xoxb-1">',
    '<tr><td>xoxb-1',
    '<!-- xoxb-1',
    '1) "xoxb-1"\n',
    '[a]\n',
    'a = {\n',
    'a: xoxb-1\n',
    '*** 1. row ***\na: xoxb-1\n',
  ],
  ...[
    'textPayload: xoxb-1{\n',
    '{"log":"xoxb-1 {"}\n',
    'COPY a (b) FROM stdin;\nxoxb-1\n',
    'token  a\nxoxb-1  b\n',
    '│ xoxb-1 │\n│ 1 │\n',
  ],
  ...['port ', 'listening ', 'error: ', 'invalid scope: ', 'passed uri: ', 'from:', 'a\u0001', 'http://localhost:'],
]

const from = new URL('http://localhost:3000/install')
const simulator = new URL('http://localhost:4717')
const jar = createJar()
const pageOf = (text: string) =>
  ({ kind: 'page', url: from, status: 200, text, location: undefined, headers: {} }) as const

/** Every function that reads text from outside. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the link of a page': (text) => wayOn(text, from, simulator),
  'the form of a page': (text) => [formToSlack(text, from, simulator), formOnward(text, from)],
  'what a page says': excerpt,
  'the last pages of two installs': (text) => isSameEnd(pageOf(text), pageOf(`undefined ${text}`)),
  'a cookie': (text) => jar.take(from, [`a=1; Path=/; ${text}`, text]),
  'what an app prints': (text) => [announced(text), lastLines(text), secretsOfDrive(text)],
  'the layers of a paste': unwrap,
  'the values of a paste': scan,
  'the tokens of a paste': findSecrets,
  'the hyphens of a token': plainHyphens,
  'the pieces of a token': wholeTokens,
  'encodings of a paste': (text) => [tellingBase64(text), withoutColours(text), readSerialized(text)],
  'fields side by side': readPairs,
  'sections and labels of a paste': (text) => [readSections(text), readLabels(text)],
  'the lines of a paste': (text) => [looksLikeFields(text), looksLikeYaml(text), readDotenv(text), readForm(text)],
  'an error in a paste': findRefusal,
  'a line at the terminal': (text) => readTyped(text, 'state'),
  'an install link': readInstallLink,
  'a link that is judged': linksToExplain,
  'an error page': classifyPage,
  'the link of a message': readMessageLocation,
  'a search': parseQuery,
  'a secret in a text': (text) => maskSecrets(text),
  'a text for the terminal': sanitise,
  'a text that is wrapped': (text) => wrap(sanitise(text), 80),
}

describe('the time that a function needs to read text from outside', () => {
  it.each(Object.entries(readers))('grows linearly with the length of the text, for: %s', (_name, read) => {
    const slow = pumps.filter((pump) => growth(read, textOf({ before: '', pump, after: '' })) > most)
    expect(slow).toEqual([])
  })
})
