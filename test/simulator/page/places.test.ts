import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'

const focused = (page: Page) => page.locator(':focus')

describe.skipIf(!chromiumPath)('the page of the simulator', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('shows an old message when a person opens the permalink of the message', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    const { ts } = await dana.say('#general', 'the first one')
    for (let at = 0; at < 250; at += 1) await dana.say('#general', `message ${at}`)
    const { page, message, problems } = await openPage(browser, slack)
    const id = await channelIn(page, '# general')
    await page.goto(`${slack.url}/archives/${id}/p${(ts ?? '').replace('.', '')}`)
    await message('the first one').waitFor()
    await expect.poll(() => page.locator('.found', { hasText: 'the first one' }).count()).toBe(1)
    await expect.poll(() => isInView(page, '.found')).toBe(true)
    expect(problems).toEqual([])
  })

  it('shows a reply in its thread when a person opens the permalink of the reply', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    const { ts: first } = await dana.say('#general', 'the first one')
    let reply: string | null = null
    for (let at = 0; at < 40; at += 1) {
      const { ts } = await dana.say('#general', `reply ${at}.`, { thread: first ?? '' })
      if (at === 3) reply = ts
    }
    const { page, problems } = await openPage(browser, slack)
    const id = await channelIn(page, '# general')
    await page.goto(`${slack.url}/#${id}-p${(reply ?? '').replace('.', '')}`)
    const found = page.getByRole('complementary').locator('.found')
    await found.getByText('reply 3.').waitFor()
    await expect.poll(() => isInView(page, '.thread .found')).toBe(true)
    expect(problems).toEqual([])
  })

  it('shows a notice when a person opens the permalink of a message that does not exist', async () => {
    await using slack = await startSimulator()
    await slack.as('dana').say('#general', 'hello')
    const { page, problems } = await openPage(browser, slack)
    const id = await channelIn(page, '# general')
    await page.goto(`${slack.url}/#${id}-p1500000000000100`)
    await page.getByText('The message that the address names is not here').waitFor()
    expect(problems).toEqual([])
  })

  it('moves the focus into a thread when it opens, and back to the button that opened it when the person presses Close', async () => {
    await using slack = await startSimulator()
    const { ts } = await slack.as('lee').say('#general', 'Lunch?')
    await slack.as('lee').say('#general', 'Anybody?', { thread: ts ?? '' })
    const { page } = await openPage(browser, slack)
    await page.getByRole('button', { name: '1 reply' }).focus()
    await page.keyboard.press('Enter')
    const thread = page.getByRole('complementary')
    await thread.getByText('Anybody?').waitFor()
    expect(await focused(page).getAttribute('aria-label')).toBe('Reply')
    await thread.getByRole('button', { name: 'Close' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => thread.count()).toBe(0)
    expect(await focused(page).textContent()).toBe('1 reply')
  })

  it('moves the focus into the list of emoji, and after Escape back to the button that opened the list', async () => {
    await using slack = await startSimulator()
    await slack.as('lee').say('#general', 'Lunch?')
    const { page, message } = await openPage(browser, slack)
    const opener = message('Lunch?').getByRole('button', { name: 'Add a reaction' })
    await opener.focus()
    await page.keyboard.press('Enter')
    const field = page.getByRole('searchbox', { name: 'Name of an emoji' })
    await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Name of an emoji')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused(page).getAttribute('title')).toBe(':+1:')
    await page.keyboard.press('Escape')
    await expect.poll(() => field.count()).toBe(0)
    expect(await opener.evaluate((one) => one.matches(':focus'))).toBe(true)
  })

  it('on a narrow screen, has a list of conversations that closes after a choice and with Escape', async () => {
    await using slack = await startSimulator()
    const { page, field } = await openPage(browser, slack, { width: 360 })
    const list = page.getByRole('navigation', { name: 'Conversations' })
    const opener = page.getByRole('button', { name: 'Show the conversations' })
    expect(await list.isVisible()).toBe(false)
    await opener.click()
    await list.getByRole('button', { name: '# random' }).click()
    await page.getByRole('combobox', { name: 'Message to # random' }).waitFor()
    await expect.poll(() => list.isVisible()).toBe(false)
    await opener.click()
    await list.waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => list.isVisible()).toBe(false)
    expect(await opener.evaluate((one) => one.matches(':focus'))).toBe(true)
    const height = (await field.boundingBox())?.y ?? 0
    expect(height).toBeGreaterThan(600)
  })

  it('announces new messages of other people to a screen reader, but not earlier messages', async () => {
    await using slack = await startSimulator()
    await slack.as('lee').say('#general', 'before')
    const { page, message, say } = await openPage(browser, slack)
    await message('before').waitFor()
    const live = page.locator('.middle [aria-live=polite]')
    expect(await live.textContent()).toBe('')
    await say('my own')
    await message('my own').waitFor()
    await slack.as('lee').say('#general', 'for @dana')
    await expect.poll(() => live.textContent()).toBe('Lee Okafor: for @dana')
  })
})

/** Returns the id of a conversation, from the address to which its button leads. */
async function channelIn(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name }).click()
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(2)
  return new URL(page.url()).hash.slice(2)
}

/** Whether an element is inside the visible part of the page. */
async function isInView(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).first().boundingBox()
  return box !== null && box.y >= 0 && box.y < 900
}
