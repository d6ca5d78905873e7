import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { elements, inputBlocks, messageBlocks } from '../../support/every-block.ts'
import { openPage } from '../../support/page.ts'

async function post(slack: Simulator, token: string, message: object): Promise<void> {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: '#general', ...message }),
  })
  expect(await response.json()).toMatchObject({ ok: true })
}

/** Opens a modal for Dana, as an app does after a command. */
async function openModal(slack: Simulator, token: string, blocks: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${slack.controlToken}`, 'content-type': 'application/json' }
  const trigger = await fetch(`${slack.url}/_sim/trigger`, { method: 'POST', headers, body: '{}' })
  const { trigger_id } = (await trigger.json()) as { trigger_id: string }
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'Everything' },
    submit: { type: 'plain_text', text: 'Send' },
    blocks,
  }
  const response = await fetch(`${slack.apiUrl}views.open`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${token}` },
    body: JSON.stringify({ trigger_id, view }),
  })
  expect(await response.json()).toMatchObject({ ok: true })
}

describe.skipIf(!chromiumPath)('the page of the simulator shows', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('a message with every kind of block, without a request to another computer', async () => {
    await using slack = await startSimulator()
    await post(slack, await install(slack), { text: 'all', blocks: messageBlocks })
    const { page, message, problems } = await openPage(browser, slack)
    const shown = message('The header')
    for (const text of [
      ...[
        'bold',
        'italic',
        'gone',
        'code',
        'a quote',
        'Field',
        'the context',
        'The picture',
        'rich bold',
        'third point',
      ],
      ...[
        'a rich quote',
        'rich code',
        'The title',
        'strong',
        'first',
        'Head A',
        'Cell B',
        '▶ The video',
        'Press',
        'Good',
      ],
    ]) {
      await shown.getByText(text, { exact: true }).first().waitFor()
    }
    for (const link of ['a link', 'a rich link', 'a markdown link'])
      expect(await shown.getByRole('link', { name: link }).getAttribute('href')).toBe('https://example.com')
    for (const picture of ['an accessory', 'a small picture', 'a picture'])
      expect(await shown.getByRole('img', { name: picture }).count()).toBe(1)
    expect(await shown.locator('.unknown').count()).toBe(0)
    expect(await shown.locator('select').count()).toBeGreaterThanOrEqual(
      elements.filter(({ type }) => /(?<!external)_select$/.test(type)).length,
    )
    expect(await page.locator('img').count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('a modal with every kind of input, each with its label and its hint', async () => {
    await using slack = await startSimulator()
    await openModal(slack, await install(slack), inputBlocks)
    const { page, problems } = await openPage(browser, slack)
    const dialog = page.getByRole('dialog', { name: 'Everything' })
    await dialog.waitFor()
    for (const { element } of inputBlocks) {
      await dialog.getByText(`Hint of ${element.type}`, { exact: true }).waitFor()
      expect(await dialog.getByLabel(`Label of ${element.type}`).count(), element.type).toBeGreaterThan(0)
    }
    expect(problems).toEqual([])
  })

  it('a block of an unknown kind as JSON', async () => {
    await using slack = await startSimulator()
    await openModal(slack, await install(slack), [{ type: 'divider' }])
    const { page, problems } = await openPage(browser, slack)
    await page.getByRole('dialog', { name: 'Everything' }).waitFor()
    // The API methods refuse an unknown block, so the test adds one to the data that the page reads.
    await page.route('**/_sim/desk?*', async (route) => {
      const response = await route.fetch()
      const desk = (await response.json()) as { modal: { payload: { blocks: unknown[] } } }
      desk.modal.payload.blocks = [{ type: 'hologram', depth: 3 }]
      await route.fulfill({ json: desk })
    })
    await slack.as('lee').say('#general', 'a change')
    await page.locator('.unknown summary', { hasText: 'hologram' }).click()
    await page.getByText('"depth": 3').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    expect(problems).toEqual([])
  })

  it('hostile texts and names as text', async () => {
    await using slack = await startSimulator({
      content: {
        workspaces: [
          {
            name: '<img src=x onerror=alert(1)>',
            people: [{ name: 'eve', realName: '<b>Eve</b>' }],
            channels: [{ name: 'general', members: ['eve'] }],
          },
        ],
      },
    })
    const text = '<script>alert(1)</script> <javascript:alert(1)|press> <https://example.com"onclick=alert(1)|x>'
    await slack.as('eve').say('#general', text)
    const { page, problems, message } = await openPage(browser, slack)
    await message('alert(1)').waitFor()
    expect(await page.locator('.middle script, .middle img, [onclick], [onerror], a[href^="javascript"]').count()).toBe(
      0,
    )
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('<img src=x onerror=alert(1)>')
    expect(problems).toEqual([])
  })

  it('the newest 100 of 1,000 messages, and the older messages on request', async () => {
    await using slack = await startSimulator()
    const dana = slack.as('dana')
    for (let at = 0; at < 1000; at += 1) await dana.say('#general', `message ${at} of many`)
    const { page, message, problems } = await openPage(browser, slack)
    await message('message 999 of many').waitFor()
    expect(await page.locator('.middle .message').count()).toBe(100)
    for (let loaded = 200; loaded <= 1000; loaded += 100) {
      await page.getByRole('button', { name: 'Show older messages' }).click()
      await expect.poll(() => page.locator('.middle .message').count()).toBe(loaded)
    }
    await message('message 0 of many').scrollIntoViewIfNeeded()
    expect(await page.getByRole('button', { name: 'Show older messages' }).count()).toBe(0)
    expect(problems).toEqual([])
  })

  it('the newest of 400 messages that arrived while the person wrote in another channel', async () => {
    await using slack = await startSimulator()
    const { page, message, say, problems } = await openPage(browser, slack)
    const lee = slack.as('lee')
    const burst = (async () => {
      for (let at = 0; at < 400; at += 1) await lee.say('#general', `event ${at}`)
    })()
    await page.getByRole('button', { name: '# random' }).click()
    await say('still alive')
    await message('still alive').waitFor()
    await burst
    await page.getByRole('button', { name: /^# general/ }).click()
    await message('event 399').waitFor()
    expect(problems).toEqual([])
  })
})
