import { authorizeLink, besideLinks, findLinks } from '../../oauth/link/find-links.ts'
import { type JudgedLink, judgeLink } from '../../oauth/link/judge.ts'
import { mayHaveLinks } from '../../oauth/link/may-have-links.ts'
import type { LinkPage } from '../../oauth/link/types.ts'
import { isClientId } from '../../slack/facts/id-forms.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { capital } from '../../terminal/capital.ts'
import { labelled } from '../../terminal/labelled.ts'
import type { TextSheet } from '../../terminal/layout.ts'
import { paragraph } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/**
 * Matches text that shows that the link is only a part of the input, for example of an answer or of an app's settings.
 */
const otherMaterial =
  /\bxox[a-z]|\bxapp-|hooks\.slack(?:-gov)?\.com\/|["']?\b(?:client_secret|signing_secret|access_token)\b["']?\s{0,3}[:=]/i

/**
 * Judges the authorize links of a text that contains nothing else. Returns an empty list for any other text. Never
 * throws.
 */
export function linksToExplain(text: string): JudgedLink[] {
  if (!mayHaveLinks(text)) return []
  const found = findLinks(text)
  if (found.length === 0) return []
  if (otherMaterial.test(besideLinks(text, found))) return []
  return found.flatMap((one) => {
    const link = authorizeLink(one)
    return link ? [judgeLink(link)] : []
  })
}

/** Returns the links for `--json`, without secrets: removes the query of each address and masks quoted values. */
export function linksReport(links: readonly JudgedLink[]) {
  return {
    shape: 'install-link',
    links: links.map((link) => ({
      ...link,
      redirectUri: shown(link.redirectUri),
      clientId: shown(link.clientId),
      verdict: verdictOf(link),
      right: shown(link.right),
    })),
  }
}

const titles: Readonly<Record<LinkPage, string>> = {
  v1: 'An install link of classic apps (v1)',
  v2: 'An install link (v2)',
  v2_user: 'An install link for user tokens alone (v2_user)',
  openid: 'A sign-in link, no install (Sign in with Slack, OpenID Connect)',
}

const verdicts = {
  refused: 'Slack refuses it, or it does not do what it seems to.',
  doubtful: 'It may work, with what is marked below.',
  fine: 'Nothing is wrong with it, as far as can be told without Slack.',
} as const

function verdictOf({ findings }: JudgedLink): keyof typeof verdicts {
  if (findings.some(({ severity }) => severity === 'error')) return 'refused'
  return findings.some(({ severity }) => severity === 'warning') ? 'doubtful' : 'fine'
}

/** Returns the screen about install links: for each link its address, its findings and the corrected link. */
export function linksScreen(links: readonly JudgedLink[], sheet: TextSheet): string {
  return links.map((link) => linkLines(link, sheet).join('\n')).join('\n\n')
}

function linkLines(link: JudgedLink, sheet: TextSheet): string[] {
  const { page, address, findings, right } = link
  const { paint } = sheet
  return [
    paint.bold(titles[page]),
    ...paragraph(verdicts[verdictOf(link)], sheet),
    ...labelled([['page', plain(address, 200)], ...parts(link)], sheet),
    '',
    ...findings.flatMap(({ severity, problem, cure }) => {
      const mark = { error: paint.red('✗'), warning: paint.yellow('!'), note: paint.dim('·') }[severity]
      const [first = '', ...more] = paragraph(`${capitalSentence(plain(problem, 400))}.${cure ? ` ${cure}.` : ''}`, {
        ...sheet,
        indent: 4,
      })
      return [`  ${mark} ${first.trimStart()}`, ...more]
    }),
    ...(right === null ? [] : ['', 'The right link:', paint.cyan(plain(shown(right) ?? '', 4000))]),
    ...(!signsInOnly(link) &&
    verdictOf(link) !== 'refused' &&
    link.filledIn.length === 0 &&
    isClientId(link.clientId ?? '')
      ? ['', `Install with it: ${paint.cyan(`slack-tokens login ${shellWord('LINK')}`)}`]
      : []),
  ]
}

/** Whether the link only signs a person in. `login` refuses such a link, because it installs nothing. */
function signsInOnly({ page, scopes: { bot, user } }: JudgedLink): boolean {
  const all = [...bot, ...user]
  return page === 'openid' || (all.length > 0 && all.every((scope) => scopeFacts(scope)?.signIn))
}

function parts({
  clientId,
  scopes: { bot, user },
  redirectUri,
  team,
  page,
  filledIn,
}: JudgedLink): (readonly [string, string])[] {
  const none = (name: string) => (filledIn.includes(name) ? 'the program fills it in' : 'none')
  const rows = [
    ['client id', shown(clientId) ?? none('client_id')],
    [page === 'v1' ? 'scopes' : 'bot scopes', bot.join(', ')],
    [page === 'openid' ? 'scopes' : 'user scopes', user.join(', ')],
    ['redirect URL', shown(redirectUri) ?? none('redirect_uri')],
    ['team', team ?? ''],
  ] as const
  return rows.filter(([, value]) => value !== '')
}

function shown(text: string | null): string | null {
  return text === null ? null : maskSecrets(text)
}

/** Capitalizes a sentence that starts with a common word. Names of parameters, scopes and addresses stay unchanged. */
function capitalSentence(text: string): string {
  return /^(?:a|no|the|there|this|with)\b/.test(text) ? capital(text) : text
}
