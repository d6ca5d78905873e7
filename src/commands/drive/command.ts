import { type Command, InvalidArgumentError } from 'commander'
import type { Context } from '../../runtime/context.ts'
import type { DriveOptions } from './command-line.ts'
import { drive } from './drive.ts'
import { type ScenarioName, scenarioNames } from './scenario-names.ts'
import { scenarios } from './scenarios.ts'

export function define(command: Command, context: () => Context): void {
  command
    .description('walk your own app’s install route against the local Slack simulator, as a browser would')
    .argument('[install-url]', 'the app’s install address, http://localhost:3000/slack/install')
    .option('--start <command>', 'start the app too, turned to the simulator (Node.js apps, unmodified), and end it')
    .option('--scenario <names>', `comma-separated, or all: ${Object.keys(scenarios).join(', ')}`, names)
    .option('--use <url>', 'an address or path of the app that makes it call Slack; for uninstall')
    .option('--events-url <url>', 'where the app takes Slack’s events (default: its /slack/events)')
    .option(
      '--redirect-url <url>',
      'the app’s redirect URL, when its link names none (default: its /slack/oauth_redirect)',
    )
    .option('--allow-host <host...>', 'hosts besides this computer that may be visited')
    .option('--wait <seconds>', 'how long the started app may take to listen (default: 30)', seconds)
    .addHelpText('after', help)
    .action((url: string | undefined, options: DriveOptions) => drive({ ...options, url }, context()))
}

const help = `
Exit code 0: every scenario is healthy, 1: a defect was found.

Examples:
  slack-tokens drive --start "npm start"
  slack-tokens drive --start "node app.js" http://localhost:3000/slack/install
  slack-tokens drive --start "npm start" --scenario allow,deny --json
  slack-tokens drive --start "npm start" --scenario uninstall --use /hello
  slack-tokens drive http://localhost:3000/slack/install

A Node.js app that --start starts needs no change: what it sends to slack.com and its hosts goes to the simulator,
and it finds SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET and SLACK_STATE_SECRET unless it has its own.
SLACK_APP_TOKEN is always the simulator’s, so that a Socket Mode app starts (no events come through its socket yet);
set inside the command, as in --start "SLACK_APP_TOKEN=… npm start", it would take that one's place.

Other apps: keep “slack-tokens sim start” running, and give the app’s client its address, in one line:
  Bolt for JavaScript   new App({ …, clientOptions: { slackApiUrl: 'http://localhost:4717/api/' } })
  @slack/web-api        new WebClient(token, { slackApiUrl: 'http://localhost:4717/api/' })
  Python                WebClient(token=…, base_url='http://localhost:4717/api/')
  anything else         call http://localhost:4717/api/ instead of https://slack.com/api/
The consent page needs nothing: the walker turns it to the simulator.`

function names(text: string): readonly ScenarioName[] {
  const all = scenarioNames
  if (text.trim() === 'all') return all
  return text.split(',').map((part) => {
    const name = all.find((one) => one === part.trim())
    if (!name) throw new InvalidArgumentError(`There are ${all.join(', ')}.`)
    return name
  })
}

function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('It is a number of seconds, up to 3600.')
  return value
}
