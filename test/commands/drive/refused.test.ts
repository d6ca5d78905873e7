import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { driveApp } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const
describe('drive, for invalid arguments', () => {
  const refusal = async (...argv: string[]) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['drive', ...argv, '--json'], { cwd: process.cwd() })
    return [code, json]
  }

  it('exits with 2 (nothing_to_drive) without an install URL, and names drive --start', async () => {
    expect(await refusal()).toMatchObject([2, { error: 'nothing_to_drive', hint: /slack-tokens drive --start/ }])
  })

  it('exits with 2 (not_a_url) for an install URL or a --use that is not a URL', async () => {
    expect(await refusal('localhost/install')).toMatchObject([2, { error: 'not_a_url' }])
    expect(await refusal('http://localhost:1/', '--use', 'hello')).toMatchObject([2, { error: 'not_a_url' }])
  })

  it('exits with 2 for an unknown scenario, and names the known ones', async () => {
    expect(await refusal('http://localhost:1/', '--scenario', 'alow')).toMatchObject([2, { message: /wrong-state/ }])
  })

  it('exits with 2 (not_loopback) for an install URL or a redirect to another computer, and names --allow-host', async () => {
    const hint = /slack-tokens drive --allow-host app\.example\.com/
    expect(await refusal('http://app.example.com/install')).toMatchObject([2, { error: 'not_loopback', hint }])
    const drove = await driveApp({ ...plain, defect: 'foreign-redirect' })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'not_loopback', hint }])
  })

  it('exits with 2 and hints at --redirect-url when the install link has no redirect URL', async () => {
    const which = { ...plain, defect: 'no-redirect-uri' }
    const missing = { error: 'redirect_url_missing', hint: /--redirect-url/ }
    const { code, json } = await driveApp(which)
    expect([code, json]).toMatchObject([2, missing])
  })

  it('exits with 1 (nothing_there) for a URL where nothing listens', async () => {
    const url = `http://localhost:${await freePort()}/install`
    expect(await refusal(url)).toMatchObject([2, { error: 'nothing_there', message: /nothing listens at localhost/ }])
  })
})
