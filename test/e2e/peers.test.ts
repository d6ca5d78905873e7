import { beforeAll, describe, expect, it } from 'vitest'
import { type LineName, lines, type Shown, tour } from '../support/peer-tour.ts'

/** Whether the program has what peers offer: `partly` and `no` are checked too, so that the table stays true. */
type Here = 'full' | 'partly' | 'no'

type Row = readonly [row: number, offer: string, here: Here, shows: LineName, prints: RegExp]

/**
 * What ten peers offer (Slack’s CLI and SDKs, simulators, other clients, gh, OAuth clients), and the command that shows
 * it here. A row with `no` has a pattern that the output must not match.
 */
// biome-ignore format: one row a line
const rows: readonly Row[] = [
  [1, 'consent URL for your own client id', 'full', 'start', /oauth\/v2\/authorize\?client_id=1111111111\.2222222222/],
  [2, 'bot scope and user_scope together', 'full', 'start', /scope=chat:write&user_scope=files:write/],
  [3, 'the v1 flow', 'full', 'v1', /slack\.com\/oauth\/authorize\?/],
  [4, 'an install without a bot token', 'full', 'userOnly', /✓ (?![\s\S]*bot token)[\s\S]*user token/],
  [5, 'PKCE', 'full', 'pkce', /code_challenge=[\w-]{43}&code_challenge_method=S256/],
  [6, 'preselected workspace', 'full', 'start', /&team=T0FAKE0001/],
  [7, 'random state, sent and compared', 'full', 'wrongState', /not from this login/],
  [8, 'access_denied is shown as cancelled', 'full', 'denied', /The install was cancelled/],
  [9, 'prints the URL, and continues without a browser', 'full', 'live', /Open this page and press Allow:\s+http/],
  [10, 'manifest with redirect URL and scopes', 'full', 'manifest', /"redirect_urls"[\s\S]*"bot"[\s\S]*"user"/],
  [11, 'scope presets by name', 'full', 'scopeSet', /scope=chat:write,[\w:.,]+&user_scope=/],
  [12, 'listens on loopback only', 'full', 'doctor', /free on 127\.0\.0\.1 and ::1/],
  [13, 'https callback', 'full', 'start', /redirect_uri=https:\/\/localhost:8443/],
  [14, 'tunnel or public redirect URL', 'full', 'tunnel', /redirect_uri=https:\/\/tunnel\.example\/back&/],
  [15, 'fixed port', 'full', 'port', /redirect_uri=https:\/\/localhost:(?!8443)\d+\/slack\/callback/],
  [16, 'a busy port is named, with the URL for a free one', 'full', 'busy', /in use by .*--port \d+, with the redirect URL https:\/\/localhost:\d+\//s],
  [17, 'stray requests do not end the wait', 'full', 'live', /^404 400 [\s\S]*✓ Sandbox Inc/],
  [18, 'error text is escaped in the page', 'full', 'live', /^(?![\s\S]*<b>x<\/b>)[\s\S]*Not for this login/],
  [19, 'time limit of the wait', 'full', 'timeout', /No answer from Slack within 0\.01 s/],
  [20, 'paste the address', 'full', 'ssh', /paste the address/],
  [21, 'the last page says what was granted', 'full', 'live', /Installed in Sandbox Inc[\s\S]*chat:write/],
  [22, 'the whole answer is stored', 'full', 'export', /"responses":\[\{[\s\S]*"authed_user"/],
  [23, 'bot and user token are stored', 'full', 'env', /SLACK_BOT_TOKEN=xoxb-[\s\S]*SLACK_USER_TOKEN=xoxp-/],
  [24, 'incoming webhook is stored', 'full', 'env', /SLACK_WEBHOOK_URL=http/],
  [25, 'installs on an organization', 'full', 'explain', /organization|E0FAKE001/],
  [26, 'file mode 0600', 'full', 'doctor', /mode 0700[\s\S]*mode 0600/],
  [27, 'keychain of the operating system', 'no', 'tree', /keychain/i],
  [28, 'prints the tokens and stores nothing', 'full', 'print', /"access_token": "xoxb-…[\s\S]*nothing is stored/],
  [29, 'survives a cut file', 'full', 'damaged', /is damaged[\s\S]*moves the damaged file to a backup/],
  [30, 'folder by variable', 'full', 'folder', /^(?![\s\S]*Sandbox Inc)[\s\S]*piped\s+Stub/],
  [31, 'tokens as .env', 'full', 'env', /^SLACK_BOT_TOKEN=/m],
  [32, 'says which field holds which token', 'full', 'explain', /authed_user\.access_token[\s\S]*USER TOKEN/],
  [33, 'explains a pasted answer offline', 'full', 'explain', /BOT TOKEN: acts as the app/],
  [34, 'which token a method takes', 'full', 'which', /bot token\s+not accepted[\s\S]*user token\s+yes/],
  [35, 'requested and granted scopes', 'full', 'scopes', /requested 6, granted 6/],
  [36, 'x-oauth-scopes', 'full', 'headers', /x-oauth-scopes: chat:write/],
  [37, 'an error in plain words', 'full', 'why', /→ List what the token sees:/],
  [38, 'any method by name', 'full', 'asUser', /"ok":true,"query":"x"/],
  [39, 'bot or user for each call', 'full', 'asBot', /accepts no bot token[\s\S]*--as user/],
  [40, 'key=value, JSON, standard input', 'full', 'input', /"ok":true,"channels"/],
  [41, 'all pages', 'full', 'pages', /4 items on 2 pages/],
  [42, '429 is retried after Retry-After', 'full', 'retry', /← 429[\s\S]*waiting 1 s[\s\S]*← 200/],
  [43, 'who each token acts as', 'full', 'whoami', /bot\s+@sim-app[\s\S]*user\s+@dana/],
  [44, 'ok: false fails', 'full', 'refused', /"ok":false/],
  [45, 'another base URL', 'full', 'baseUrl', /"ok":true,"team":"Stub"/],
  [46, 'shows the call as curl', 'full', 'curl', /^curl -sS/m],
  [47, 'posts to the webhook', 'full', 'webhook', /posted to #general/],
  [48, 'uploads without files.upload', 'full', 'upload', /report\.txt \(2 bytes\) shared in #general/],
  [49, 'refresh token and expiry are stored', 'full', 'rotates', /xoxe\.xoxb-…\w+ .* valid for 12 h, refreshed automatically/],
  [50, 'refresh on demand', 'full', 'refresh', /@rotating\s+refreshed\s+expires in/],
  [51, 'oauth.v2.exchange', 'full', 'rotation', /becomes a rotating token[\s\S]*oauth\.v2\.exchange: token_rotation_not_enabled/],
  [52, 'logout revokes at Slack', 'full', 'logout', /revoked/i],
  [53, 'revokes one token', 'full', 'revoke', /Revoked: the user token[\s\S]*auth\.test answers token_revoked/],
  [54, 'apps.uninstall', 'full', 'uninstall', /none of its tokens works any more/],
  [55, 'named installations', 'full', 'list', /sandbox\s+Sandbox Inc/],
  [56, 'several identities in one workspace', 'partly', 'list', /@sim-app\s+@dana/],
  [57, 'switch the active one', 'full', 'use', /sandbox/],
  [58, 'list with mark and health', 'full', 'check', /✓\s+sandbox[\s\S]*@sim-app ok/],
  [59, 'JSON everywhere', 'full', 'show', /^\{"name":"sandbox"/],
  [60, 'filter built in', 'partly', 'field', /^Sandbox Inc$/m],
  [61, 'data on stdout, talk on stderr', 'full', 'json', /^\{"ok":true[\s\S]*\n→ Sandbox Inc/],
  [62, 'tokens are masked', 'full', 'whoami', /^(?![\s\S]*xox[bp]-sim)[\s\S]*xoxb-…/],
  [63, 'prints one token', 'full', 'token', /^xoxp-\S+\s*$/],
  [64, 'documented exit codes', 'full', 'exitCodes', /5\s+the kind of token or its scopes do not fit/],
  [65, 'commands for machines', 'full', 'tree', /^\{"name":"slack-tokens"/],
  [66, 'login without a browser here', 'full', 'start', /slack-tokens login --finish \w+/],
  [67, 'token by variable', 'full', 'variable', /"ok":true,"team":"Stub"/],
  [68, 'token by standard input', 'full', 'withToken', /bot token of @stub, stored as “piped”/],
  [69, 'SSH is seen', 'full', 'ssh', /SSH|browser runs on another machine/],
  [70, 'never asks without a terminal', 'full', 'noPrompt', /there is no terminal to confirm it/],
  [71, 'a local Slack with a consent page', 'full', 'live', /local Slack simulator at http/],
  [72, 'a deny button, scopes on the page', 'full', 'denied', /cancelled/],
  [73, 'scopes are checked', 'full', 'missing', /"error":"missing_scope","needed":"team:read"/],
  [74, 'failures on request', 'full', 'fail', /The next request to auth\.test gets 429/],
  [75, 'one command to tokens, with no Slack app', 'full', 'sim', /✓ Sandbox Inc/],
  [76, 'doctor', 'full', 'doctor', /"check":"Node\.js"/],
  [77, 'HTTP trace with masked secrets', 'full', 'retry', /authorization: Bearer xoxb-…/],
  [78, 'completion', 'full', 'completion', /complete .* slack-tokens/],
  [79, 'examples in help', 'full', 'callHelp', /Examples:\s+slack-tokens call/],
  [80, 'NO_COLOR', 'full', 'colours', /coloured: true, with NO_COLOR: false/],
]

/** The exit code of each command that does not succeed. */
const ends: Partial<Record<LineName, number>> = {
  ...{
    wrongState: 2,
    busy: 1,
    denied: 6,
    doctor: 1,
    ssh: 1,
    asBot: 5,
    refused: 3,
    missing: 5,
    noPrompt: 2,
    rotation: 3,
    damaged: 1,
    timeout: 7,
  },
}

describe('what peers offer', () => {
  let shown: Readonly<Record<LineName, Shown>>
  beforeAll(async () => {
    shown = await tour()
  }, 120_000)

  it('is a table of 80 rows, each with a command', () => {
    expect(rows.map(([row]) => row)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1))
    const used = new Set(rows.map(([, , , shows]) => shows))
    // `made` makes the app that \`rotates\` installs.
    expect(Object.keys(lines).filter((name) => !used.has(name as LineName))).toEqual(['made'])
  })

  it('is shown by commands that end as they should', () => {
    for (const [name, { code, stderr }] of Object.entries(shown))
      expect([name, code], stderr).toEqual([name, ends[name as LineName] ?? 0])
  })

  it.each(rows.filter(([, , here]) => here !== 'no'))(
    '%i: %s (here: %s), by %s',
    (_row, _offer, _here, shows, prints) => {
      const { stdout, stderr } = shown[shows]
      expect(`${stdout}\n${stderr}`).toMatch(prints)
    },
  )

  it.each(rows.filter(([, , here]) => here === 'no'))(
    '%i: %s (here: %s), absent from %s',
    (_row, _offer, _here, shows, prints) => {
      const { stdout, stderr } = shown[shows]
      expect(`${stdout}\n${stderr}`).not.toMatch(prints)
    },
  )
})
