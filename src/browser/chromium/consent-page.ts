import { CliError } from '../../errors.ts'
import { refusedBy } from '../answer-consent.ts'
import { isAtSlack } from '../urls.ts'
import { type Chosen, chooseOnPage, type PageChoice } from './page-scripts.ts'
import type { Pages } from './pages.ts'
import { click } from './press.ts'

/** The code in the simulator's answer to a request for the admins' approval. */
const approvalRequested = 'app_approval_request_pending'

/**
 * Opens the consent page at `page`, applies the choice there as a person does, and presses Allow or Cancel.
 * @returns the URL to which Slack redirects; the request for this URL is held
 * @throws CliError with the exit reason `refused` when the simulator shows an error page, with `usage` when the page
 * does not offer the choice, and with `failed` when no page arrives
 */
export async function answerOnPage(pages: Pages, page: URL, choice: PageChoice): Promise<URL> {
  const { context } = pages
  context.holdWhere((url) => !isAtSlack(url))
  const { held } = context
  const first = pages.mark()
  if (held) await held.go(page)
  else context.open(page)
  const shown = await pages.begun(held ? first - 1 : first)
  if (shown.kind !== 'page') throw unreadable()
  const chosen = await choose(pages, choice)
  const reading = await pages.read()
  if (reading) await pages.show(shown.request, reading)
  if (chosen.kind === 'error') throw refused(chosen, page)
  if (chosen.kind === 'missing') throw notOffered(chosen)
  const before = pages.mark()
  await click(context.tab, chosen.place)
  const decided = await pages.begun(before)
  if (decided.kind === 'held') return decided.held.url
  if (decided.kind !== 'page') throw unreadable()
  // When the choice is impossible, the consent page appears again and says why. After a request to the admins, another
  // page confirms the request.
  const after = await choose(pages, choice)
  const last = await pages.read()
  if (last) await pages.show(decided.request, last)
  if (after.kind !== 'error')
    throw refused({ code: 'invalid_choice', message: after.kind === 'ready' ? after.problem : '' }, page)
  const isSent = choice.decision === 'request' && after.code === ''
  throw refused(isSent ? { ...after, code: approvalRequested } : after, page)
}

async function choose({ context }: Pages, choice: PageChoice): Promise<Chosen> {
  const chosen = (await context.tab.run(chooseOnPage(choice))) as Chosen | undefined
  if (!chosen) throw unreadable()
  return chosen
}

function refused({ code, message }: { code: string; message: string }, page: URL): CliError {
  return refusedBy({ ...(code && { error: code }), ...(message && { message }) }, page.href, {})
}

function notOffered({ what, offered }: { what: string; offered: readonly string[] }): CliError {
  return new CliError('usage', `${what} is not on the consent page`, {
    code: 'not_on_page',
    hint: `The page offers: ${offered.join(', ') || 'nothing to choose'}`,
  })
}

function unreadable(): CliError {
  return new CliError('failed', 'The simulator’s consent page did not open in Chromium', {
    code: 'unreadable_answer',
    hint: 'See whether a fault of the page is set: slack-tokens sim fail --list',
  })
}
