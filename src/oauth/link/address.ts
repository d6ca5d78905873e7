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

/** Judges the host and path of a link, how it was written, and its parameters as a whole. */
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
      `${url.host} is no host of Slack’s: whoever has it gets what is entered there`,
      'Write slack.com',
    )
  else if (!isLoopback(url) && !hasInstallPages(url))
    add('wrong_host', 'error', `${url.host} has no page of an install or a sign-in`, 'Write slack.com')
  else if (url.port !== '' && !isLoopback(url))
    add('wrong_host', 'error', `Slack does not answer on port ${url.port}`, 'Leave the port out')
  if (url.protocol !== 'https:' && !isLoopback(url)) add('not_https', 'error', 'the link is http', 'Write https')
  if (pageOf(url) === undefined) {
    const slash = url.pathname.replace(/\/{1,20}$/, '') === paths[page]
    if (slash)
      add(
        'wrong_path',
        'warning',
        'the path ends with /, which is another one than Slack documents',
        `Write ${paths[page]}?…`,
      )
    else add('wrong_path', 'error', `Slack has no page ${url.pathname.slice(0, 80)}`, `Write ${paths[page]}`)
  }
  if (page === 'v1' && url.pathname.startsWith('/oauth/')) {
    const { bot } = scopesOf(page, query)
    const classic = bot.some((scope) => scopeFacts(scope)?.classic)
    const cure =
      'Use /oauth/v2/authorize and oauth.v2.access, unless the app was made before 2020 and still asks for bot or …:user'
    add('classic_page', classic ? 'note' : 'warning', '/oauth/authorize is the page of classic apps', cure)
  }
  if (/^\/oauth(?:\/|\/reflow)?$/.test(url.pathname) && (hasInstallPages(url) || isLoopback(url))) {
    add(
      'rewritten_address',
      'note',
      'Slack rewrote this address after the sign-in: it belongs to one workspace and one visit',
      'Share the link that the app sends people to',
    )
  }
}

function judgeSource({ came }: AuthorizeLink, add: AddFinding): void {
  if (came.escaped)
    add(
      'html_escaped',
      'error',
      '&amp; stands where & has to: the text was escaped for HTML once more',
      'Write & outside of HTML',
    )
  if (came.mail)
    add(
      'mail_encoded',
      'error',
      '=3D stands where = has to: this is the source of a mail (quoted-printable)',
      'Copy the link from the mail as it is shown',
    )
  if (came.semicolons)
    add('parameter_separator', 'error', '; stands between the parameters, and Slack reads them as one', 'Write &')
  if (came.noQuery)
    add(
      'parameter_separator',
      'error',
      'no ? stands before the first parameter',
      'Write ? there, and & before each other',
    )
  if (came.encoded)
    add('link_encoded', 'note', 'the link was percent-encoded as a whole, in another address or a log', null)
  if (came.inside !== undefined)
    add('link_inside', 'note', `the link stood inside of a link of ${came.inside}`, 'Share the inner link')
  if (came.quotes === 'both')
    add(
      'link_quotes',
      'note',
      'typographic quotes stood around the link, which a shell does not know',
      "Write '…' in a shell",
    )
  if (came.quotes === 'first') {
    add(
      'link_cut',
      'error',
      'a typographic quote stands before the link and none behind it: where a shell read that, it cut the link at the first &',
      'Pipe the link in (pbpaste | slack-tokens explain), or put straight quotes around it',
    )
  }
}

function judgeParameters(query: URLSearchParams, add: AddFinding): void {
  for (const name of new Set(query.keys())) {
    const values = new Set(query.getAll(name))
    if (mustBeOne.includes(name) && values.size > 1)
      add('parameter_twice', 'error', `${name} stands there twice, with two values`, 'Leave one of them out')
    const secret =
      /^(?:client_secret|signing_secret|code_verifier|token|access_token)$/i.test(name) ||
      [...values].some((value) => tokenKind(value) !== undefined)
    if (secret)
      add(
        'secret_in_link',
        'error',
        `a secret stands in the link (${name}): everybody who opens it can read it`,
        'Leave it out, and make a new one in the app settings',
      )
  }
}

const mustBeOne = [
  ...['client_id', 'scope', 'user_scope', 'redirect_uri', 'state', 'team', 'code_challenge', 'code_challenge_method'],
  ...['response_type', 'response_mode', 'nonce'],
]
