import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { install, withBolt } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'
import { bolts } from '../../support/sdk.ts'

const [{ App }] = bolts

describe.skipIf(!chromiumPath)('a list of messages on the page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(async () => await browser?.close())

  it('shows its end at first and after long new messages, but does not move while the person reads older messages', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    for (let at = 0; at < 30; at += 1) await dana.say('#general', `message ${at} ${'long '.repeat(at * 20)}`)
    const { page, message, say, problems } = await openPage(browser, slack)
    const list = page.getByRole('region', { name: 'Messages' })
    const isAtEnd = async () => (await list.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)) < 2
    await message('message 29').waitFor()
    await expect.poll(isAtEnd).toBe(true)
    await say('a'.repeat(3000))
    await message('aaa').waitFor()
    await expect.poll(isAtEnd).toBe(true)
    await page.setViewportSize({ width: 700, height: 400 })
    await expect.poll(isAtEnd).toBe(true)
    await list.evaluate((one) => {
      one.scrollTop = 0
    })
    await expect.poll(isAtEnd).toBe(false)
    await slack.as('lee').say('#general', 'a new one')
    await message('a new one').waitFor()
    expect(await isAtEnd()).toBe(false)
    expect(problems).toEqual([])
  })

  it('contains one message that Tab focuses; the arrow keys move to another message, and Tab then reaches the buttons of that message', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    for (const text of ['first', 'second', 'third']) await dana.say('#general', text)
    const { page, field, message } = await openPage(browser, slack)
    await message('third').waitFor()
    const focused = async () =>
      String(
        await page.evaluate(
          "document.activeElement.closest('.message')?.querySelector('.text').textContent ?? document.activeElement.textContent",
        ),
      )
    await field.focus()
    let steps = 0
    for (
      ;
      steps < 12 &&
      !(await message('third')
        .getByRole('article')
        .evaluate((one) => one.matches(':focus')));
      steps += 1
    )
      await page.keyboard.press('Shift+Tab')
    expect(steps).toBeLessThan(12)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('first')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('searchbox', { name: 'Name of an emoji' }).waitFor()
    await page.keyboard.type('taco')
    await page.keyboard.press('Enter')
    await message('first')
      .getByRole('button', { name: /^taco, 1/ })
      .waitFor()
    await expect.poll(() => page.getByRole('dialog', { name: 'Choose an emoji' }).count()).toBe(0)
    expect(await page.locator('.tools [tabindex="0"]').count()).toBeLessThan(7)
  })

  it('closes the emoji window when the focus goes elsewhere', async () => {
    await using slack = await startSimulator()
    await slack.as('dana').say('#general', 'first')
    const { page, field, message } = await openPage(browser, slack)
    await message('first').getByRole('button', { name: 'Add a reaction' }).click()
    await page.getByRole('dialog', { name: 'Choose an emoji' }).waitFor()
    await field.focus()
    await expect.poll(() => page.getByRole('dialog', { name: 'Choose an emoji' }).count()).toBe(0)
  })

  it('shows the text, the tasks and the blocks of a streamed message', () =>
    withBolt({ App, way: 'Socket Mode', listen: () => {} }, async ({ slack, app: { client } }) => {
      const target = { channel: 'C0SIMGENL', recipient_user_id: 'U0SIMDANA', recipient_team_id: 'T0SIM0001' }
      const { ts: thread_ts = '' } = await client.chat.postMessage({ channel: target.channel, text: 'Thread' })
      const { ts = '' } = (await client.chat.startStream({ ...target, thread_ts })) as { ts?: string }
      const { page, problems } = await openPage(browser, slack)
      await page.getByRole('button', { name: '1 reply' }).click()
      const thread = page.getByRole('complementary')
      await client.chat.appendStream({ channel: target.channel, ts, markdown_text: 'Some **bold** answer' })
      await thread.locator('strong', { hasText: 'bold' }).waitFor()
      const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'below it' } }]
      await client.apiCall('chat.stopStream', { channel: target.channel, ts, blocks })
      await thread.getByText('below it').waitFor()
      expect(await thread.locator('strong', { hasText: 'bold' }).count()).toBe(1)
      expect(problems).toEqual([])
    }))

  it('does not show the field of the previous person while the data of the next person is loading', async () => {
    await using slack = await startSimulator()
    await install(slack)
    const { page, field, problems } = await openPage(browser, slack)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/_sim/desk?*', async (route) => {
      await held
      await route.continue()
    })
    await page.getByLabel('Act as').selectOption({ label: 'Lee Okafor (@lee)' })
    await expect.poll(() => field.count()).toBe(0)
    release()
    await field.waitFor()
    expect(await page.getByLabel('Act as').inputValue()).toBe('U0SIMLEE')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    expect(problems).toEqual([])
  })
})
