import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import { slackApiUrl } from '../runtime/settings.ts'
import { scopeFacts } from '../slack/facts/scopes.ts'
import { manifestOfLink } from '../slack/manifest/from-link.ts'
import { authorizeLink, findLinks } from './link/find-links.ts'
import { judgeLink } from './link/judge.ts'
import { isSlackHost } from './link/page.ts'
import type { LinkFinding, LinkFindingId } from './link/types.ts'

/** What an "Add to Slack" link or a shareable link says about an install. */
export interface InstallLink {
  readonly flow: 'v1' | 'v2' | 'v2_user'
  /** The base URL of the Web API on the link's host. */
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUri: string | null
  readonly team: string | null
}

/**
 * Reads a copied install link: the address itself, or the HTML of an "Add to Slack" button. Corrects `&amp;`, and
 * ignores quotes and angle brackets around the link. Accepts only Slack's own hosts and the simulator on loopback,
 * because the client secret is sent to the link's host.
 * @param notes collects faults of the link that do not prevent a login. Without this list, serious faults of the
 * parameters are not checked.
 * @throws CliError with the exit reason `usage`: the text has no link, the host is not Slack's, or the link has no
 * client id. With `notes`, also a serious fault of a parameter.
 */
export function readInstallLink(text: string, notes?: string[]): InstallLink {
  if (manifestOfLink(text)) throw createAppLink()
  const found = findLinks(text)[0]
  const url = found?.url ?? findUrl(text)
  if (!url) throw wrongLink('This is not an install link')
  const home = apiUrlOf(url)
  if (!home && url.protocol === 'http:' && isSlackHost(url)) {
    const hint = 'Write https. To see the corrected link: pbpaste | slack-tokens explain'
    throw new CliError('usage', 'The link is http, but Slack’s pages need https', { code: 'not_an_install_link', hint })
  }
  if (!home) throw wrongLink(`${url.host} is not a host of Slack, so nothing is sent to it`)
  const link = authorizeLink({ url, came: found?.came ?? {} })
  if (!link) throw wrongLink(`${url.pathname} on ${url.host} is not an install page`)
  const { page, clientId, scopes, redirectUri, team, findings, filledIn } = judgeLink(link)
  if (page === 'openid') throw wrongLink('This link signs people in (“Sign in with Slack”) and does not install an app')
  if (filledIn.includes('client_id')) {
    throw wrongLink(
      'This is source code: the program fills in client_id. Run the program, and copy the link that it makes',
    )
  }
  if (!clientId?.trim()) throw wrongLink('The link has no client_id')
  if (notes) refuseOrNote(findings, notes)
  // Slack itself adds `identify` to the scopes that a person grants; a current install must not request it.
  const named = (list: readonly string[]) => (page === 'v1' ? list : list.filter((scope) => scope !== 'identify'))
  return {
    // Only the current page has a list for each token; the page for classic apps has one list.
    flow: page === 'v1' && scopes.user.length > 0 && !isClassic(scopes.bot) ? 'v2' : page,
    apiUrl: home,
    clientId: clientId.trim(),
    botScopes: named(scopes.bot),
    userScopes: named(scopes.user),
    redirectUri,
    team: findings.some(({ id }) => id === 'team_form') ? null : team,
  }
}

const isClassic = (scopes: readonly string[]): boolean => scopes.some((scope) => scopeFacts(scope)?.classic)

/**
 * The faults of a link that a login corrects. The login adds a note about each. Faults of the redirect URL and the
 * state are not listed, because a login uses its own values. Other faults of scopes are reported later, together with
 * the options.
 */
const mended: readonly LinkFindingId[] = [
  ...(['html_escaped', 'parameter_separator', 'parameter_misspelt', 'secret_in_link', 'classic_page'] as const),
  ...(['mail_encoded', 'wrong_host', 'wrong_path', 'link_cut', 'parameter_quotes'] as const),
  ...(['scope_separator', 'user_scope_ignored', 'scope_added_by_slack', 'team_form'] as const),
]

function refuseOrNote(findings: readonly LinkFinding[], notes: string[]): void {
  const wrong = findings.find(
    ({ id }) => id === 'parameter_twice' || id === 'scope_placeholder' || id.startsWith('client_id_'),
  )
  if (wrong) {
    throw new CliError('usage', `In the link ${wrong.problem}`, {
      code: wrong.about === 'client_id' ? 'not_a_client_id' : wrong.about === 'scope' ? 'no_scopes' : 'parameter_twice',
      hint: wrong.cure ?? undefined,
      details: { finding: wrong.id },
    })
  }
  for (const { problem, cure, severity } of findings.filter(({ id }) => mended.includes(id))) {
    if (severity !== 'note') notes.push(`In the link ${problem}${cure === null ? '' : `. ${cure}`}`)
  }
}

/** Whether the user probably meant `text` to be a link. True also for a link with a fault. */
export function looksLikeLink(text: string): boolean {
  return /https?:\/\/|client_id=|<a\s/i.test(text)
}

function findUrl(text: string): URL | undefined {
  const href = /href\s*=\s*["']([^"']+)["']/i.exec(text)?.[1] ?? text
  const plain = href
    .replaceAll('&amp;', '&')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
    .replace(/^[<"'`(]+|[>"'`)]+$/g, '')
  const found = /https?:\/\/\S+/.exec(plain)?.[0]
  return found && URL.canParse(found) ? new URL(found) : undefined
}

function apiUrlOf(url: URL): string | undefined {
  if (isLoopback(url)) return `${url.origin}/api/`
  if (url.protocol !== 'https:' || url.port) return undefined
  if (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com')) return slackApiUrl
  if (url.hostname === 'slack-gov.com' || url.hostname.endsWith('.slack-gov.com')) return 'https://slack-gov.com/api/'
  return undefined
}

function createAppLink(): CliError {
  return new CliError('usage', 'This link makes a new app from a manifest, and installs nothing', {
    code: 'not_an_install_link',
    hint: "What Slack would refuse in it: slack-tokens app manifest --check 'LINK'   To make the app: slack-tokens app create --manifest 'LINK'   Then log in with the client id that it gets",
  })
}

function wrongLink(message: string): CliError {
  return new CliError('usage', message, {
    code: 'not_an_install_link',
    hint: 'Copy the “Add to Slack” or shareable link from the app settings (Manage Distribution): https://slack.com/oauth/v2/authorize?client_id=…   What is wrong with a link: pbpaste | slack-tokens explain',
  })
}
