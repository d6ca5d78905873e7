import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { givenCertificate, localCertificate } from '../../../src/oauth/callback/certificate.ts'
import { loginWords } from '../../../src/oauth/callback/page.ts'
import { listenForCallback } from '../../../src/oauth/callback/server.ts'

const day = 86_400_000
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slack-tokens-certificate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the certificate for localhost (threat C13)', () => {
  it('is a server certificate with a P-256 key, for localhost only, valid for 90 days', async () => {
    const now = Date.now()
    const { cert, origin, fingerprint } = await localCertificate(folder, () => now)
    const parsed = new X509Certificate(cert)
    expect(origin).toBe('made here')
    expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(parsed.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(parsed.ca).toBe(false)
    expect(fingerprint).toBe(parsed.fingerprint256)
    const days = (Date.parse(parsed.validTo) - now) / day
    expect(days).toBeGreaterThan(89)
    expect(days).toBeLessThanOrEqual(90)
  })

  it('is stored, so that the browser warns only once, with a key that only this account can read', async () => {
    const first = await localCertificate(folder, Date.now)
    expect((await localCertificate(folder, Date.now)).cert).toBe(first.cert)
    expect(statSync(join(folder, 'localhost-key.pem')).mode & 0o777).toBe(0o600)
  })

  it('is created anew a week before it expires, or when the certificate or its key is damaged', async () => {
    const first = await localCertificate(folder, Date.now)
    const later = await localCertificate(folder, () => Date.now() + 84 * day)
    expect(later.cert).not.toBe(first.cert)
    for (const name of ['localhost-cert.pem', 'localhost-key.pem']) {
      const before = await localCertificate(folder, Date.now)
      writeFileSync(join(folder, name), 'not PEM')
      expect((await localCertificate(folder, Date.now)).cert).not.toBe(before.cert)
    }
  })

  it('is refused when its file is a symbolic link (threat F3)', async () => {
    symlinkSync('/dev/null', join(folder, 'localhost-key.pem'))
    await expect(localCertificate(folder, Date.now)).rejects.toMatchObject({
      message: expect.stringMatching(/is a symbolic link/) as string,
    })
  })

  it('comes from mkcert when the CA of mkcert exists, otherwise mkcert is not called', async () => {
    const tools = join(folder, 'tools')
    const ca = join(folder, 'ca')
    mkdirSync(tools)
    mkdirSync(ca)
    const { cert, key } = await localCertificate(join(folder), Date.now)
    writeFileSync(join(folder, 'signed.pem'), cert)
    writeFileSync(join(folder, 'signed-key.pem'), key)
    // A script in place of mkcert. It prints the CA's folder for -CAROOT, and otherwise copies a finished certificate.
    writeFileSync(
      join(tools, 'mkcert'),
      `#!/bin/sh\nif [ "$1" = -CAROOT ]; then echo "${ca}"; exit 0; fi\necho called >> "${folder}/calls"\nwhile [ $# -gt 0 ]; do case "$1" in -cert-file) cp "${folder}/signed.pem" "$2"; shift;; -key-file) cp "${folder}/signed-key.pem" "$2"; shift;; esac; shift; done\n`,
    )
    chmodSync(join(tools, 'mkcert'), 0o755)
    const asker = await bundleAsker(folder)
    const ask = (name: string) =>
      JSON.parse(
        execFileSync(process.execPath, [asker, join(folder, name)], {
          encoding: 'utf8',
          env: { PATH: `${tools}:${process.env['PATH'] ?? ''}` },
        }),
      ) as { origin: string }
    mkdirSync(join(folder, 'without'))
    expect(ask('without').origin).toBe('made here')
    writeFileSync(join(ca, 'rootCA-key.pem'), 'a key')
    mkdirSync(join(folder, 'with'))
    expect(ask('with').origin).toBe('mkcert')
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('called\n')
  })

  it('can be given with --cert and --key, which must belong together', async () => {
    const own = await localCertificate(folder, Date.now)
    const other = join(folder, 'other')
    mkdirSync(other)
    await localCertificate(other, Date.now)
    const [cert, key, otherKey] = [
      join(folder, 'localhost-cert.pem'),
      join(folder, 'localhost-key.pem'),
      join(other, 'localhost-key.pem'),
    ]
    const given = async (paths: { cert: string; key: string }) =>
      await givenCertificate(paths, { cwd: folder, signal: new AbortController().signal })
    expect(await given({ cert, key })).toMatchObject({ cert: own.cert, origin: 'given' })
    await expect(given({ cert, key: otherKey })).rejects.toThrow(/does not belong/)
    await expect(given({ cert: key, key: cert })).rejects.toThrow(/must name a certificate/)
    await expect(given({ cert: join(folder, 'none'), key })).rejects.toThrow(/must name a certificate/)
  })
})

describe('a callback port for https and http', () => {
  it('accepts TLS 1.2 and later, refuses older TLS, and answers http too', async () => {
    const certificate = await localCertificate(folder, Date.now)
    const server = await listenForCallback({
      words: loginWords,
      port: 0,
      path: '/cb',
      state: 's',
      certificate,
      onUnprovedDenial: () => {},
    })
    try {
      for (const [host, version] of [
        ['127.0.0.1', 'TLSv1.3'],
        ['::1', 'TLSv1.2'],
      ] as const) {
        const socket = connect({
          host,
          port: server.port,
          ca: certificate.cert,
          servername: 'localhost',
          maxVersion: version,
        })
        await once(socket, 'secureConnect')
        expect([socket.authorized, socket.getProtocol()]).toEqual([true, version])
        socket.destroy()
      }
      const old = connect({
        host: '127.0.0.1',
        port: server.port,
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      })
      await expect(once(old, 'secureConnect')).rejects.toMatchObject({ code: expect.any(String) as string })
      const plain = await fetch(`http://127.0.0.1:${server.port}/nothing`)
      expect(plain.status).toBe(404)
      await plain.text()
    } finally {
      server.close()
    }
  })
})

/**
 * Bundles a program that prints where the certificate of a folder comes from. It has its own PATH, so it can find
 * another mkcert. Returns the path of the program.
 */
async function bundleAsker(folder: string): Promise<string> {
  const { build } = await import('esbuild')
  const outfile = join(folder, 'asker.mjs')
  await build({
    stdin: {
      contents: `import { localCertificate } from './src/oauth/callback/certificate.ts'
        console.log(JSON.stringify({ origin: (await localCertificate(process.argv[2], Date.now)).origin }))`,
      resolveDir: join(import.meta.dirname, '..', '..', '..'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: "import{createRequire as cr}from'node:module';const require=cr(import.meta.url);" },
    logLevel: 'error',
  })
  return outfile
}
