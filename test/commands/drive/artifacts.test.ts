import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { driveApp } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

describe('drive --artifacts', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slack-tokens-artifacts-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const artifactsOf = ({ report }: Awaited<ReturnType<typeof driveApp>>) =>
    report.scenarios.flatMap(({ artifacts = [] }) => artifacts)

  it('keeps each scenario’s report, requests and pages, readable only by this account', async () => {
    const dir = join(folder, 'new', 'deep')
    const drove = await driveApp({ app: 'page', scenarios: 'allow,deny', more: ['--artifacts', dir] })
    expect(drove.stderr).toContain(`Made the folder ${join(folder, 'new')}\n`)
    const files = artifactsOf(drove)
    const expected = [
      ...['allow/01-install.html', 'allow/02-callback.html', 'allow/requests.txt', 'allow/report.json'],
      ...['deny/01-install.html', 'deny/02-callback.html', 'deny/requests.txt', 'deny/report.json'],
    ]
    // A scenario can open further pages after the install.
    expect(files).toEqual(expect.arrayContaining(expected))
    for (const file of files) expect(statSync(join(dir, file)).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'allow')).mode & 0o777).toBe(0o700)
    const report = JSON.parse(readFileSync(join(dir, 'allow', 'report.json'), 'utf8')) as unknown
    expect(report).toMatchObject({
      scenario: 'allow',
      outcome: 'ok',
      hops: expect.arrayContaining([expect.objectContaining({ status: 200 })]) as unknown,
    })
    expect(readFileSync(join(dir, 'allow', '02-callback.html'), 'utf8')).toContain('<h1>Installed</h1>')
  })

  it('masks secrets in pages, output and report', async () => {
    const defect = 'secret-in-page,leaks-token'
    await driveApp({ app: 'plain', defect, scenarios: 'allow', more: ['--artifacts', folder] })
    const files = readdirSync(join(folder, 'allow'))
    expect(files).toContain('output.txt')
    const texts = files.map((file) => readFileSync(join(folder, 'allow', file), 'utf8'))
    expect(texts.filter((text) => /xox[bp]-[\w-]*sim-\w{8,}/.test(text))).toEqual([])
    expect(texts.some((text) => /xoxb-…/.test(text))).toBe(true)
  })

  it('changes no file that exists: a second drive gets folders of its own', async () => {
    writeFileSync(join(folder, 'deny'), 'mine')
    for (const scenario of ['allow', 'allow', 'deny']) {
      await driveApp({ app: 'plain', scenarios: scenario, more: ['--artifacts', folder] })
    }
    expect(readdirSync(folder).sort()).toEqual(['allow', 'allow-2', 'deny', 'deny-2'])
    expect(readFileSync(join(folder, 'deny'), 'utf8')).toBe('mine')
  })

  it('exits with 2 before the app starts when nothing can be written to the folder', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', more: ['--artifacts', join(file, 'inside')] })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'artifacts_unwritable' }])
    expect(drove.stderr).not.toContain('Driving')
  })

  it('keeps the report, the requests and the output of a scenario that ends with an error of the set-up', async () => {
    const elsewhere = `http://localhost:${await freePort()}/callback`
    const drove = await driveApp({
      app: 'plain',
      scenarios: 'allow',
      env: { REDIRECT: elsewhere },
      more: ['--artifacts', folder],
    })
    expect([drove.code, drove.json], drove.stderr).toMatchObject([2, { error: 'callback_unreachable' }])
    const report = JSON.parse(readFileSync(join(folder, 'allow', 'report.json'), 'utf8')) as unknown
    expect(report).toMatchObject({
      scenario: 'allow',
      outcome: 'failed',
      error: { code: 'callback_unreachable' },
      hops: expect.arrayContaining([expect.objectContaining({ status: 302, at: 'app' })]) as unknown,
    })
    expect(readFileSync(join(folder, 'allow', 'requests.txt'), 'utf8')).toContain('/install 302')
  })

  it('keeps the report of a scenario that is skipped because it does not fit the app', async () => {
    const drove = await driveApp({ app: 'plain', scenarios: 'allow,v1', more: ['--artifacts', folder] })
    expect([drove.code, drove.report.scenarios[1]?.outcome], drove.stderr).toEqual([2, 'unplayed'])
    expect(JSON.parse(readFileSync(join(folder, 'v1', 'report.json'), 'utf8'))).toMatchObject({ outcome: 'unplayed' })
  })

  it.skipIf(!chromiumPath)(
    'keeps with --browser a picture of each page, also of Slack’s consent page',
    async () => {
      const more = ['--browser', '--artifacts', folder]
      const drove = await driveApp({ app: 'page', defect: 'secret-in-page', scenarios: 'allow', more })
      const names = ['01-install', '02-slack-com-oauth-v2-authorize', '03-callback']
      const expected = names.flatMap((name) => [`allow/${name}.html`, `allow/${name}.png`])
      // A scenario can open further pages after the install.
      expect(artifactsOf(drove)).toEqual(expect.arrayContaining([...expected, 'allow/report.json']))
      for (const name of names) {
        const png = readFileSync(join(folder, 'allow', `${name}.png`))
        expect(png.subarray(1, 4).toString()).toBe('PNG')
      }
      expect(readFileSync(join(folder, 'allow', '03-callback.html'), 'utf8')).not.toMatch(/xox[bp]-[\w-]*sim-\w{8,}/)
      expect(existsSync(join(folder, 'allow', 'output.txt'))).toBe(false)
    },
    90_000,
  )
})
