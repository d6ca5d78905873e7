import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { messageBlocks } from '../../support/every-block.ts'
import { openPage } from '../../support/page.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Returns the findings of axe-core on the page with the impact “serious” or “critical”, each with the first place where
 * it occurs.
 */
async function findings(page: Page): Promise<string[]> {
  // The page’s content security policy does not allow a script tag, so the script runs through the debugger.
  await page.evaluate(axe)
  return await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await tool.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)
  })
}

async function fill(slack: Simulator): Promise<void> {
  const token = await install(slack)
  const { ts } = await slack.as('dana').say('#general', 'Good morning @lee :tada:')
  await slack.as('lee').say('#general', 'A reply', { thread: ts ?? '' })
  await slack.as('lee').react(ts ?? '', 'tada')
  await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: '#general', text: 'all', blocks: messageBlocks }),
  })
}

describe.skipIf(!chromiumPath)('the page of the simulator', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it.each(['light', 'dark'] as const)(
    'has no serious finding of axe-core with the %s color scheme',
    async (colorScheme) => {
      await using slack = await startSimulator()
      await fill(slack)
      const { page, message } = await openPage(browser, slack, { colorScheme })
      await message('The header').waitFor()
      await page.getByRole('button', { name: '1 reply' }).click()
      await page.getByRole('complementary').waitFor()
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'Developer’s side' }).click()
      for (const tab of ['Activity', 'Apps and tokens', 'Faults']) {
        await page.getByRole('button', { name: tab, exact: true }).click()
        expect(await findings(page), tab).toEqual([])
      }
      await page.getByRole('button', { name: 'Activity' }).click()
      await message('Good morning').getByRole('button', { name: 'What apps got and did' }).click()
      expect(await findings(page), 'the deliveries about a message').toEqual([])
      // axe-core assumes that a text in the colour of its background is hidden on purpose.
      const button = page.getByRole('button', { name: 'Show everything' })
      const colours = await button.evaluate((one) => {
        const { color, backgroundColor } = (
          globalThis as unknown as { getComputedStyle(one: unknown): { color: string; backgroundColor: string } }
        ).getComputedStyle(one)
        return { color, backgroundColor }
      })
      expect(colours.color).not.toBe(colours.backgroundColor)
      await page.getByRole('button', { name: '# design' }).click()
      await page.getByRole('button', { name: 'Join' }).waitFor()
      expect(await findings(page), 'a channel of others').toEqual([])
      await page.getByRole('button', { name: '+ New group message' }).click()
      await page.getByRole('dialog').waitFor()
      expect(await findings(page), 'a window').toEqual([])
    },
  )

  it.each([360, 768, 1280])('needs no horizontal scrolling on a screen that is %i pixels wide', async (width) => {
    await using slack = await startSimulator()
    await fill(slack)
    await slack.as('dana').say('#general', 'w'.repeat(400))
    const { page, message } = await openPage(browser, slack, { width })
    await message('wwww').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    // The list of messages hides what is too wide, so each part is measured.
    const tooWide = `[...document.querySelectorAll('.stream .message *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, .sr'))
      .map((one) => one.outerHTML.slice(0, 100))`
    expect(await page.evaluate(tooWide)).toEqual([])
  })

  it('can be used with the keyboard alone', async () => {
    await using slack = await startSimulator()
    await install(slack)
    const { page, field, message } = await openPage(browser, slack)
    /** Presses Tab until the element with this name has the focus. */
    const tabTo = async (name: string) => {
      for (let pressed = 0; pressed < 60; pressed += 1) {
        await page.keyboard.press('Tab')
        const focused = await page.evaluate(() => {
          const { activeElement: at } = (
            globalThis as unknown as {
              document: { activeElement: { ariaLabel: string | null; textContent: string | null } }
            }
          ).document
          return at.ariaLabel ?? at.textContent ?? ''
        })
        if (focused.trim().startsWith(name)) return
      }
      throw new Error(`Tab never reached ${name}`)
    }
    await tabTo('# random')
    await page.keyboard.press('Enter')
    await field.waitFor()
    await tabTo('Message to # random')
    await page.keyboard.type('from the keyboard')
    await page.keyboard.press('Enter')
    await message('from the keyboard').waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await tabTo('Message to # random')
    expect(slack.messages('#random').map(({ text }) => text)).toEqual(['from the keyboard'])
  })
})
