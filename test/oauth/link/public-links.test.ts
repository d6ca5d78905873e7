import { describe, expect, it } from 'vitest'
import { linksToExplain } from '../../../src/commands/explain/links.ts'

const id = '1111111111111.2222222222222'
const v2 = 'https://slack.com/oauth/v2/authorize'
const v1 = 'https://slack.com/oauth/authorize'
const picture = 'https://platform.slack-edge.com/img/add_to_slack'
const image = `<img alt="Add to Slack" height="40" width="139" src="${picture}.png" srcSet="${picture}.png 1x, ${picture}@2x.png 2x" />`
const signIn = `<img alt="Sign in" height="40" src="https://platform.slack-edge.com/img/sign_in_with_slack.png" />`
const identity = 'identity.basic,identity.email,identity.team,identity.avatar'
const variable = (name: string) => `$\{${name}}`

/**
 * Returns for each link in a text the ids of its findings, without notes and without `state_missing`, which every
 * published link has.
 */
const wrong = (text: string) =>
  linksToExplain(text).map(({ findings }) =>
    findings.flatMap(({ id: finding, severity }) =>
      severity === 'note' || finding === 'state_missing' ? [] : [finding],
    ),
  )

/** Returns the names of the parameters that a program fills in, for all links in a text. */
const filledIn = (text: string) => linksToExplain(text).flatMap((link) => link.filledIn.toSorted())

interface PublicLink {
  /** Where the text was published. Its form is unchanged, and all ids, hosts and names are invented. */
  readonly source: string
  readonly text: string
  readonly faults: readonly string[][]
  readonly filledIn?: readonly string[]
}

const published: readonly PublicLink[] = [
  {
    source: 'https://github.com/codeGROOVE-dev/slacker (README.md)',
    text: `<a href="${v2}?client_id=${id}&scope=channels:history,channels:read,chat:write,chat:write.public,commands,im:write,reactions:write,team:read,users:read,users:read.email,groups:read,groups:history&user_scope=">${image}</a>`,
    faults: [[]],
  },
  {
    source: 'https://github.com/Review-Corral/review-corral (README.md)',
    text: `<a href="${v2}?scope=chat%3Awrite%2Ccommands%2Cincoming-webhook%2Cchannels%3Ahistory&amp;user_scope=&amp;redirect_uri=https%3A%2F%2Fapp.example.test%2Fslack&amp;client_id=${id}" style="align-items:center;color:#000;background-color:#fff;border:1px solid #ddd;border-radius:4px">Add to Slack</a>`,
    faults: [[]],
  },
  {
    source: 'https://github.com/wendyhoy/shokubot-react (src/components/AddToSlack.js)',
    text: `  const add_to_slack_href = \`${v1}?client_id=${id}&scope=bot,commands,chat:write:bot&redirect_uri=${variable("encodeURIComponent('https://abc.ngrok.test/slack/teams')")}\`;\n\n  return (\n    <a href={add_to_slack_href}>${image}</a>\n  );`,
    faults: [[]],
    filledIn: ['redirect_uri'],
  },
  {
    source: 'https://github.com/samanthabretous/shut-up-tom-aws (shared/components/SlackButton.jsx)',
    text: `const SlackButton = () => (\n  <a\n    className="landing_page-slackButton"\n    href={\`${v1}?&client_id=${id}&scope=commands,bot,incoming-webhook,channels:history\`}\n  >\n    ${image}\n  </a>\n)`,
    faults: [[]],
  },
  {
    source: 'https://github.com/intentionally-left-nil/yatlab (src/components/SlackButton.js)',
    text: `  const href = \`${v1}?${variable('stringify(params)')}\`;\n  return (\n    <a href={href}>\n      ${image}\n    </a>\n  );`,
    faults: [['classic_page']],
    filledIn: ['client_id', 'redirect_uri', 'scope', 'state'],
  },
  {
    source: 'https://github.com/esseti/alfred-slack-status (slack_oauth.py)',
    text: `scopes="user_scope=dnd:write,users.profile:write,users:write"\nurl = "${v2}?client_id="+client_id+"&scope=&"+scopes+"&state="+state\nprint(url)`,
    faults: [[]],
    filledIn: ['client_id', 'redirect_uri', 'scope', 'state'],
  },
  {
    source: 'https://github.com/j84guo/slack-cli (config.py)',
    text: `authorization_url = "${v1}?client_id={}&scope={}&redirect_uri={}".format(client_id, scope, redirect_url)`,
    faults: [['classic_page']],
    filledIn: ['client_id', 'redirect_uri', 'scope'],
  },
  {
    source: 'https://github.com/dobrinov/textstandup (app/helpers/application_helper.rb)',
    text: `  def slack_authorization_url\n    "${v1}?scope=#{['users:read', 'chat:write:bot'].join(' ')}&client_id=#{ENV['SLACK_CLIENT_ID']}"\n  end`,
    faults: [['classic_page']],
    filledIn: ['client_id', 'scope'],
  },
  {
    source: 'https://github.com/cjdenio/replier (handlers/login.go)',
    text: `	http.Redirect(w, r, fmt.Sprintf("${v2}?scope=im:history,chat:write&user_scope=im:history,mpim:history,channels:history,groups:history,chat:write,users:read&client_id=%s&redirect_uri=%s", os.Getenv("SLACK_CLIENT_ID"), os.Getenv("HOST")+"/code"), 307)`,
    faults: [[]],
    filledIn: ['client_id', 'redirect_uri'],
  },
  {
    source: 'https://github.com/ejohnst2/innervate (app/helpers/slack_helper.rb)',
    text: `    slack_login_url = "https://abc.ngrok.test/auth/slack/callback"\n    %Q(<a href="${v1}?redirect_uri=#{slack_login_url}&scope=${identity}&client_id=#{ENV['SLACK_CLIENT_ID']}">${signIn}</a>).html_safe`,
    faults: [['classic_page']],
    filledIn: ['client_id', 'redirect_uri'],
  },
  {
    source: 'https://github.com/itismadhavan/Vacation-Manager (Client/src/App/OAuth.js)',
    text: `        <>\n          <a href="${v1}?scope=${identity}&client_id=${id}">${signIn}\n          </a>\n        </>`,
    faults: [['classic_page']],
  },
  {
    source: 'https://github.com/SakitaDaiki0623/prof-chan (app/helpers/slack_helper.rb)',
    text: `    %Q(<a href="${v2}?user_scope=${identity}&client_id=#{Rails.application.credentials.dig(:slack, :client_id)}"><img alt=""Sign in with Slack"" height="40" width="172" /></a>).html_safe`,
    faults: [[]],
    filledIn: ['client_id'],
  },
  {
    source: 'https://github.com/sHilgert/evolutio (app/helpers/slack_helper.rb)',
    text: `    %Q(<a href="${v1}?redirect_uri=#{slack_login_url}&scope=${identity}&client_id=${id}"><img alt="Fazer login com Slack" /></a>).html_safe`,
    faults: [['classic_page']],
    filledIn: ['redirect_uri'],
  },
  {
    source: 'https://github.com/acemtp/meteor-accounts-slack/issues/1',
    text: `in this http call:\n\n${v1}?client_id=${id}&response_type=code&redirect_uri=http://localhost:3000/_oauth/slack&state=eyJsb2dpblN0eWxlIjoicG9wdXAiLCJpc0NvcmRvdmEiOmZhbHNlfQ==\n\nAs stated in docs scope is optional`,
    faults: [['scope_missing', 'classic_page', 'redirect_localhost']],
  },
  {
    source: 'https://github.com/outline/outline/issues/688',
    text: 'Clicking the button sends me to this URL: https://acme.slack.com/oauth?client_id=REDACTED&redirect_uri=https%3A%2F%2Fwww.example.test%2Fauth%2Fslack.post&state=REDACTED&scope=incoming-webhook&team=&install_redirect=&single_channel=0\n\nThis just shows an error message',
    faults: [[]],
  },
  {
    source: 'https://github.com/nashdev/jobs/issues/162',
    text: 'The generated uri was: `https://acme.slack.com/oauth?client_id=undefined&redirect_uri=undefined&state=&scope=identity.basic%2Cidentity.email%2Cidentity.team%2Cidentity.avatar&team=&install_redirect=&single_channel=0`\n\nOf note, client_id and redirect_uri are both `undefined`.',
    faults: [['client_id_placeholder', 'redirect_placeholder']],
  },
  {
    source: 'https://github.com/grafana-cold-storage/oncall/issues/90',
    text: `Here is url where it sends me\n\`\`\`\n${v2}?client_id=None&redirect_uri=https://DOMAIN/api/internal/v1/complete/slack-login/?slack_login_token=TOKEN&response_type=code&user_scope=channels:read,identify,chat:write,users.profile:read,users:read,users:read.email&tracked=1\n\`\`\`\nAnd here is client_id None.`,
    faults: [['client_id_placeholder', 'redirect_placeholder', 'scope_added_by_slack']],
  },
  {
    source: 'https://github.com/healthchecks/healthchecks/issues/604',
    text: `authorize_url = "${v2}?" + urlencode(\n        {\n            "scope": "incoming-webhook",\n            "client_id": settings.SLACK_CLIENT_ID,\n            "state": state,\n        }\n    )`,
    faults: [[]],
    filledIn: ['client_id', 'redirect_uri', 'scope', 'state'],
  },
  {
    source: 'https://github.com/microsoft/BotFramework-Services/issues/223',
    text: 'I’m expecting an embed code that points to the new scopes, the URL would be **https://slack.com/oauthv2/authorize?scope=app_mentions:read....**',
    faults: [['wrong_path', 'client_id_missing', 'scope_unknown']],
  },
  {
    source: 'https://www.mintlify.com/RipeSeed/rs-tunnel/api/auth/start-flow',
    text: 'Slack OAuth authorization URL. Format: https://slack.com/openid/connect/authorize?response_type=code&client_id=...&scope=openid+profile+email&state=...&redirect_uri=...',
    faults: [['client_id_placeholder', 'state_guessable']],
  },
]

describe('install links that other people published', () => {
  it.each(published.map((one) => [one.source, one] as const))(
    'have exactly the mistakes and the filled-in values that the table lists for them: %s',
    (_, { text, faults, filledIn: filled = [] }) => {
      expect(wrong(text)).toEqual(faults)
      expect(filledIn(text)).toEqual(filled)
    },
  )
})
