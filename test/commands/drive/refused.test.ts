import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { driveApp } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

const plain = { app: 'plain', scenarios: 'allow' } as const
describe('drive', () => {
  const refusal = async (...argv: string[]) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['drive', ...argv, '--json'], { cwd: process.cwd() })
    return [code, json]
  }

  it('refuses to run without an install address', async () => {
    expect(await refusal()).toMatchObject([2, { error: 'nothing_to_drive', hint: /slack-tokens drive --start/ }])
  })

  it('refuses an invalid address', async () => {
    expect(await refusal('localhost/install')).toMatchObject([2, { error: 'not_a_url' }])
    expect(await refusal('http://localhost:1/', '--use', 'hello')).toMatchObject([2, { error: 'not_a_url' }])
  })

  it('refuses an unknown scenario, and names the known scenarios', async () => {
    expect(await refusal('http://localhost:1/', '--scenario', 'alow')).toMatchObject([2, { message: /wrong-state/ }])
  })

  it('refuses an address on another computer, unless its host is allowed', async () => {
    const hint = /slack-tokens drive --allow-host app\.example\.com/
    expect(await refusal('http://app.example.com/install')).toMatchObject([2, { error: 'not_loopback', hint }])
    const drove = await driveApp({ ...plain, defect: 'foreign-redirect' })
    expect([drove.code, drove.json]).toMatchObject([2, { error: 'not_loopback', hint }])
  })

  it('refuses to guess the redirect URL when it is in the app’s settings', async () => {
    const which = { ...plain, defect: 'no-redirect-uri' }
    const missing = { error: 'redirect_url_missing', hint: /--redirect-url/ }
    const { code, json } = await driveApp(which)
    expect([code, json]).toMatchObject([2, missing])
  })

  it('refuses an address where nothing listens', async () => {
    const url = `http://localhost:${await freePort()}/install`
    expect(await refusal(url)).toMatchObject([1, { error: 'nothing_there', message: /nothing listens at localhost/ }])
  })
})
