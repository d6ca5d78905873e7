import type { ErrorSource } from './types.ts'

/** Patterns that show where an error occurred: addresses, methods, and words of programs about a step. */
const marks: readonly { readonly place: ErrorSource; readonly pattern: RegExp }[] = [
  {
    place: 'cli',
    pattern:
      /slack-debug|🚫|Your login is out of date|^Suggestion:?\s{0,3}$|~\/\.slack\b|\.slack\/bin|\$ slack (?:run|login|install|deploy|create|app|trigger)\b/gm,
  },
  {
    place: 'socket',
    pattern:
      /apps[._]connections[._]open|appsConnectionsOpen|WSS URL|\bsocket[- _]?mode|SocketModeClient|"type":\s{0,2}"disconnect"|"disconnect" \(/gi,
  },
  { place: 'workflow', pattern: /functions\.complete(?:Success|Error)|workflows\.step|\bxwfp-/g },
  { place: 'mcp', pattern: /mcp\.slack\.com|\bSlack MCP\b/gi },
  {
    place: 'webhook',
    pattern:
      /hooks\.slack(?:-gov)?\.com\/services|\bHTTP\/[\d.]{1,3} (?:400|403|404|410)\b|\bincoming[- ]?webhook\b/gim,
  },
  // The Web API answers with status 200; a webhook answers with a status and a word as plain text.
  {
    place: 'webhook',
    pattern:
      /\b(?:status(?:[ _-]?code)?|response code|HTTP|error|slack|got|returned)\b["']?[\s:=]{0,3}["'([]{0,2}(?:400|403|404|410|429|500)\b|\b(?:400|403|404|410)\s(?:Bad Request|Forbidden|Not\sFound|Gone)\b|\b(?:400|403|404|410)\b[^\w\n]{1,4}["'`]|\bslack[ _-]?webhook|\bWebhookResponse\b|Webhooks? by Zapier|ngalert\.notifier\.slack|Slack\spost\smay\shave\sfailed\W{1,3}Response:\s(?!\{)/gi,
  },
  {
    place: 'rotation',
    pattern:
      /grant_type["'=: >]{1,6}refresh_token|oauth\.v2\.exchange|token rotation|(?:refresh(?:ing)?|rotat(?:e|ed|ing)) (?:the |an? |slack |access )?(?:access )?tokens?\b|tooling\.tokens\.rotate/gi,
  },
  {
    place: 'callback',
    pattern:
      /[?&]error=|OAuth callback|query parameters|(?:oauth|slack)[/_-](?:oauth_)?(?:callback|redirect)\?|sign(?:ing)?[- ]?in with slack|(?:log|sign)[- ]?in failed/gi,
  },
  {
    place: 'exchange',
    pattern:
      /\boauth[._]?(?:v2[._]?(?:user[._]?)?)?access\b|openid[._]connect[._]token|\boauth2: "|oauth2: cannot fetch token|OAuth2::Error|OAuth ?2? (?:access )?token|(?:get|fetch|obtain|retriev|exchang)\w{0,4} (?:(?!function|still|send|user'?s|as\b|with\b)\w{1,12} ){0,3}(?:access )?token\b|exchang\w{0,4} (?:\w{1,12} ){0,3}code\b|code exchange|Access Token Response|access_?token[_ ]?(?:response|request)|OAuth request error|external code/gi,
  },
  {
    place: 'page',
    pattern: /OAuth Error:|Error details|went wrong when authori[sz]ing|wrong while authori[sz]ing|Slack OAuth Error/gi,
  },
  {
    place: 'api',
    pattern:
      /Slack\spost\smay\shave\sfailed\W{1,3}Response:\s\{|\b(?:api|auth|bots|chat|conversations|files|groups|channels|im|mpim|pins|reactions|search|team|usergroups|users|views|reminders|bookmarks|stars|dnd|emoji|rtm|apps\.(?!connections)|admin)\.[a-z][A-Za-z.]{2,40}\b(?!\.)|\b(?:api|auth|bots|chat|conversations|files|groups|channels|im|mpim|pins|reactions|search|team|usergroups|users|views|rtm|admin)_(?:test|info|list|history|replies|members|open|join|invite|create|archive|kick|leave|mark|rename|upload(?:_v2)?|get|set|add|remove|all|messages|files|push|publish|update|delete|(?:post|schedule|me)[A-Z]\w{3,12}|lookupByEmail|identity|conversations|connect|start)(?=\b|_)/g,
  },
]

/**
 * Maximum distance between a code and a pattern that shows its place. If no pattern is so near, the whole text is
 * searched.
 */
const near = 300

interface Span {
  readonly start: number
  readonly end: number
}

export interface PlaceQuestion {
  readonly wrappers: readonly { readonly start: number; readonly place: ErrorSource }[]
  /** The places in which the code can occur, because it has a meaning there. */
  readonly possible: ReadonlySet<ErrorSource>
}

/**
 * Returns where a code or sentence occurred. This is the place of a wrapper such as “oauth2: cannot fetch token” that
 * is close before it; without a wrapper, the place of the nearest pattern. Undefined when the text does not show it.
 */
export function nearestPlace(
  plain: string,
  { start, end }: Span,
  { wrappers, possible }: PlaceQuestion,
): ErrorSource | undefined {
  const wrapper = wrappers.find((one) => possible.has(one.place) && one.start <= start && start - one.start <= near)
  if (wrapper) return wrapper.place
  const [from, to] = [Math.max(0, start - near), end + near]
  return closest(plain.slice(from, to), start - from, possible) ?? closest(plain, start, possible)
}

function closest(text: string, start: number, possible: ReadonlySet<ErrorSource>): ErrorSource | undefined {
  let best: { place: ErrorSource; distance: number } | undefined
  for (const { place, pattern } of marks) {
    if (!possible.has(place)) continue
    for (const { index, 0: mark } of text.matchAll(pattern)) {
      const distance = index <= start ? Math.max(0, start - index - mark.length) : index - start
      if (!best || distance < best.distance) best = { place, distance }
    }
  }
  return best?.place
}
