import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { createMachine } from '../../support/cli.ts'
import { type DriveReport, subjects } from '../../support/drive.ts'
import { createPlace, freePort, node } from '../../support/program.ts'
import { startPlain, startSim } from '../../support/running-app.ts'

/** The requests of a report without the port, so that two runs can be compared. */
const requests = (json: unknown, port: string) =>
  (json as DriveReport).scenarios.map(({ scenario, findings, hops }) => ({
    scenario,
    findings: findings.map(({ id }) => id),
    hops: hops.map(({ url, status, sent, set }) => [url.replaceAll(port, 'PORT'), status, sent, set]),
  }))

describe.skipIf(!chromiumPath)('drive --browser', { timeout: 180_000 }, () => {
  it('reports the same as drive without --browser for an app that runs already', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api)
    const argv = ['drive', `${app.url}/install`, '--scenario', 'allow,deny', '--json']
    const env = { PATH: process.env['PATH'] ?? '' }
    const walked = await machine.run(argv, { env })
    const browsed = await machine.run([...argv, '--browser'], { env })
    expect([walked.code, browsed.code], browsed.stderr).toEqual([0, 0])
    const { port } = new URL(app.url)
    expect(requests(browsed.json, port)).toEqual(requests(walked.json, port))
  })

  it.each([
    ['is trusted by NODE_EXTRA_CA_CERTS', true, 0, undefined],
    ['nobody trusts', false, 2, 'untrusted_certificate'],
  ])(
    'drives an app over https whose private certificate %s as without --browser',
    async (_how, isKnown, code, error) => {
      using place = createPlace()
      const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
        keySize: 2048,
        extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
      })
      const [certFile, keyFile] = [join(place.directory, 'cert.pem'), join(place.directory, 'key.pem')]
      writeFileSync(certFile, cert)
      writeFileSync(keyFile, key)
      const port = String(await freePort())
      const command = `"${node}" "${join(subjects, 'over-https.mjs')}"`
      const url = `https://localhost:${port}/install`
      const env = { PORT: port, CERT: certFile, KEY: keyFile, ...(isKnown && { NODE_EXTRA_CA_CERTS: certFile }) }
      const ended: unknown[] = []
      for (const flags of [[], ['--browser']]) {
        const argv = ['drive', '--start', command, url, '--scenario', 'allow,deny', '--json', ...flags]
        const program = place.start(argv, env)
        const exit = await program.ended
        const json = JSON.parse(program.stdout()) as DriveReport & { readonly error?: string }
        ended.push({ exit, error: json.error, requests: isKnown ? requests(json, port) : [] })
      }
      expect(ended[0]).toMatchObject({ exit: code, error })
      expect(ended[1]).toEqual(ended[0])
    },
  )
})
