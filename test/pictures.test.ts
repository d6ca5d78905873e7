import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withBolt } from './support/bolt-app.ts'
import { chromiumPath, launchChromium } from './support/chromium.ts'
import { openPage } from './support/page.ts'
import { launcher } from './support/program.ts'
import { hasPty } from './support/pty.ts'
import { createReaderPlace } from './support/reader-place.ts'
import { bolts } from './support/sdk.ts'
import { terminalPicture } from './support/terminal-picture.ts'

// `npm run pictures` draws the pictures of README.md and docs/simulator.md again.
const pictures = join(dirname(launcher), '..', 'docs', 'pictures')
const draws = process.env['DRAW_PICTURES'] === '1'

const columns = 96
const commands = [
  'slack-tokens login --sim --scopes chat:write,users:read --user-scopes search:read,files:write',
  'slack-tokens post "#general" "Hello from the bot" --as bot',
  'slack-tokens call search.messages query=Hello --as bot',
]

/** Replaces the parts that differ between runs with the text that an earlier run printed. */
function steady(output: string): string {
  const ends = ['be3e', '47d7', 'c5uh', '9b2b']
  const known = new Map<string, string>()
  const fixed = (end: string) => known.get(end) ?? known.set(end, ends[known.size] ?? 'a1b2').get(end) ?? end
  return (
    output
      .replace(/(?<=…)[\w-]{4}\b/g, fixed)
      .replace(/localhost:\d+(?=\/slack\/callback)/g, 'localhost:8443')
      .replace(/localhost:(?!8443)\d+/g, 'localhost:4717')
      // The reader did not type this port, which login repeats in its hints.
      .replace(/ --port \d+/g, '')
      .replace(/(?<=state=)[\w-]+/g, 'WthGsLNNuEK0VczzpuHk0HxeTYYDcm3Ia6JtJ8aeK2k')
      .replace(/U0SIM(?!DANA)[A-Z0-9]{6}/g, 'U0SIMM18PV8')
      .replace(/\b1[78]\d{8}\.\d{6}\b/g, '1795897321.371000')
      .replace(/p\d{16}/g, 'p1795897321371000')
  )
}

/** The parts of the page that differ between two runs: times, days, durations and ids. */
const varying =
  /\d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?|\w+day, \w+ \d+|\d+(?:\.\d+)? ms|\d{10}\.\d{6}|[\w-]{4}(?<=…[\w-]{4})/g

describe.skipIf(!hasPty)('the picture of a session', () => {
  it('shows what the commands print at a terminal today', async () => {
    await using place = await createReaderPlace({})
    const shown = commands.map((command) => {
      const { stdout } = spawnSync(
        'script',
        ['--quiet', '--return', '--command', `stty rows 40 cols ${columns}; ${command}`, '/dev/null'],
        { cwd: place.folder, env: { ...place.env, TERM: 'xterm', SHELL: '/bin/sh' }, input: '', encoding: 'utf8' },
      )
      return `\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m\n${stdout.trimEnd()}\n`
    })
    const title = `A terminal with ${commands.length} commands: an install on the simulator with two tokens, a message, and a call that the bot token may not make`
    await expect(terminalPicture(steady(shown.join('\n').trimEnd()), columns, title)).toMatchFileSnapshot(
      join(pictures, 'session.svg'),
    )
  })
})

describe.skipIf(!chromiumPath)('the picture of the simulator’s page', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium()
  })

  afterAll(async () => await browser?.close())

  it('shows the texts that the page has today', async () => {
    const [{ App }] = bolts
    const scope = 'chat:write,commands,app_mentions:read'
    const listen = (app: InstanceType<typeof App>) => {
      app.event('app_mention', async ({ say }) => void (await say(answer)))
      app.action('approve', async ({ ack }) => await ack())
    }
    await withBolt(
      { App, way: 'Socket Mode', scope, listen, options: { startAt: '2026-11-29T09:30:00Z' } },
      async ({ slack }) => {
        const looks = draws ? (['light', 'dark'] as const) : (['light'] as const)
        for (const colorScheme of looks) {
          const { page, message, say } = await openPage(browser, slack, { colorScheme, width: 1180 })
          if (colorScheme === 'light') await say('<@sim-app> is the new version ready?')
          await message('ready to be deployed').waitFor()
          await page.setViewportSize({ width: 1180, height: 600 })
          await page.getByRole('button', { name: 'Developer’s side' }).click()
          await page.getByText('chat.postMessage').first().waitFor()
          if (draws) {
            mkdirSync(pictures, { recursive: true })
            writeFileSync(join(pictures, `page-${colorScheme}.png`), await page.screenshot())
          }
          await expect(await textsOf(page)).toMatchFileSnapshot(join(pictures, 'page.txt'))
          await page.context().close()
        }
      },
    )
  })
})

/**
 * Returns every text that the page shows, each once and in alphabetical order, because an app that starts sends its
 * requests in another order each time. Announcements for screen readers are left out, because they are on the page only
 * for a short time.
 */
async function textsOf(page: Page): Promise<string> {
  const texts = await page.evaluate<string[]>(`(() => {
    for (const announced of document.querySelectorAll('[aria-live], [role=status]')) announced.remove()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) found.push(walker.currentNode.textContent.trim())
    return found
  })()`)
  const steadyTexts = texts.map((text) => text.replace(varying, '…')).filter((text) => text !== '')
  return `${[...new Set(steadyTexts)].sort().join('\n')}\n`
}

/** What the app answers, with Block Kit. */
const answer = {
  text: 'Version 2.4.0 is ready to be deployed',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*Version 2.4.0* is ready to be deployed. 214 tests passed.' } },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'approve', style: 'primary', text: { type: 'plain_text', text: 'Deploy' } },
        { type: 'button', action_id: 'later', text: { type: 'plain_text', text: 'Later' } },
      ],
    },
  ],
}
