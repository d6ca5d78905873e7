import { isLoopback } from '../../net/is-loopback.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { tokenKind } from '../../slack/facts/token-kinds.ts'
import { hasInstallPages, isSlackHost, pageOf, paths } from './page.ts'
import { scopesOf } from './scopes.ts'
import type { AuthorizeLink, LinkFinding } from './types.ts'

type AddFinding = (
  id: LinkFinding['id'],
  severity: LinkFinding['severity'],
  problem: string,
  cure: string | null,
) => void

/**
 * Returns the findings about a link's host, port and path, about the notation in which the link was written, and about
 * its parameters as a whole.
 */
export function judgeAddress(link: AuthorizeLink, query: URLSearchParams): LinkFinding[] {
  const findings: LinkFinding[] = []
  const add: AddFinding = (id, severity, problem, cure) =>
    void findings.push({ id, severity, about: 'link', problem, cure })
  judgePage(link, query, add)
  judgeSource(link, add)
  judgeParameters(query, add)
  return findings
}

function judgePage({ url, page }: AuthorizeLink, query: URLSearchParams, add: AddFinding): void {
  if (!isLoopback(url) && !isSlackHost(url))
    add(
      'wrong_host',
      'error',
      `${url.host} is not a host of Slack: its owner gets what a person enters there`,
      'Write slack.com',
    )
  else if (!isLoopback(url) && !hasInstallPages(url))
    add('wrong_host', 'error', `${url.host} has no install page and no sign-in page`, 'Write slack.com')
  else if (url.port !== '' && !isLoopback(url))
    add('wrong_host', 'error', `Slack does not answer on port ${url.port}`, 'Leave out the port')
  if (url.protocol !== 'https:' && !isLoopback(url)) add('not_https', 'error', 'the link is http', 'Write https')
  if (pageOf(url) === undefined) {
    const slash = url.pathname.replace(/\/{1,20}$/, '') === paths[page]
    if (slash)
      add(
        'wrong_path',
        'warning',
        'the path ends with /, but Slack documents the path without it',
        `Write ${paths[page]}?…`,
      )
    else add('wrong_path', 'error', `Slack has no page ${url.pathname.slice(0, 80)}`, `Write ${paths[page]}`)
  }
  if (page === 'v1' && url.pathname.startsWith('/oauth/')) {
    const { bot } = scopesOf(page, query)
    const classic = bot.some((scope) => scopeFacts(scope)?.classic)
    const cure =
      'Use /oauth/v2/authorize and oauth.v2.access, unless the app was made before 2020 and still requests bot or …:user'
    add('classic_page', classic ? 'note' : 'warning', '/oauth/authorize is the page of classic apps', cure)
  }
  if (/^\/oauth(?:\/|\/reflow)?$/.test(url.pathname) && (hasInstallPages(url) || isLoopback(url))) {
    add(
      'rewritten_address',
      'note',
      'Slack rewrote this address after the sign-in, so the address works for one workspace and one visit',
      'Share the link to which the app sends people',
    )
  }
}

function judgeSource({ came }: AuthorizeLink, add: AddFinding): void {
  if (came.escaped)
    add(
      'html_escaped',
      'error',
      'the link has &amp; instead of &: the text was escaped for HTML twice',
      'Write & outside of HTML',
    )
  if (came.mail)
    add(
      'mail_encoded',
      'error',
      'the link has =3D instead of =: this is the source of an e-mail (quoted-printable)',
      'Copy the link from the e-mail as the mail program shows it',
    )
  if (came.semicolons)
    add('parameter_separator', 'error', '; separates the parameters, so Slack reads them as one parameter', 'Write &')
  if (came.noQuery)
    add(
      'parameter_separator',
      'error',
      'the ? before the first parameter is missing',
      'Write ? before the first parameter, and & before each of the others',
    )
  if (came.encoded)
    add('link_encoded', 'note', 'the whole link was percent-encoded, as in another address or a log', null)
  if (came.inside !== undefined)
    add('link_inside', 'note', `the link was inside a link of ${came.inside}`, 'Share the inner link')
  if (came.quotes === 'both')
    add(
      'link_quotes',
      'note',
      'the quotes around the link are typographic, and a shell does not accept such quotes',
      "Write '…' in a shell",
    )
  if (came.quotes === 'first') {
    add(
      'link_cut',
      'error',
      'the link has a typographic quote before it and none after it: probably a shell cut the link at the first &',
      'Pipe the link in (pbpaste | slack-tokens explain), or put straight quotes around it',
    )
  }
}

function judgeParameters(query: URLSearchParams, add: AddFinding): void {
  for (const name of new Set(query.keys())) {
    const values = new Set(query.getAll(name))
    if (mustBeOne.includes(name) && values.size > 1)
      add('parameter_twice', 'error', `the link has ${name} twice, with two values`, 'Leave one of them out')
    const secret =
      /^(?:client_secret|signing_secret|code_verifier|token|access_token)$/i.test(name) ||
      [...values].some((value) => tokenKind(value) !== undefined)
    if (secret)
      add(
        'secret_in_link',
        'error',
        `the link contains a secret (${name}): everybody who opens the link can read the secret`,
        'Leave out the secret, and make a new secret in the app settings',
      )
  }
}

const mustBeOne = [
  ...['client_id', 'scope', 'user_scope', 'redirect_uri', 'state', 'team', 'code_challenge', 'code_challenge_method'],
  ...['response_type', 'response_mode', 'nonce'],
]
