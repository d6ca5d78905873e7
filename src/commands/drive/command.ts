import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { withKnownValues } from '../../runtime/known-values.ts'
import type { DriveOptions } from './command-line.ts'
import { drive } from './drive.ts'
import { findingFacts } from './findings/finding.ts'
import { defineInit } from './init/define-init.ts'
import { parseReporter } from './reporters/choose.ts'
import { type ChosenReporter, reporterNames } from './reporters/names.ts'
import { notEmpty, parseFindings, parseScenarios } from './scenario-choice.ts'
import { scenarioGroups, scenarioNames } from './scenarios/names.ts'

const findings = Object.entries(findingFacts).map(([value, { says }]) => ({ value, description: says }))

/** Adds arguments, options, help and action to the command `drive`. */
export function define(command: Command, context: () => Context): void {
  command
    .description('walk your own app’s install route against the local Slack simulator, as a browser would')
    .argument('[install-url]', 'the app’s install address, http://localhost:3000/slack/install')
    .option(
      '--start <command>',
      'start the app, with its calls sent to the simulator, and end it; in any language, unmodified',
      notEmpty,
    )
    .option(
      '--scenario <names>',
      `comma-separated: ${[...scenarioGroups, ...scenarioNames].join(', ')}`,
      parseScenarios,
    )
    .option('--use <url>', 'an address or path of the app that makes it call Slack', notEmpty)
    .option('--manifest <file>', 'the app’s manifest, for its scopes (default: the one in this folder)', notEmpty)
    .option('--events-url <url>', 'where the app receives Slack’s events (default: its /slack/events)', notEmpty)
    .option(
      '--redirect-url <url>',
      'the app’s redirect URL, when its link names none (default: its /slack/oauth_redirect)',
      notEmpty,
    )
    .option('--allow-host <host...>', 'other hosts that may be visited')
    .option('--browser', 'walk in Chromium, which runs scripts: Chromium, Google Chrome or Microsoft Edge')
    .option('--no-browser', 'walk without Chromium, although the project’s file asks for it')
    .option('--artifacts <folder>', 'keep each scenario’s report, pages, output, and pictures with --browser', notEmpty)
    .option('--wait <seconds>', 'how long to wait until the started app listens (default: 30)', seconds)
    .addOption(
      withKnownValues(
        new Option(
          '--allow <findings>',
          'comma-separated ids of findings that are printed, but do not fail the run',
        ).argParser(parseFindings),
        findings,
      ),
    )
    .option(
      '--reporter <name[=file]>',
      `${reporterNames.join(', ')}; repeat it for several; with =FILE, also to a file (default: text)`,
      (text: string, before: readonly ChosenReporter[] | undefined) => {
        const chosen = parseReporter(text, before)
        // `--reporter json` is the same as `--json`. `--json` also decides how a failure is printed.
        if (text === 'json') command.parent?.setOptionValueWithSource('json', true, 'cli')
        return chosen
      },
    )
    .addOption(
      withKnownValues(
        new Option(
          '--explain [finding]',
          'explain a finding, with the fix in each stack; without a name: list them all',
        ).conflicts(['start', 'scenario', 'use', 'eventsUrl', 'redirectUrl', 'allowHost', 'wait']),
        findings,
      ),
    )
    .helpCommand(false)
    .addHelpText('after', help)
    .action(async (url: string | undefined, { explain: wanted, ...options }: DriveOptions & Explain) => {
      if (wanted === undefined) return await drive({ ...options, url }, context())
      const { explain } = await import('./explain/explain.ts')
      explain(wanted === true ? (url ?? true) : wanted, context())
    })
  defineInit(command, context)
}

interface Explain {
  /** The name of a finding, or true to list all findings. */
  readonly explain?: string | true
}

const help = `
Exit code 0: every scenario is healthy, 1: a defect was found, 2: anything else, such as an app that does not start.

Examples:
  slack-tokens drive init                     then, in this project and in CI: slack-tokens drive
  slack-tokens drive --start "npm start"
  slack-tokens drive --start "node app.js" http://localhost:3000/slack/install
  slack-tokens drive --start "npm start" --scenario allow,deny --json
  slack-tokens drive --start "npm start" --scenario lifecycle --use /hello
  slack-tokens drive --start "npm start" --scenario rotation --use /hello
  slack-tokens drive --start "npm start" --browser --artifacts drive-artifacts
  slack-tokens drive http://localhost:3000/slack/install
  slack-tokens drive --explain state-not-checked
  slack-tokens drive --start "npm start" --reporter github --reporter junit=report.xml

What happens after the install is judged by the tokens that the app then uses: after Slack’s events, which the
simulator sends to its socket or its /slack/events, and at --use, a page of the app that makes it call Slack.
Tokens expire only in an app with token rotation; name the scenario rotation to try it with any app.

An app needs no change for --start, in any language whose HTTP client heeds HTTPS_PROXY: its requests to slack.com go
to the simulator, as with slack-tokens sim run. It gets SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET and SLACK_STATE_SECRET unless they are set already.
SLACK_APP_TOKEN is always the simulator’s, so that a Socket Mode app starts and gets its events;
do not set it in the command, as in --start "SLACK_APP_TOKEN=… npm start".

An app that you start yourself, in any language: start it in a shell with the simulator’s environment, then drive it:
  eval "$(slack-tokens sim env)"
  npm start
Or let its Slack client call http://localhost:4717/api/ instead of https://slack.com/api/, beside slack-tokens sim start.
The consent page needs no change: drive opens it on the simulator.`

function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 3600)) throw new InvalidArgumentError('It is a number of seconds, up to 3600.')
  return value
}
