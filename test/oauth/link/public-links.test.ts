import { describe, expect, it } from 'vitest'
import { linksToExplain } from '../../../src/commands/explain/links.ts'

const v2 = 'https://slack.com/oauth/v2/authorize?client_id=1111111111111.2222222222222'
const v1 = 'https://slack.com/oauth/authorize?client_id=1111111111.2222222222'
const image =
  '<img alt="Add to Slack" height="40" width="139" src="https://platform.slack-edge.com/img/add_to_slack.png" srcSet="https://platform.slack-edge.com/img/add_to_slack.png 1x, https://platform.slack-edge.com/img/add_to_slack@2x.png 2x" />'
const variable = (name: string) => `$\{${name}}`

/** Returns the findings of a link without the finding for `state`: no shared link has a state. */
const wrong = (text: string) =>
  linksToExplain(text).map(({ findings }) =>
    findings.flatMap(({ id, severity }) => (severity === 'note' || id === 'state_missing' ? [] : [id])),
  )

/** Links as in public repositories, with other ids and addresses. */
describe('a link that somebody published', () => {
  it.each<[string, string, string[][]]>([
    [
      'a button in a README',
      `<a href="${v2}&scope=channels:history,channels:read,chat:write,chat:write.public,commands,im:write,reactions:write,team:read,users:read,users:read.email,groups:read,groups:history&user_scope=">${image}</a>`,
      [[]],
    ],
    [
      'a button of both tokens',
      `<div class="flex"> <a href="${v2}&scope=channels:history,chat:write,groups:history,im:read,chat:write.customize&user_scope=channels:history,channels:read,im:history,chat:write,mpim:history"> ${image} </a> </div>`,
      [[]],
    ],
    [
      'a button of a search',
      `<a href="${v2}&scope=commands&user_scope=search:read">${image}</a>\n<form action="search"></form>`,
      [[]],
    ],
    [
      'a component of React',
      `export default function AddToSlackButton() {\n  return (\n    <a href="${v2}&scope=channels:history,channels:join,chat:write,incoming-webhook&user_scope=">\n      ${image}\n    </a>\n  )\n}\n`,
      [[]],
    ],
    [
      'a link on a line of its own',
      `<a\n  target="_blank"\n  href="${v2}&scope=channels:join,chat:write,chat:write.public,im:write,mpim:write&user_scope="\n>`,
      [[]],
    ],
    [
      'JavaScript that adds the state',
      `jQuery('.button').html('<a href="${v2}&scope=incoming-webhook,chat:write,commands&user_scope=groups:write,channels:read,channels:write&state=' + site + '" class="connect">')`,
      [[]],
    ],
    [
      'Markdown',
      `1. Use [this link](${v2}&scope=app_mentions:read,chat:write,files:write,team:read&user_scope=) to install (preferably from desktop)`,
      [[]],
    ],
    [
      'a Markdown badge',
      `[![Add to Slack](https://img.shields.io/badge/Add%20to-Slack-4A154B?style=for-the-badge)](${v2}&scope=channels:read,chat:write,commands&user_scope=) <img src="Slack.png">`,
      [[]],
    ],
    [
      'an empty text of Markdown',
      `- [](${v2}&scope=app_mentions:read,assistant:write,search:read.public&user_scope=bookmarks:read,emoji:read)\n  Slack`,
      [[]],
    ],
    [
      'Markdown in brackets',
      `11. **[The app](https://github.com/ann/app)** [Install](${v2}&scope=commands,chat:write&user_scope=) it`,
      [[]],
    ],
    [
      'a redirect URL by http',
      `[Add](${v2}&scope=app_mentions:read,chat:write&redirect_uri=http://bot.example.test/slack/callback)`,
      [['redirect_http']],
    ],
    [
      'a classic client',
      `<a href="${v1}&scope=client"><img src="https://platform.slack-edge.com/img/add_to_slack.png"></a>`,
      [[]],
    ],
    ['v1 for a search', `'SLACKAUTHURL': '${v1}&scope=search:read'`, [['classic_page']]],
    ['v1 for a command', `const addToSlackUrl = "${v1}&scope=commands"`, [['classic_page']]],
    [
      'v1 with spaces and a template',
      `const authurl = \`https://slack.com/oauth/authorize?client_id=${variable('client_id')}&scope=files:read%20files:write:user&redirect_uri=${variable('self')}\`;`,
      [[]],
    ],
    [
      'v1 that is joined in Go',
      'http.Redirect(w, r, "https://slack.com/oauth/authorize?client_id="+clientID+"&scope="+scope, 302)',
      [['classic_page']],
    ],
    [
      'a sign-in with commas',
      `const url = \`https://slack.com/openid/connect/authorize?client_id=${variable('process.env.SLACK_CLIENT_ID')}&scope=openid,email,profile&response_type=code&redirect_uri=${variable('process.env.REDIRECT')}\`;`,
      [[]],
    ],
    [
      'a sign-in with semicolons',
      `return \`https://slack.com/openid/connect/authorize?scope=openid%20email;response_type=code;redirect_uri=${variable('process.env.REDIRECT_URI')};client_id=${variable('process.env.CLIENT_ID')}\`;`,
      [['parameter_separator']],
    ],
    [
      'a sign-in with a fixed state',
      'https://slack.com/openid/connect/authorize?response_type=code&scope=openid%20profile&client_id=1111111111.2222222222&state=abcd&nonce=abcd&redirect_uri=https://app.example.test/token',
      [['state_guessable']],
    ],
    [
      'a message with the link',
      'You will need to authenticate into Slack first; click on this URL to get started: https://slack.com/oauth/authorize?client_id=fake&scope=users.profile:read,users.profile:write&redirect_uri=https://example.fake/develop/callback&state=fake-state-id',
      [['client_id_wrong', 'classic_page']],
    ],
  ])('has the expected findings: %s', (_, text, expected) => expect(wrong(text)).toEqual(expected))
})
