import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profilePrefix } from '../../../src/browser/chromium/launch.ts'
import { chromiumPath } from '../../support/chromium.ts'
import { driveApp, found } from '../../support/drive.ts'
import { createPlace, freePort, node } from '../../support/program.ts'

/** Returns the profiles of Chromium that exist now. */
const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith(profilePrefix))

/** An install page that continues only by a script. Its button, which a script adds, goes to /go. */
const late = `<h1>Our app</h1><script>setTimeout(() => {
  const button = document.createElement('button')
  button.textContent = 'Add to Slack'
  button.onclick = () => setTimeout(() => { location.href = '/go' }, 100)
  document.body.append(button)
}, 500)</script>`

it('drive --browser exits with 2 before the app starts when a variable names no Chromium', async () => {
  const drove = await driveApp({ app: 'plain', more: ['--browser'], env: { CHROME_PATH: '/nowhere/chromium' } })
  expect([drove.code, drove.json]).toMatchObject([2, { error: 'no_browser' }])
  expect(drove.stderr).not.toContain('Driving')
})

it('drive without --browser names --browser for a page that continues only by a script', async () => {
  const drove = await driveApp({ app: 'plain', scenarios: 'allow', env: { HTML: late } })
  expect([drove.code, drove.json]).toMatchObject([2, { error: 'scripts_not_run' }])
  expect((drove.json as { hint: string }).hint).toMatch(/slack-tokens drive \S+ --browser --start /)
})

describe.skipIf(!chromiumPath)('drive --browser', { timeout: 90_000 }, () => {
  it.each([
    ['a button that a script adds later', late],
    [
      'a script that navigates after a while',
      '<p>One moment</p><script>setTimeout(() => location.replace("/go"), 800)</script>',
    ],
    ['a button that asks first', "<button onclick=\"if (confirm('Install?')) location = '/go'\">Add to Slack</button>"],
    ['a link that opens a window', '<a href="/go" target="_blank">Add to Slack</a>'],
    [
      'a button whose script opens a window',
      "<button onclick=\"open('/go', '_blank', 'popup')\">Add to Slack</button>",
    ],
    [
      'a form that a script sends',
      '<form id=f><button>Add to Slack</button></form><script>f.onsubmit = (event) => { event.preventDefault(); fetch("/done").then(() => { location = "/go" }) }</script>',
    ],
    [
      'a box that has to be ticked',
      '<form action="/go"><label><input type=checkbox required name=terms>I agree</label><button>Add to Slack</button></form>',
    ],
    [
      'a button behind which another one is hidden',
      '<button style="display:none" onclick="location=\'/nowhere\'">Add to Slack now</button><button onclick="location=\'/go\'">Add to Slack</button>',
    ],
  ])('installs an app whose page has %s', async (_what, html) => {
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', more: ['--browser'], env: { HTML: html } })
    expect([drove.code, found(drove)], drove.stdout + drove.stderr).toEqual([0, []])
  })

  it('presses the same button again when the person opens the install address again in the same browser', async () => {
    const html =
      '<form action="/done"><input name=mail><button>Log in</button></form><form action="/go" method=post><button>Add to Slack</button></form>'
    const drove = await driveApp({
      app: 'plain',
      scenarios: 'approval-later',
      more: ['--browser'],
      env: { HTML: html },
    })
    expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
  })

  it('presses nothing on a page that needs a person’s choice', async () => {
    const html =
      '<button onclick="location=\'/go\'">Add to Slack for sales</button><button onclick="location=\'/go\'">Add to Slack for support</button>'
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', more: ['--browser'], env: { HTML: html } })
    expect([drove.code, drove.json], drove.stderr).toMatchObject([2, { error: 'page_wants_choice' }])
  })

  it('reports no-link-to-slack for a page whose scripts lead nowhere, and presses no button that deletes', async () => {
    const html =
      '<button onclick="location=\'/go\'">Remove from Slack</button><script>setInterval(() => fetch("/done"), 100)</script>'
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', more: ['--browser'], env: { HTML: html } })
    expect([drove.code, found(drove)], drove.stderr).toEqual([1, ['allow: no-link-to-slack']])
  })

  it('loads nothing from another host, and names the flag that allows it', async () => {
    const html =
      '<a href="/go">Add to Slack</a><script src="https://cdn.example.com/app.js"></script><img src="http://10.1.2.3/x.png">'
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', more: ['--browser'], env: { HTML: html } })
    expect(drove.code, drove.stderr).toBe(0)
    expect(drove.stderr).toMatch(/cdn\.example\.com.*--allow-host cdn\.example\.com/s)
  })

  it('exits with 2 when the app sends the browser to a host that is not allowed', async () => {
    const drove = await driveApp({
      app: 'plain',
      scenarios: 'allow',
      more: ['--browser'],
      env: { HTML: '<script>location = "https://login.example.com/"</script>' },
    })
    expect([drove.code, drove.json], drove.stderr).toMatchObject([2, { error: 'not_loopback' }])
  })

  it.each([
    'state-lost-host',
    'state-lost-path',
    'state-lost-strict',
    'state-lost-none',
    'state-lost-domain',
    'bad-scope',
    'denial-500',
    'secret-in-address',
  ])('finds the same as drive without --browser in the app with the defect %s', async (defect) => {
    const what = { app: 'plain', defect, scenarios: 'allow,deny' } as const
    const walked = await driveApp(what)
    const browsed = await driveApp({ ...what, more: ['--browser'] })
    expect([browsed.code, found(browsed)], browsed.stderr).toEqual([walked.code, found(walked)])
    const lost = ({ report }: typeof walked) =>
      report.scenarios.map(({ hops }) => hops.map((hop) => [hop.status, hop.lost]))
    expect(lost(browsed)).toEqual(lost(walked))
    expect(found(walked)).not.toEqual([])
  })

  it.each([
    ['token-in-data', 'secret-in-page'],
    ['token-in-beacon', 'secret-to-other-host'],
  ])('finds the secret that only a script loads or sends, in the app with the defect %s', async (defect, id) => {
    const drove = await driveApp({ app: 'leaking', defect, scenarios: 'allow', more: ['--browser'] })
    expect([drove.code, found(drove)], drove.stderr).toEqual([1, [`allow: ${id}`]])
  })

  it.skipIf(process.platform === 'win32')('leaves no process and no profile behind when it is killed', async () => {
    using place = createPlace()
    const before = profiles()
    const port = await freePort()
    const app = join(import.meta.dirname, '..', '..', 'subjects', 'plain.mjs')
    const program = place.start(
      ['drive', '--browser', '--yes', '--start', `"${node}" "${app}"`, `http://localhost:${port}/install`],
      { PORT: String(port), DEFECT: 'never-answers' },
    )
    await expect.poll(() => profiles().length, { timeout: 30_000 }).toBeGreaterThan(before.length)
    program.child.kill('SIGKILL')
    await program.ended
    await expect.poll(() => profiles().filter((name) => !before.includes(name)), { timeout: 15_000 }).toEqual([])
  })
})
