import { setTimeout as delay } from 'node:timers/promises'
import { CdpError } from './cdp.ts'
import type { ChromiumTab } from './tab.ts'

/** The maximum height of a picture, in pixels. */
const tallest = 4000

/** How long Chromium may take for a picture, in milliseconds. A drive can do without it. */
const longest = 10_000

/** The global variable with the texts of the page. It exists only in the isolated world of these scripts. */
const memory = 'globalThis.slackTokensTexts'

/** Returns all texts that the page shows, as a list of strings, and keeps their nodes. */
const listTexts = `(() => {
  const texts = []
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && texts.length < 20000; node = walker.nextNode()) texts.push(node)
  const fields = [...document.querySelectorAll('input:not([type=hidden],[type=file],[type=password]),textarea')]
  ${memory} = [
    ...texts.map((node) => ({ was: node.data, set: (text) => { node.data = text } })),
    ...fields.map((field) => ({ was: field.value, set: (text) => { field.value = text } })),
  ]
  return ${memory}.map(({ was }) => was)
})()`

const restoreTexts = `(() => { for (const { was, set, isChanged } of ${memory}) if (isChanged) set(was) })()`

function changeTexts(changed: readonly (readonly [index: number, text: string])[]): string {
  return `(() => {
    for (const [index, text] of ${JSON.stringify(changed)}) {
      ${memory}[index].isChanged = true
      ${memory}[index].set(text)
    }
  })()`
}

/**
 * Returns a picture of the page, PNG in base64; undefined when the page is gone, or Chromium draws it too slowly. Secrets
 * in the texts of the page are masked while the picture is taken.
 */
export async function pictureOf(
  tab: ChromiumTab,
  mask: (text: string) => string,
  patience = longest,
): Promise<string | undefined> {
  const texts = ((await tab.run(listTexts)) ?? []) as readonly string[]
  const changed = texts.flatMap((text, index) => (mask(text) === text ? [] : [[index, mask(text)] as const]))
  try {
    if (changed.length > 0) await tab.run(changeTexts(changed))
    const { cssContentSize } = await tab.send('Page.getLayoutMetrics', {})
    const { width, height } = cssContentSize
    const clip = { x: 0, y: 0, width, height: Math.min(Math.max(1, height), tallest), scale: 1 }
    const taken = tab.send('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true })
    const late = delay(patience, undefined, { ref: false })
    return (await Promise.race([taken, late]))?.data
  } catch (error) {
    if (error instanceof CdpError) return undefined
    throw error
  } finally {
    if (changed.length > 0) await tab.run(restoreTexts)
  }
}
