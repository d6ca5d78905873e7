import type { Browser, Locator, Page } from 'playwright-core'
import type { Simulator } from '../../src/simulator/testing/types.ts'

export interface OpenedPage {
  readonly page: Page
  /** Errors of the page, and requests to hosts other than the simulator. */
  readonly problems: readonly string[]
  /** The field in which the person writes to the open conversation. */
  readonly field: Locator
  /** Types a text into the field, and sends the text. */
  say(text: string): Promise<void>
  /** Returns the message with this text. */
  message(text: string | RegExp): Locator
}

interface PagePlan {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
}

/** Opens the simulator's page in a browser, with the key of this run. */
export async function openPage(browser: Browser, slack: Simulator, plan: PagePlan = {}): Promise<OpenedPage> {
  const { width = 1200, colorScheme = 'light' } = plan
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (line) => {
    // Chromium reports each refused action (HTTP 400) as an error of the page.
    if (line.type() === 'error' && !line.text().includes('status of 400')) problems.push(line.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    // A blob is data that the page itself made.
    const url = request.url()
    if (!url.replace(/^blob:/, '').startsWith(slack.url)) problems.push(url)
  })
  await page.goto(`${slack.url}/#control=${slack.controlToken}`)
  // On a narrow screen the list of conversations is hidden until the person opens it.
  await page.locator('#sidebar').waitFor({ state: 'attached' })
  const field = page.getByRole('combobox', { name: /^Message to/ })
  return {
    page,
    problems,
    field,
    async say(text) {
      await field.fill(text)
      await field.press('Escape')
      await field.press('Enter')
    },
    message: (text) => page.locator('.middle .message', { hasText: text }),
  }
}
