import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../../src/proxy/authority.ts'
import { writeTrustFiles } from '../../src/proxy/trust-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-trust-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const now = Date.now()
const hasKeytool = spawnSync('keytool', ['-help']).status === 0

describe('the files with which a program trusts the certificate authority of sim run', () => {
  it('contain the authority and the certificates of the user’s own bundle, and are removed by dispose', async () => {
    const [own, { certificate }] = await Promise.all([createAuthority(now), createAuthority(now)])
    const bundle = join(folder, 'corporate.pem')
    writeFileSync(bundle, own.certificate)
    const files = writeTrustFiles(certificate, {
      environment: { SSL_CERT_FILE: bundle, NODE_EXTRA_CA_CERTS: bundle },
      now,
    })
    for (const path of [files.bundle, files.extra]) {
      const text = readFileSync(path, 'utf8')
      expect([text.includes(own.certificate.trim()), text.includes(certificate.trim())]).toEqual([true, true])
      expect(statSync(path).mode & 0o077).toBe(0)
    }
    expect(readFileSync(bundle, 'utf8')).toBe(own.certificate)
    files[Symbol.dispose]()
    expect(existsSync(files.folder)).toBe(false)
  })

  it.skipIf(!hasKeytool)(
    'include a trust store that Java can read, without the damaged certificates of the user’s bundle',
    async () => {
      const { certificate } = await createAuthority(now)
      const bundle = join(folder, 'damaged.pem')
      writeFileSync(bundle, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
      using files = writeTrustFiles(certificate, { environment: { SSL_CERT_FILE: bundle }, now })
      const words = ['-list', '-keystore', files.javaStore, '-storetype', 'JKS', '-storepass', 'changeit']
      const { status, stdout } = spawnSync('keytool', words, { encoding: 'utf8' })
      expect([status, stdout]).toEqual([0, expect.stringContaining('1 entry')])
    },
  )
})
