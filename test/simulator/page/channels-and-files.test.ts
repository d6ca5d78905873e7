import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/page.ts'

/** The smallest picture: one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.skipIf(!chromiumPath)('a person on the page of the simulator', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => await browser?.close())

  it('creates a private channel, invites another person, and removes that person', async () => {
    await using slack = await startSimulator()
    const { page, problems } = await openPage(browser, slack)
    await page.getByRole('button', { name: '+ New channel' }).click()
    const form = page.getByRole('dialog', { name: 'New channel' })
    await form.getByLabel('Name').fill('general')
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByRole('alert').getByText('name_taken').waitFor()
    await form.getByLabel('Name').fill('Secret plans')
    await form.getByLabel('Private: only members see it').check()
    await form.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('combobox', { name: 'Message to # secret-plans' }).waitFor()
    await page.getByRole('button', { name: '1 member' }).click()
    const list = page.getByRole('dialog', { name: 'Members of # secret-plans' })
    await list.getByLabel('Somebody to invite').selectOption('lee')
    await list.getByRole('button', { name: 'Invite' }).click()
    await list.getByRole('button', { name: 'Remove Lee Okafor' }).click()
    await expect.poll(() => list.getByRole('button', { name: 'Remove Lee Okafor' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '1 member' }).waitFor()
    expect(slack.messages('#secret-plans').map(({ text }) => text.replace(/<@\w+>/, ''))).toEqual([
      ' has joined the channel',
      ' has joined the channel',
      ' has left the channel',
    ])
    expect(problems).toEqual([])
  })

  it('sends several files in one message', async () => {
    await using slack = await startSimulator()
    const { page, field, message, problems } = await openPage(browser, slack)
    const files = ['one.txt', 'two.txt', 'three.txt'].map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(name),
    }))
    await page.getByLabel('Add files').setInputFiles(files)
    await field.fill('Three files')
    await field.press('Enter')
    await message('Three files').locator('strong', { hasText: 'three.txt' }).waitFor()
    expect(await message('Three files').getByRole('list', { name: 'Files' }).getByRole('listitem').count()).toBe(3)
    expect(slack.messages('#general')).toHaveLength(1)
    expect(problems).toEqual([])
  })

  it('sees the text or the picture of a file, and saves a file with a hostile name and hostile content', async () => {
    await using slack = await startSimulator()
    const lee = slack.as('lee')
    const hostile = '<script>alert(1)</script>'
    const name = '../../"><img src=x onerror=alert(1)>\u202Etxt.html'
    await lee.upload('#general', { name, content: Buffer.from(hostile), text: 'hostile' })
    await lee.upload('#general', { name: 'dot.png', content: pixel, text: 'picture' })
    await lee.upload('#general', { name: 'run.svg', content: Buffer.from(`<svg>${hostile}</svg>`), text: 'drawing' })
    const { page, message, problems } = await openPage(browser, slack)
    await message('hostile').getByRole('button', { name: /^Show/ }).click()
    expect(await message('hostile').locator('pre').textContent()).toBe(hostile)
    await message('picture').getByRole('button', { name: /^Show/ }).click()
    const picture = message('picture').locator('img')
    await expect
      .poll(() => picture.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(1)
    expect(await message('drawing').getByRole('button', { name: /^Show/ }).count()).toBe(0)
    const saved = page.waitForEvent('download')
    await message('hostile')
      .getByRole('button', { name: /^Download/ })
      .click()
    const download = await saved
    expect(download.suggestedFilename()).not.toMatch(/[/\\"<>]/)
    expect(readFileSync(await download.path(), 'utf8')).toBe(hostile)
    expect(page.url()).toMatch(new RegExp(`^${slack.url}/`))
    expect(problems).toEqual([])
  })

  it('sees the formatting of a typed text, and the original text when editing', async () => {
    await using slack = await startSimulator()
    const { page, field, say, message, problems } = await openPage(browser, slack)
    await say('*Lunch* with @lee in #random :tada:\n- soup\n- _salad_')
    const row = message('soup')
    await row.locator('strong', { hasText: 'Lunch' }).waitFor()
    expect(await row.locator('li.message li, .list li').allTextContents()).toEqual(['soup', 'salad'])
    expect(await row.getByText('🎉').count()).toBe(1)
    await row.getByRole('button', { name: 'Edit' }).click()
    const editor = page.getByRole('textbox', { name: 'Text of the message' })
    expect(await editor.inputValue()).toBe('*Lunch* with @lee in #random :tada:\n- soup\n- _salad_')
    await editor.press('Enter')
    await row.getByText('(edited)').waitFor()
    expect(slack.messages('#general')[0]?.text).toMatch(/^\*Lunch\* with <@U\w+> in <#C\w+\|random>/)
    await field.fill('/remove')
    await page.getByRole('option', { name: /\/remove @name/ }).waitFor()
    expect(problems).toEqual([])
  })
})
