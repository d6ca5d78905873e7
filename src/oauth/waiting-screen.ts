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
  /** Whether Slack is known to accept the redirect URL. */
  readonly registered: boolean
}

/**
 * Returns the screen before the browser opens: the redirect URL to register and where to register it, then how the
 * answer gets back to this login.
 */
export function waitingScreen(screen: Screen): string[] {
  const { ready, paint } = screen
  const how = screen.machineKind.sameLocalhost || !screen.redirect.local ? here(screen) : elsewhere(screen)
  if (screen.registered) return [`Redirect URL, registered before: ${paint.bold(ready.redirectUri)}`, ...how]
  return [
    'This redirect URL must be registered, once (api.slack.com/apps → your app → OAuth & Permissions → Redirect URLs → Add → Save URLs):',
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
 * Returns the steps for a browser on another computer. Its localhost is that computer, so the redirect fails there. The
 * person only needs to copy the address.
 */
function elsewhere({ ready, redirect, machineKind, paste, paint }: Screen): string[] {
  const where = {
    ssh: 'You are on a remote machine (SSH)',
    container: 'This is a container',
    'web IDE': 'This is a web IDE',
  }[machineKind.kind as string]
  const forward = forwarding(machineKind, redirect.port)
  return [
    `${where ?? 'This is a remote machine'}, so the browser will look for the callback on its own computer and find nothing there. That is fine:`,
    `\n  1. Open on any computer:\n\n     ${paint.cyan(ready.url)}\n`,
    `  2. Press Allow. The browser then fails to open ${ready.redirectUri}?code=… – expected.`,
    paste
      ? '  3. Copy that whole address and paste it here (ten minutes, works once).'
      : '  3. Nothing can be pasted here without a terminal. Use two steps: slack-tokens login … --start --json',
    ...(redirect.local && ready.listening && forward ? [`\nOr ${forward.label}:  ${paint.bold(forward.how)}`] : []),
    ...(paste ? ['\nWaiting for Slack. The address, or the text of an error page:'] : []),
  ]
}

function publicRedirect(ready: Ready, redirect: ResolvedRedirect): string[] {
  return [
    'Slack also takes a sub-path of a URL that is registered already, with no settings change; the running app must not serve it, as it would take the code first.',
    ...(ready.listening
      ? [`Listening on port ${redirect.port} of localhost, should a tunnel lead there; else paste.`]
      : []),
  ]
}

function certificateNote({ fingerprint }: Certificate): string[] {
  return [
    `The browser will warn once (“not private”): the certificate is made here, for localhost, valid 90 days, and its key stays here. Go on to localhost; SHA-256 ${fingerprint.slice(0, 23)}…`,
  ]
}

/** Returns the usual reasons why people stay on a page of Slack that never redirects, with the values of this login. */
export function helpAfterSilence(
  stage: 'first' | 'second',
  { redirectUri, team, room }: { redirectUri: string; team: string | undefined; room: number },
): string[] {
  if (stage === 'second') {
    return [
      'Still waiting. Slack’s error pages never come back here by themselves: paste the page’s text, or stop with Ctrl-C.',
      'A workspace may want an admin to approve the app first; then run this again once that is done.',
    ]
  }
  const pages = [
    ['  “redirect_uri did not match”', `register exactly ${redirectUri} and press Save URLs`],
    [
      '  “invalid_team_for_non_distributed_app”',
      `you are signed in to another workspace${team ? ` than ${team}` : ': --team T… opens the right one'}`,
    ],
    ['  “Invalid permissions” or a scope', 'a scope is in the wrong list, or the app has no bot user'],
    ['  “Request to install”', 'an admin must approve first; nothing will come back here'],
  ]
  return ['Still on a Slack page? The usual ones:', columns(['', ''], pages, room)]
}
