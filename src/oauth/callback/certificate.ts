import { spawnSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CliError } from '../../errors.ts'
import { writeDurably } from '../../fs/atomic-write.ts'
import { whyUnreadable } from '../../fs/file-error.ts'
import { readNamedFile } from '../../fs/named-file.ts'
import { inspectFile } from '../../fs/private-folder.ts'
import { loopbackNames } from '../../net/is-loopback.ts'
import type { Context } from '../../runtime/context.ts'
import type { Certificate } from './self-signed.ts'

/** Maximum size of a certificate file or key file in bytes; a chain of certificates has about ten thousand. */
const mostBytes = 1_000_000
const millisecondsADay = 86_400_000

/**
 * Returns a certificate for localhost. With `save`, it is stored in the config folder, so that the browser warns only once. When
 * mkcert's CA exists, mkcert signs the certificate and the browser does not warn at all. This tool never creates or
 * installs a CA (threat C13).
 */
export async function localCertificate(
  folder: string,
  now: () => number,
  { save }: { readonly save: boolean } = { save: true },
): Promise<Certificate> {
  const paths = { cert: join(folder, 'localhost-cert.pem'), key: join(folder, 'localhost-key.pem') }
  const kept = readKept(paths, now())
  if (kept) return kept
  const fresh = fromMkcert() ?? (await (await import('./self-signed.ts')).selfSigned(now()))
  if (!save) return fresh
  writeDurably(paths.key, fresh.key)
  writeDurably(paths.cert, fresh.cert)
  return fresh
}

/**
 * Reads the certificate and key that --cert and --key name.
 * @throws CliError with the exit reason `usage`: a file cannot be read, or the key does not belong to the certificate.
 */
export async function givenCertificate(
  paths: { readonly cert: string; readonly key: string },
  { cwd, signal }: Pick<Context, 'cwd' | 'signal'>,
): Promise<Certificate> {
  let why = ''
  const read = async (path: string) => {
    try {
      return await readNamedFile(resolve(cwd, path), { signal, most: mostBytes })
    } catch (error) {
      why = `: ${path} ${whyUnreadable(error)}`
      throw error
    }
  }
  try {
    const cert = await read(paths.cert)
    const key = await read(paths.key)
    const checked = checkedCertificate({ cert, key })
    if (checked) return checked
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new CliError('usage', `--cert and --key must name a certificate and its key, both PEM${why}`, {
      code: 'certificate_unreadable',
      hint: 'Leave both out to use one made here',
      cause: error,
    })
  }
  throw new CliError('usage', 'The key of --key does not belong to the certificate of --cert', {
    code: 'certificate_mismatch',
    hint: 'Leave both out to use one made here',
  })
}

/**
 * Returns a certificate that a person or a program gave. Undefined when the key belongs to another certificate.
 * @throws an error of Node.js when one of them is not PEM.
 */
export function checkedCertificate({ cert, key }: Pick<Certificate, 'cert' | 'key'>): Certificate | undefined {
  const parsed = new X509Certificate(cert)
  if (!parsed.checkPrivateKey(createPrivateKey(key))) return undefined
  return { cert, key, fingerprint: parsed.fingerprint256, origin: 'given' }
}

function readKept(paths: { cert: string; key: string }, now: number): Certificate | undefined {
  // Check both files first: inspectFile refuses a symbolic link in the place of a file.
  if ([paths.cert, paths.key].map(inspectFile).includes(null)) return undefined
  try {
    const cert = readFileSync(paths.cert, 'utf8')
    const key = readFileSync(paths.key, 'utf8')
    const parsed = new X509Certificate(cert)
    const left = Date.parse(parsed.validTo) - now
    const own = parsed.subject === parsed.issuer
    if (left < 7 * millisecondsADay || !parsed.checkPrivateKey(createPrivateKey(key))) return undefined
    return { cert, key, fingerprint: parsed.fingerprint256, origin: own ? 'made here' : 'mkcert' }
  } catch {
    // This tool made the stored certificate, so a damaged one is replaced by a new one, without an error.
    return undefined
  }
}

/** Returns a certificate that mkcert signs. Undefined without mkcert's CA, because mkcert would then create a CA. */
function fromMkcert(): Certificate | undefined {
  const root = spawnSync('mkcert', ['-CAROOT'], { encoding: 'utf8', timeout: 5000 })
  if (root.status !== 0 || !existsSync(join(root.stdout.trim(), 'rootCA-key.pem'))) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-mkcert-'))
  try {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
    const made = spawnSync('mkcert', ['-ecdsa', '-cert-file', cert, '-key-file', key, ...loopbackNames], {
      timeout: 20_000,
    })
    if (made.status !== 0) return undefined
    const text = readFileSync(cert, 'utf8')
    return {
      cert: text,
      key: readFileSync(key, 'utf8'),
      fingerprint: new X509Certificate(text).fingerprint256,
      origin: 'mkcert',
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
