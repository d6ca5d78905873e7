import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { startCookieApp } from '../support/cookie-app.ts'
import { cookieCases } from '../support/cookie-cases.ts'
import { startWeb, type Web } from '../support/web.ts'

/**
 * Starts a server that acts as Slack on another site than the apps. The real simulator would be on the same site,
 * localhost.
 */
const startSlack = async () =>
  await startWeb(({ verb, path }, response) =>
    verb === 'POST'
      ? response.writeHead(302, { location: new URL(path, 'http://x').searchParams.get('back') ?? '' }).end()
      : response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(`<form method="post"><button>Allow</button></form>`),
  )

describe.skipIf(!chromiumPath)('the cookies of an app', () => {
  let browser: Browser
  let slack: Web
  let tab: Page

  beforeAll(async () => {
    browser = await launchChromium()
    slack = await startSlack()
    tab = await (await browser.newContext()).newPage()
    tab.setDefaultTimeout(10_000)
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await slack?.[Symbol.asyncDispose]()
  })

  it.each(cookieCases)('are sent back by Chromium in the cases that the table lists: $name', async (one) => {
    const page = `http://slack.localhost:${new URL(slack.url).port}/authorize?back=`
    await using app = await startCookieApp(one, (callbackUrl) => page + encodeURIComponent(callbackUrl))
    await tab.context().clearCookies()
    await tab.goto(app.installUrl)
    await tab.getByRole('button').click()
    await tab.waitForURL(app.callbackUrl)
    expect({ within: one.within && app.within(), sent: app.back() }).toEqual({ within: one.within, sent: one.sent })
  })
})
