import type { End, Page } from '../../../browser/hop.ts'
import { plain } from '../../../browser/page.ts'
import { isAuthorize } from '../../../browser/urls.ts'
import type { InstallLink } from '../../../oauth/install-link.ts'
import type { DriveStage } from '../types.ts'

/**
 * Whether the page of `--use` shows that the app does not find the installation that was just made: it begins the same
 * install again, breaks, or speaks of an install in an error. The app called Slack for nothing. Any other page can mean
 * that the address needs more than the install, such as a sign-in or a parameter.
 */
export async function cannotAct(stage: DriveStage, end: End, link: InstallLink): Promise<boolean> {
  const { use, start, simulator } = stage
  if (!use || use.pathname === start.pathname) return false
  if (end.kind === 'slack') return isAuthorize(end.url, new URL(simulator.url)) && isSameLink(end.url, link)
  if (!isUnable(end)) return false
  // An app can answer 500 to an address that it does not have, and its menu or footer can name the install on every page.
  const other = await stage.newBrowser().visit(new URL('./no-such-address', use), false)
  return other.kind === 'page' && (end.status >= 500 ? other.status < 500 : !namesInstall(other))
}

/** Whether a page says that the app is not installed, or has an error status and either broke or speaks of an install. */
export function isUnable(end: End): end is Page {
  if (end.kind !== 'page' || end.status === 401 || end.status === 503) return false
  return end.status < 400 ? saysNotInstalled(end) : end.status >= 500 || namesInstall(end)
}

const notInstalled = /\b(?:not|isn[’']t|hasn[’']t been|no)(?: (?:yet|been)){0,2} install(?:ed|ations?)\b/i

/** Whether a page that is no error says that the app is not installed. */
function saysNotInstalled({ text }: Page): boolean {
  return notInstalled.test(plain(text.slice(0, 100_000)))
}

function namesInstall({ text }: Page): boolean {
  return /install/i.test(plain(text.slice(0, 100_000)))
}

/** Whether a link requests what an install has just granted. */
function isSameLink({ searchParams }: URL, { clientId, botScopes, userScopes }: InstallLink): boolean {
  const sorted = (scopes: readonly string[]) =>
    scopes
      .flatMap((list) => list.match(/[^\s,]+/g) ?? [])
      .toSorted()
      .join()
  const asked = ['scope', 'user_scope'].map((name) => searchParams.get(name) ?? '')
  return searchParams.get('client_id') === clientId && sorted(asked) === sorted([...botScopes, ...userScopes])
}
