import type { Identity } from '../../config/installation.ts'
import { fieldsOf, own, type ResponseFields, scopesIn } from '../../responses/fields.ts'
import { joinPath } from '../../responses/path.ts'
import type { ParsedResponse, ResponseShape } from '../../responses/types.ts'
import type { MissingToken } from './explanation.ts'

type ExplainedFlow = 'v1' | 'v2' | 'v2_user'

/**
 * Returns the tokens that this flow can return but this answer lacks, each with the reason and the login that requests
 * it.
 */
export function missingTokens(
  shape: ResponseShape,
  body: ResponseFields,
  { tokens, at, cut }: ParsedResponse,
): MissingToken[] {
  if (shape !== 'v1' && shape !== 'v2' && shape !== 'v2_user') return []
  // An old form of the answer has a single token, which is neither a bot token nor a user token.
  if (tokens.some(({ kind }) => kind === 'workspace')) return []
  const there = tokens.filter(({ place }) => place !== 'refresh')
  return (['bot', 'user'] as const)
    .filter((identity) => !there.some(({ kind, place }) => kind === identity || place === identity))
    .map((identity) => {
      const usual = reasons[shape][identity](grantedIn(body, shape, identity))
      const why = `No ${identity} token is left of it: what is missing of the text may have held one.`
      const reason = cut ? { path: usual.path, why, login: null } : usual
      return { identity, ...reason, path: reason.path.includes(' ') ? reason.path : joinPath(at, reason.path) }
    })
}

type MissingReason = (granted: readonly string[]) => Omit<MissingToken, 'identity'>

const cutOff = 'scopes were granted for it, so it was taken out of this copy.'

/**
 * The reasons for a missing token. A flow returns a token only for requested scopes; v1 always returns the user token
 * (docs.slack.dev/authentication/installing-with-oauth; docs.slack.dev/reference/methods/oauth.access).
 */
const reasons: Readonly<Record<ExplainedFlow, Readonly<Record<Identity, MissingReason>>>> = {
  v1: {
    bot: (granted) => ({
      path: 'bot.bot_access_token',
      why: granted.includes('bot')
        ? `No bot token, though “bot” is among the scopes: it was taken out of this copy.`
        : 'No bot token: “bot” is not among the scopes. It needs an app with a bot user, too.',
      login: granted.includes('bot') ? null : 'slack-tokens login --v1 --scopes bot',
    }),
    user: () => ({
      path: 'access_token',
      why: 'No user token, though every v1 install returns one: it was taken out of this copy.',
      login: null,
    }),
  },
  v2: {
    bot: (granted) => ({
      path: 'access_token',
      why:
        granted.length > 0 ? `No bot token: ${cutOff}` : 'No bot token: the install requested no bot scopes (scope=).',
      login: granted.length > 0 ? null : 'slack-tokens login --scopes chat:write',
    }),
    user: (granted) => ({
      path: 'authed_user.access_token',
      why:
        granted.length > 0
          ? `No user token: ${cutOff}`
          : 'No user token: the install requested no user scopes (user_scope=).',
      login: granted.length > 0 ? null : 'slack-tokens login --user-scopes search:read',
    }),
  },
  v2_user: {
    bot: () => ({
      path: 'A bot token',
      why: 'No bot token: this flow is for user tokens alone.',
      login: 'slack-tokens login --scopes chat:write',
    }),
    user: () => ({
      path: 'access_token',
      why: 'No user token, though that is all this flow returns: it was taken out of this copy.',
      login: null,
    }),
  },
}

function grantedIn(body: ResponseFields, flow: ExplainedFlow, identity: Identity): string[] {
  const from = flow === 'v2' && identity === 'user' ? fieldsOf(own(body, 'authed_user')) : body
  return scopesIn(own(from, 'scope'))
}
