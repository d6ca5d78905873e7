import { type ErrorCode, errorFacts } from './errors.ts'
import { findWording, fold, plainText, wordingOf } from './known-errors/fold.ts'
import { pageSentences } from './known-errors/pages.ts'
import { sentenceMeaning } from './known-errors/sentence-meaning.ts'

export interface ClassifiedPage {
  /** Slack's code, or the id of a sentence in `known-errors/pages.ts`. */
  readonly code: string
  /** The meaning, in one sentence with a full stop. */
  readonly means: string
  /** What to do next, in the imperative, without a full stop. */
  readonly next: string
  /**
   * The redirect URL that Slack received, as the page shows it; empty when the page shows none, for example because the
   * app has no saved URL; undefined when it cannot be read.
   */
  readonly passedUri?: string
  /** The scope that the page names, or several scopes joined by commas. */
  readonly scope?: string
}

/**
 * Patterns for Slack's pages: their sentences, as developers report them, and the codes in their small print. The first
 * match wins, so specific patterns precede general ones. No pattern nests repetitions, so the time is linear.
 */
// biome-ignore format: one row a line
export const pageErrors = [
  { code: 'bad_redirect_uri', patterns: [/passed ur[il] ?: ?.{0,300}allowed ur[il] ?:/, /redirect[_ ]ur[il].{0,40}(?:did not|didn't|does not|doesn't) match/, /bad_redirect_uri/] },
  { code: 'invalid_client_id', patterns: [/invalid client[_ ]id/, /invalid_client_id/, /client_id.{0,20} is invalid/] },
  { code: 'no_bot_scopes_requested', patterns: [/no[_ ]bot[_ ]scopes[_ ]requested/] },
  { code: 'blank_scope', patterns: [/requested scopes (?:cannot|can't|can not) be blank/, /no scopes? (?:were )?requested/, /blank_scope/, /\bno_scopes\b/] },
  { code: 'identity_scopes_mixed', patterns: [/identity scopes.{0,30}other scopes/] },
  { code: 'scope_not_allowed_on_enterprise', patterns: [/scope_not_allowed_on_enterprise/] },
  { code: 'unapproved_scope', patterns: [/unapproved[_ ]scope/] },
  { code: 'invalid_scope_requested', patterns: [/invalid_scope_requested/] },
  { code: 'invalid_scope', patterns: [/invalid permissions? request(?:ed)?\b/, /(?:invalid|unrecognized) scopes?:/, /\binvalid_scope\b/] },
  { code: 'invalid_team_for_non_distributed_app', patterns: [/invalid[_ ]team[_ ]for[_ ]non[_ -]distributed[_ ]app/] },
  { code: 'no_bot_user', patterns: [/not (?:currently )?configured with a bot/, /(?:doesn't|does not) have a bot user to install/, /インストールするボットユーザーがありません/] },
  { code: 'enterprise_only_feature', patterns: [/only available to enterprise/] },
  { code: 'app_approval_request_denied', patterns: [/app_approval_request_denied/] },
  { code: 'app_approval_request_pending', patterns: [/app_approval_request_pending/] },
  { code: 'app_approval_request_eligible', patterns: [/app_approval_request_eligible/] },
  { code: 'installation_denied', patterns: [/installation_denied/] },
  { code: 'approval_required', patterns: [/not authori[sz]ed to install/, /request to install/] },
] as const satisfies readonly { code: ErrorCode; patterns: readonly RegExp[] }[]

/** Maximum number of characters to search: the text of a page is short, and in its HTML the error is near the start. */
const longestText = 20_000

/**
 * Returns which error page of Slack a pasted text is. Undefined for any other text. Spacing, case and quotes do not
 * matter. Never throws.
 */
export function classifyPage(text: string): ClassifiedPage | undefined {
  const plain = plainText(text.slice(0, longestText))
  const code = pageCodeIn(plain)?.code ?? wordOf(plain)
  const facts = code && errorFacts(code, 'page')
  if (!facts) return pageSentenceIn(plain)
  const { means, next } = facts
  return { code, means, next, ...pageDetails(code, plain) }
}

/**
 * Finds the code of a page by its sentences in a text (see `plainText`), and the position of the first sentence.
 * `general` is true for a general sentence: Slack may show a more specific code below it.
 */
export function pageCodeIn(
  plain: string,
): { code: ErrorCode; start: number; end: number; general: boolean } | undefined {
  const lower = oneLineOf(plain).toLowerCase()
  for (const { code, patterns } of pageErrors) {
    for (const pattern of patterns) {
      const found = pattern.exec(lower)
      // Skip a match that is only a code, because other texts than pages contain the code too.
      if (!found || !/\W/.test(found[0])) continue
      return { code, start: found.index, end: found.index + found[0].length, general: /permission/.test(found[0]) }
    }
  }
  return undefined
}

/** Returns the code in the small print of a page. */
function wordOf(plain: string): ErrorCode | undefined {
  const lower = oneLineOf(plain).toLowerCase()
  return pageErrors.find(({ patterns }) => patterns.some((pattern) => pattern.test(lower)))?.code
}

/**
 * Returns the meaning of a page that has a sentence but no code. The frame of a page is not enough, because the
 * decisive line may follow.
 */
function pageSentenceIn(plain: string): ClassifiedPage | undefined {
  const folded = fold(plain)
  const row = pageSentences.find(
    (one) =>
      one.place === 'page' && !('wraps' in one) && one.texts.some((text) => findWording(folded, wordingOf(text))),
  )
  return row && { code: row.id, ...sentenceMeaning(row) }
}

/** Returns the other facts that a page names besides the error: the redirect URL or the scope. */
export function pageDetails(code: string, plain: string): Pick<ClassifiedPage, 'passedUri' | 'scope'> {
  const line = oneLineOf(plain)
  if (code === 'bad_redirect_uri') return passedUri(line)
  return code === 'invalid_scope' || code === 'invalid_scope_requested' ? namedScope(line) : {}
}

/**
 * Returns the text with plain quotes, and with spaces instead of line breaks. The position of each character stays the
 * same.
 */
function oneLineOf(plain: string): string {
  return plain.replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').replace(/\s/g, ' ')
}

function passedUri(plain: string): { passedUri?: string } {
  const [, shown] = /passed ur[il] ?: ?["'<]?([^\s"'<>]*)/i.exec(plain) ?? []
  // Without a URL, the page goes on with its other words.
  if (shown === '' || /^(?:allowed|learn)$/i.test(shown ?? '')) return { passedUri: '' }
  return shown && /^[a-z][a-z0-9+.-]*:/i.test(shown) ? { passedUri: shown.replace(/(?<![.,;)])[.,;)]+$/, '') } : {}
}

function namedScope(plain: string): { scope?: string } {
  const found = /(?:invalid[_ ]scope|unrecognized scope)(?:s|_requested)?: ?["'<]?([a-z][\w.:,-]*)/i.exec(plain)
  const scope = found?.[1]?.replace(/(?<![.:,])[.:,]+$/, '')
  return scope ? { scope } : {}
}
