import { filledIn } from './source-code.ts'
import type { LinkFinding } from './types.ts'

/** The corrected parameters of a link. */
export interface LinkQuery {
  readonly query: URLSearchParams
  /** The names of the parameters whose values a program fills in. They are not in `query`. */
  readonly filledIn: ReadonlySet<string>
  readonly findings: readonly LinkFinding[]
}

const parameters = [
  ...['client_id', 'scope', 'user_scope', 'redirect_uri', 'state', 'team', 'code_challenge', 'code_challenge_method'],
  ...['response_type', 'response_mode', 'nonce', 'granular_bot_scope', 'single_channel', 'install_redirect'],
  ...['tracked', 'user_default'],
] as const

/**
 * A map from other names of a parameter to its correct name: names that people and other services use, and misspelt
 * names. The keys are in lower case without separators.
 */
const meant: Readonly<Record<string, string>> = {
  ...Object.fromEntries(parameters.map((name) => [squeezed(name), name])),
  ...{ scopes: 'scope', scop: 'scope', botscope: 'scope', botscopes: 'scope', slackscopes: 'scope' },
  ...{
    userscopes: 'user_scope',
    client: 'client_id',
    appid: 'client_id',
    cliendid: 'client_id',
    slackclientid: 'client_id',
  },
  ...{ redirecturl: 'redirect_uri', redirect: 'redirect_uri', redirecturis: 'redirect_uri' },
  ...{ callback: 'redirect_uri', callbackurl: 'redirect_uri', callbackuri: 'redirect_uri' },
  ...{ teamid: 'team', codechallange: 'code_challenge' },
}

/** Matches a wrong separator between two parameters. */
const lost =
  /[?,;|&\s]\s{0,5}(?=(?:[a-z]{1,10}[_-]?)?(?:client[_-]?id|scopes?|redirect[_-]?ur[il]|response_?type|state|team|nonce)=)/i

/**
 * Returns the query of a link with corrected names, separators and quotes, and what was wrong with it. Never throws.
 */
export function readQuery({ searchParams }: URL): LinkQuery {
  const found: LinkFinding[] = []
  const report = (id: LinkFinding['id'], severity: LinkFinding['severity'], problem: string, cure: string) => {
    if (!found.some((one) => one.problem === problem)) found.push({ id, severity, about: 'link', problem, cure })
  }
  const given = [...searchParams].flatMap((pair) => apart(pair, report))
  const query = new URLSearchParams()
  const programs = new Set<string>()
  const add = (name: string, value: string) => {
    if (!value.includes(filledIn)) query.append(name, value)
    else if (/scope$/.test(name)) {
      programs.add(name)
      const rest = value.replaceAll(new RegExp(`[^,\\s]*${filledIn}+[^,\\s]*,?`, 'g'), '').replace(/,$/, '')
      if (rest !== '') query.append(name, rest)
    } else programs.add(name)
  }
  const right = new Set(given.map(([name]) => name))
  const lists = new Map<string, string[]>()
  for (const [name, text] of given) {
    if (name.includes(filledIn)) {
      for (const one of ['client_id', 'scope', 'redirect_uri', 'state'] as const) programs.add(one)
      continue
    }
    const canonical = canonicalName(name)
    const value = unquoted(canonical, text, report)
    if (canonical === name) add(name, value)
    else {
      report(
        'parameter_misspelt',
        right.has(canonical) ? 'warning' : 'error',
        `Slack does not know ${shown(name)}`,
        `Write ${canonical}`,
      )
      if (right.has(canonical)) query.append(name, value)
      else lists.set(canonical, [...(lists.get(canonical) ?? []), value])
    }
  }
  for (const [name, values] of lists) {
    // `scope[]=…&scope[]=…` is one list of scopes.
    if (/scope$/.test(name)) add(name, values.join(','))
    else for (const value of values) add(name, value)
  }
  return { query, filledIn: programs, findings: [...found, ...fromProgram(programs)] }
}

type Report = (id: LinkFinding['id'], severity: LinkFinding['severity'], problem: string, cure: string) => void

/**
 * Returns the parameters in `name` and `value`: one, or several if wrong or encoded separators joined them.
 * @param within whether the parameter was found in the value of another parameter.
 */
function apart([name, value]: readonly [string, string], report: Report, within = false): [string, string][] {
  if (/^(?:client_id|scope|user_scope|redirect_uri|state|response_type)=/.test(name)) {
    report(
      'parameter_separator',
      'error',
      'the signs = and & are percent-encoded, so Slack reads one long name',
      'Encode only the values',
    )
    return [...new URLSearchParams(value === '' ? name : `${name}=${value}`)].flatMap((pair) => apart(pair, report))
  }
  if (/^(?:amp;)+/.test(name)) {
    report(
      'html_escaped',
      'error',
      'the link has &amp; instead of &: the text was escaped for HTML twice',
      'Write & outside of HTML',
    )
    return apart([name.replace(/^(?:amp;)+/, ''), value], report)
  }
  // A redirect URL can have its own query, but that query has no client id and no scopes.
  const own = name === 'redirect_uri' && !within && !/[?,;|&\s](?:client_?id|(?:user_?)?scopes?)=/i.test(value)
  const sign = own ? null : lost.exec(value)
  if (!sign) return [[name, value]]
  const said = /\s/.test(sign[0]) ? 'a space' : sign[0] === '&' ? '%26' : sign[0]
  report(
    'parameter_separator',
    'error',
    `${said} separates the parameters instead of &`,
    'Write ? before the first parameter, and & before each of the others',
  )
  const rest = new URLSearchParams(value.slice(sign.index + sign[0].length))
  return [[name, value.slice(0, sign.index)], ...[...rest].flatMap((pair) => apart(pair, report, true))]
}

function canonicalName(name: string): string {
  if (parameters.some((one) => one === name)) return name
  return meant[squeezed(name)] ?? name
}

function squeezed(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\[\d{0,3}\]$/, '')
    .replace(/[\s_.:"'“”-]/g, '')
}

/** Returns the value without quotes around it, and reports quotes. */
function unquoted(name: string, text: string, report: Report): string {
  if (!parameters.some((one) => one === name)) return text
  const inside = /^\s{0,5}["'`“”„‘’«]([^"'`“”„‘’«»]{1,2000})["'`“”‘’»]\s{0,5}$/.exec(text)?.[1]
  const half = inside ?? (/[“”„«»]/.test(text) ? text.replace(/^[“”„«]|[“”»]$/g, '') : undefined)
  if (half === undefined || half === text) return text
  report(
    'parameter_quotes',
    'error',
    `the value of ${name} is in quotes, and Slack reads the quotes as part of the value`,
    'Leave them out',
  )
  return half
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name
}

function fromProgram(names: ReadonlySet<string>): LinkFinding[] {
  if (names.size === 0) return []
  return [
    {
      id: 'from_program',
      severity: 'note',
      about: 'link',
      problem: `this is source code: the program fills in ${[...names].join(', ')}`,
      cure: 'To check those values too, explain the link that the program makes',
    },
  ]
}
