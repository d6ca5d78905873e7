import type { Stuck } from '../find-slack.ts'
import { nextStep } from '../find-slack.ts'
import { formChoices } from '../form.ts'
import { installs, isDestructive, leadsToSlack } from '../purpose.ts'
import { type ClickPlace, type PageReading, pressMarked } from './page-scripts.ts'
import type { ChromiumTab } from './tab.ts'

/** What a person does next on a page of the app. */
export type Onward =
  | { readonly kind: 'press'; readonly mark: string }
  /** The page navigates to `url` by itself. */
  | { readonly kind: 'wait'; readonly url: URL }
  | { readonly kind: 'stuck'; readonly why: Stuck | undefined }

/**
 * Decides what a person who wants to install the app presses. The rules are those of our own browser. In addition, a
 * button outside of any form counts when its label is about Slack, because Chromium runs scripts.
 */
export function wayOnward({ marked, loose }: PageReading, from: URL, simulator: URL): Onward {
  const step = nextStep(marked, from, simulator)
  if (step?.mark !== undefined) return { kind: 'press', mark: step.mark }
  if (step) return { kind: 'wait', url: step.url }
  const labels = formChoices(marked, from)
  if (labels.length > 0) return { kind: 'stuck', why: { kind: 'choice', labels } }
  const safe = loose.filter(({ label }) => !isDestructive(label))
  const ofSlack = safe.filter(({ label }) => leadsToSlack(label) || /^slack$/i.test(label))
  const best = ofSlack.filter(({ label }) => installs(label))
  // The same button can be at the top and at the bottom of a page.
  const choices = new Map((best.length > 0 ? best : ofSlack).map(({ label, mark }) => [label.toLowerCase(), mark]))
  const [first, ...others] = choices.values()
  if (first === undefined) return { kind: 'stuck', why: undefined }
  if (others.length === 0) return { kind: 'press', mark: first }
  return { kind: 'stuck', why: { kind: 'choice', labels: [...choices.keys()] } }
}

/** Presses a marked element. Returns false when the page no longer has it. */
export async function press(tab: ChromiumTab, mark: string): Promise<boolean> {
  const place = await tab.run(pressMarked(mark))
  if (place === undefined) return false
  await click(tab, place as ClickPlace | null)
  return true
}

/** Clicks at a place of the page; does nothing without a place. */
export async function click(tab: ChromiumTab, place: ClickPlace | null): Promise<void> {
  if (!place) return
  await tab.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place })
  for (const type of ['mousePressed', 'mouseReleased'])
    await tab.send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 })
}
