import type { ChalkInstance } from 'chalk'
import { forwarding, type MachineKind } from '../runtime/machine-kind.ts'
import { columns } from '../terminal/table.ts'
import type { Certificate } from './callback/self-signed.ts'
import type { ResolvedRedirect } from './redirect-uri.ts'
import type { Ready } from './types.ts'

export interface Screen {
  readonly ready: Ready
  readonly redirect: ResolvedRedirect
  readonly certificate: Certificate | undefined
  readonly machineKind: MachineKind
  /** Whether a person can paste into this terminal. */
  readonly paste: boolean
  readonly paint: ChalkInstance
  /** The command line that repeats this login. */
  readonly again: string
  /** Whether Slack is known to accept the redirect URL. */
  readonly registered: boolean
}

/**
 * Returns the lines to show before the browser opens: the redirect URL and where to register it, then how the answer
 * gets to this login.
 */
export function waitingScreen(screen: Screen): string[] {
  const { ready, paint } = screen
  const how = screen.machineKind.sameLocalhost || !screen.redirect.local ? here(screen) : elsewhere(screen)
  if (screen.registered) return [`Redirect URL, registered before: ${paint.bold(ready.redirectUri)}`, ...how]
  return [
    'This redirect URL must be registered once (api.slack.com/apps → your app → OAuth & Permissions → Redirect URLs → Add → Save URLs):',
    `\n  ${paint.bold(ready.redirectUri)}\n`,
    ...how,
  ]
}

function here({ ready, redirect, certificate, machineKind, paste, paint }: Screen): string[] {
  return [
    ...(redirect.local ? [] : publicRedirect(ready, redirect)),
    ...(redirect.local && ready.listening && certificate?.origin === 'made here' ? certificateNote(certificate) : []),
    `\nOpen this page and press Allow${machineKind.kind === 'WSL' ? ', in the browser of Windows' : ''}:\n\n  ${paint.cyan(ready.url)}\n`,
    ...(paste
      ? ['Waiting for Slack. Paste the address you land on, or the text of an error page, here at any time:']
      : []),
  ]
}

/**
 * Returns the steps for a browser on another computer. There, localhost means the other computer, so the redirect
 * fails, and the person copies the address from the browser.
 */
function elsewhere({ ready, redirect, machineKind, paste, paint, again }: Screen): string[] {
  const where = {
    ssh: 'You are on a remote machine (SSH)',
    container: 'This is a container',
    'web IDE': 'This is a web IDE',
  }[machineKind.kind as string]
  const forward = forwarding(machineKind, redirect.port)
  return [
    `${where ?? 'This is a remote machine'}, so the browser cannot open the callback on localhost. The login works anyway:`,
    `\n  1. Open on any computer:\n\n     ${paint.cyan(ready.url)}\n`,
    `  2. Press Allow. The browser then fails to open ${ready.redirectUri}?code=… – expected.`,
    paste
      ? '  3. Copy that whole address and paste it here (ten minutes, works once).'
      : `  3. Without a terminal you cannot paste here. Use two steps: ${again} --start --json`,
    ...(redirect.local && ready.listening && forward ? [`\nOr ${forward.label}:  ${paint.bold(forward.how)}`] : []),
    ...(paste ? ['\nWaiting for Slack. The address, or the text of an error page:'] : []),
  ]
}

function publicRedirect(ready: Ready, redirect: ResolvedRedirect): string[] {
  return [
    'A sub-path of a registered URL needs no change of the settings. The running app must not serve that sub-path, because the app would use up the code.',
    ...(ready.listening
      ? [`Listening on port ${redirect.port} of localhost for a tunnel. Without a tunnel, paste the address.`]
      : []),
  ]
}

function certificateNote({ fingerprint }: Certificate): string[] {
  return [
    `The browser will warn once (“not private”): this tool made the certificate for localhost, valid 90 days, and its key stays on this computer. Continue to localhost; SHA-256 ${fingerprint.slice(0, 23)}…`,
  ]
}

/**
 * Returns lines of help for a person on a page of Slack that does not redirect: the usual errors and their remedies.
 */
export function helpAfterSilence(
  stage: 'first' | 'second',
  { redirectUri, team, room }: { redirectUri: string; team: string | undefined; room: number },
): string[] {
  if (stage === 'second') {
    return [
      'Still waiting. Slack’s error pages never return to this login: paste the page’s text, or stop with Ctrl-C.',
      'The workspace may require that an admin approves the app first. After the approval, run this command again.',
    ]
  }
  const pages = [
    ['  “redirect_uri did not match”', `register exactly ${redirectUri} and press Save URLs`],
    [
      '  “invalid_team_for_non_distributed_app”',
      `you are signed in to another workspace${team ? ` than ${team}` : ': --team T… opens the right one'}`,
    ],
    ['  “Invalid permissions” or a scope', 'a scope is in the wrong list, or the app has no bot user'],
    ['  “Request to install”', 'an admin must approve first; Slack will not return to this login'],
  ]
  return ['Still on a page of Slack? The usual errors:', columns(['', ''], pages, room)]
}
