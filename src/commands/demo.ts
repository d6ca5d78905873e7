import type { Command } from 'commander'
import { actAs, callAs } from '../auth/actor.ts'
import { CliError } from '../errors.ts'
import { practiceScopes, registerRedirect } from '../oauth/on-simulator.ts'
import { chooseRedirect } from '../oauth/redirect-uri.ts'
import { install } from '../oauth/run-install.ts'
import type { SavedInstall } from '../oauth/save-install.ts'
import { installSummary } from '../oauth/summary.ts'
import type { Context, LocalSimulator } from '../runtime/context.ts'
import { control } from '../simulator/control/client.ts'
import { sanitise } from '../terminal/safe-text.ts'

interface DemoOptions {
  /** Whether to open a browser; false after `--no-browser`. */
  readonly browser: boolean
}

/** Adds options, help and action to the command `demo`. */
export function define(command: Command, context: () => Context): void {
  command
    .option('--no-browser', 'open no browser; the demo presses Allow itself')
    .addHelpText(
      'after',
      '\nThe demo leaves an installation, so that the commands that it prints work.\n\nExamples:\n  slack-tokens demo --no-browser',
    )
    .action((options: DemoOptions) => demo(options, context()))
}

/** How long the demo waits for the user to press Allow, in milliseconds. Then the demo presses it. */
const patience = 30_000

/**
 * Shows an install on the simulator step by step: the install, the two tokens, a message from the bot, a search by the
 * user, and a call that Slack refuses.
 */
export async function demo(options: DemoOptions, context: Context): Promise<void> {
  const { terminal } = context
  const { paint } = terminal
  const byHand = options.browser && context.machineKind.opens
  const step = (number: number, title: string) => terminal.note(`\n${paint.bold(`${number}. ${title}`)}`)
  terminal.note(
    'A Slack install from end to end, on the local Slack simulator: no Slack app, no account, nothing leaves this computer.',
  )

  const simulator = await context.simulator({ browser: byHand })
  step(1, 'The install: consent page, callback, exchange')
  const installed = await installDemo(simulator, byHand, context)
  terminal.done(installSummary(installed, terminal))

  step(2, 'Two tokens came back. Which is which?')
  terminal.note('  Their keys in Slack’s v2 answer (masked here; the whole answer is stored):')
  terminal.note(answerSketch(installed))

  const as = {
    ...context,
    settings: { ...context.settings, profile: { name: installed.name, source: '--profile' as const } },
  }
  const quiet = { ...as, terminal: { ...terminal, note: () => {} } }
  step(3, 'The bot token acts as the app. Prefer it')
  await showCommand(terminal.note, 'slack-tokens post "#general" "hello from the bot" --as bot', async () => {
    const { body } = await callAs(await actAs('bot', quiet), 'chat.postMessage', {
      channel: '#general',
      text: 'hello from the bot',
    })
    return `posted in #general by @${installed.installation.bot?.userName ?? 'the bot'}, ts ${String(body['ts'])}`
  })

  step(4, 'The user token acts as the person who installed')
  await showCommand(terminal.note, 'slack-tokens call search.messages query=hello --as user', async () => {
    const { body } = await callAs(await actAs('user', quiet), 'search.messages', { query: 'hello' })
    const { total } = (body['messages'] ?? {}) as { total?: number }
    return `it searches what @${installed.installer ?? 'the person'} can see: found ${total ?? 0}`
  })

  step(5, 'Not every method accepts both')
  await showCommand(terminal.note, 'slack-tokens call search.messages query=hello --as bot --force', async () => {
    const refusal = await callAs(await actAs('bot', quiet), 'search.messages', { query: 'hello' }).catch(
      (error: unknown) => error,
    )
    if (!(refusal instanceof CliError)) throw new Error('The simulator let a bot token search')
    return `Slack refuses: ${refusal.code}`
  })
  finish(installed, context)
}

/** The time limit for the whole install, in milliseconds. */
const loginTime = 300_000

async function installDemo(simulator: LocalSimulator, byHand: boolean, context: Context): Promise<SavedInstall> {
  const { terminal, clock } = context
  const { app } = await control(simulator, 'describe', {}, ['app'])
  const scopes = practiceScopes('v2', false)
  const request = {
    ...({ flow: 'v2', apiUrl: simulator.apiUrl, simulator: true, timeout: loginTime } as const),
    ...{ appName: app.name, clientId: app.clientId, clientSecret: app.clientSecret },
    ...{ botScopes: scopes.bot, userScopes: scopes.user },
    // Port 0 selects any free port, because the demo must not fail when the usual port is in use.
    redirect: chooseRedirect({ port: 0, plain: true }),
  }
  const over = new AbortController()
  try {
    return await install(request, context, {
      http: async () => simulator.http,
      async onReady({ url, redirectUri }) {
        await registerRedirect(simulator, redirectUri)
        const page = byHand
          ? 'The consent page:'
          : 'The consent page, on which the demo presses Allow. To press it yourself: slack-tokens login --sim'
        terminal.note(`  ${page}\n  ${terminal.paint.cyan(url)}`)
        if (byHand) {
          terminal.note('  Press Allow there. After 30 s the demo does it for you.')
          await context.openBrowser(url).catch(() => terminal.warn('No browser could be opened'))
          await clock.sleep(patience, AbortSignal.any([context.signal, over.signal]))
        }
        terminal.note('  Pressing Allow …')
        const { decideOnSimulator } = await import('../browser/approve.ts')
        const { signal } = context
        const ways = { simulator: simulator.http, callback: await context.http() }
        await decideOnSimulator(url, { ...ways, signal, patience: loginTime }, { decision: 'allow' })
      },
    })
  } finally {
    over.abort()
  }
}

/** Prints a command, and then runs `work`, which does the same as the command. Prints the text that `work` returns. */
async function showCommand(note: (text: string) => void, command: string, work: () => Promise<string>): Promise<void> {
  note(`  $ ${command}`)
  note(`  ${await work()}`)
}

/**
 * Returns the part of Slack's answer that contains secrets, with a remark at each secret. The terminal masks the
 * values.
 */
function answerSketch({ installation, grant }: SavedInstall): string {
  const body = installation.responses[0]?.body ?? {}
  const shown = {
    access_token: grant.bot?.token,
    token_type: body['token_type'],
    scope: body['scope'],
    authed_user: { id: grant.user?.userId, access_token: grant.user?.token, scope: grant.user?.scopes.join(',') },
    incoming_webhook: { url: grant.webhook?.url, channel: grant.webhook?.channel },
  }
  const meaning: Readonly<Record<string, string>> = {
    '  "access_token"': '   ← the bot token',
    '    "access_token"': '   ← the user token',
    '    "url"': '   ← posts to one channel, with no token',
  }
  return sanitise(JSON.stringify(shown, null, 2))
    .split('\n')
    .map((line) => `  ${line}${meaning[line.split(':')[0] ?? ''] ?? ''}`)
    .join('\n')
}

function finish(installed: SavedInstall, { terminal }: Context): void {
  const flag = installed.active ? '' : ` --profile ${installed.name}`
  if (terminal.json) terminal.result({ ok: true, name: installed.name, active: installed.active }, () => '')
  terminal.note(
    [
      `\nThe demo is over; the installation is stored as “${installed.name}”. Try next:`,
      `  slack-tokens whoami --as user${flag}`,
      `  slack-tokens post --as bot${flag}`,
      `  slack-tokens show${installed.active ? '' : ` ${installed.name}`}`,
      '  slack-tokens sim start            keep the simulator running, and see the messages in a browser',
      '  slack-tokens login --help         install your own app',
    ].join('\n'),
  )
}
