import { Command } from 'commander'
import { define } from '../../src/commands/drive/command.ts'
import { explained } from '../../src/commands/drive/explain/explain.ts'
import { type FindingId, findingFacts } from '../../src/commands/drive/findings/finding.ts'
import { scenarioNames } from '../../src/commands/drive/scenarios/names.ts'
import type { Scenario } from '../../src/commands/drive/scenarios/scenario.ts'
import { scenarios } from '../../src/commands/drive/scenarios/table.ts'
import { table } from './markdown-table.ts'

/** Returns the text of `docs/drive.md`, generated from the options, the scenarios and the findings of `drive`. */
export function driveDocument(): string {
  const findings = (Object.keys(findingFacts) as FindingId[]).map(explained)
  const rows = (weight: string) =>
    findings.filter((one) => one.weight === weight).map(({ id, says, cause, cure }) => [`\`${id}\``, says, cause, cure])
  return [
    head,
    '## Options\n',
    table(['option', ''], optionRows()),
    scenarioHead,
    table(
      ['scenario', 'what happens', 'what a healthy app does', 'group', 'skipped when `allow` fails'],
      scenarioRows(),
    ),
    findingHead,
    '### Defects\n',
    table(findingColumns, rows('defect')),
    '### Remarks\n',
    table(findingColumns, rows('remark')),
  ].join('\n')
}

const findingColumns = ['finding', 'what it is', 'likely cause', 'cure']

const head = `# drive

Generated from the tables in src/commands/drive/ by \`npm run docs\`; a test compares the two.

\`slack-tokens drive\` opens the install address of your own app as a browser would: with cookies, redirects, links and
forms. It answers Slack’s consent page on a local simulator, opens the callback, and reports each request and what the app
did wrong. The real Slack is never called.

    slack-tokens drive --start "npm start"
    slack-tokens drive http://localhost:3000/slack/install

With \`--start\` an app in any language needs no change: its requests for slack.com go to the simulator
([languages.md](languages.md)). An app that runs already has to be started in a shell after
\`eval "$(slack-tokens sim env)"\`.

## Exit codes

| | |
|---|---|
| 0 | every scenario is healthy, or has only remarks |
| 1 | a defect was found |
| 2 | anything else: a wrong option, a named scenario that was not played, an app that does not start, an app whose requests do not reach the simulator |
| 130, 143 | interrupted, ended by SIGTERM |

With \`--json\`, \`scenarios\` has for each scenario \`outcome\` (ok, remark, defect, skipped or unplayed), \`findings\`, the requests of the
browser (\`hops\`), the app’s calls to Slack (\`calls\`) and its \`output\`. A scenario that does not fit the app is skipped;
one that \`--scenario\` or the project’s file names is unplayed then, with what to pass (\`hint\`), and drive exits with 2.
What a scenario judges but did not see is in \`notSeen\`, with what would show it; null when it saw everything. Such a scenario has the mark \`?\` instead of \`✓\`.

## Browsers

Without \`--browser\`, drive uses a small browser of its own, which runs no scripts. With it, drive starts Chromium, Google Chrome
or Microsoft Edge without a window and with a new profile: the one that \`CHROME_PATH\` or \`PUPPETEER_EXECUTABLE_PATH\` names, then
one on the PATH, then one in the usual folders. Pages load nothing from other computers, except from the hosts of
\`--allow-host\`. Both browsers report the same; where cookies differ, a warning says so, and that is a fault of slack-tokens.

\`--artifacts DIR\` keeps a folder for each scenario: its report as JSON, the requests, the app’s output, each page as HTML with
secrets masked, and with \`--browser\` a picture of it. \`artifacts\` of a scenario in \`--json\` lists the files.
`

const scenarioHead = `## Scenarios

They are played in this order, each with a new browser. \`--scenario\` names some of them, separated by commas, or a group:
\`install\` (one visit to the install), \`lifecycle\` (what happens afterwards), \`all\`.
`

const findingHead = `## Findings

\`slack-tokens drive --explain FINDING\` says more: how drive sees it, why Slack works so, and code that mends it in Bolt for
JavaScript, Python and Java, in slack-go and in hand-written Node.js. CODE stands for the code of Slack.
`

function optionRows(): string[][] {
  const command = new Command('drive')
  define(command, () => {
    throw new Error('The document runs no command')
  })
  return [
    ...command.registeredArguments.map(({ description }) => ['`install-url`', description]),
    ...command.options.map(({ flags, description }) => [`\`${flags}\``, description]),
  ]
}

function scenarioRows(): string[][] {
  return scenarioNames.map((name) => {
    const { group, says, expects, needsInstall }: Scenario = scenarios[name]
    return [`\`${name}\``, says, expects, group, needsInstall ? 'yes' : 'no']
  })
}
