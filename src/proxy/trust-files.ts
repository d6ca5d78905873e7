import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { makeFolder } from '../fs/make-folder.ts'
import { javaTrustStore } from './java-trust-store.ts'
import { newTrustFolder } from './trust-folder.ts'
import type { ProgramEnvironment } from './types.ts'

/** Files that make programs trust the certificate authority of a run. They hold only public certificates. */
export interface TrustFiles {
  /** The private folder of the files. It also contains an ini file that makes PHP use the bundle. */
  readonly folder: string
  /** The path of the file with only the authority's certificate, in PEM. */
  readonly authority: string
  /**
   * The path of a file with the authority's certificate and the certificates of the user's bundle. If the user has no
   * bundle, the file contains the certificates of the operating system instead.
   */
  readonly bundle: string
  /** The path of the file with the authority's certificate and the certificates in the user's NODE_EXTRA_CA_CERTS. */
  readonly extra: string
  /** The path of the bundle as a Java trust store. */
  readonly javaStore: string
}

/**
 * The paths of the operating system's bundle on Debian, on Fedora, on Alpine and macOS, and on FreeBSD, in this order.
 */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
  '/usr/local/etc/ssl/cert.pem',
]

export interface TrustOptions {
  /**
   * The user's environment. The certificates of bundles that it names are copied, so that programs still trust them.
   */
  readonly environment: ProgramEnvironment
  /** Milliseconds since 1970. */
  readonly now: number
  /** Called with the path of the folder before it is created. */
  readonly onFolder?: (path: string) => void
}

/**
 * Writes the files into a new private folder, and returns their paths. Disposing of the result removes the folder.
 * @param certificate the authority in PEM
 */
export function writeTrustFiles(certificate: string, options: TrustOptions): TrustFiles & Disposable {
  const folder = newTrustFolder(options)
  return {
    ...writeInto(folder, contentOf(certificate, options), options.now),
    [Symbol.dispose]() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Writes the files into a folder inside `parent`. The name of the folder is made from the content of the files, so that
 * the same environment gets the same files again.
 * @param certificate the authority in PEM
 */
export function storeTrustFiles(parent: string, certificate: string, options: TrustOptions): TrustFiles {
  const content = contentOf(certificate, options)
  const name = createHash('sha256').update(content.bundle).update('\0').update(content.extra).digest('hex')
  const folder = join(parent, name.slice(0, 16))
  makeFolder(folder, 0o700)
  return writeInto(folder, content, options.now)
}

interface TrustContent {
  readonly certificate: string
  readonly bundle: string
  readonly extra: string
}

function contentOf(certificate: string, { environment }: TrustOptions): TrustContent {
  const named = ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'].map((name) => environment[name])
  const trusted = [...named, ...systemBundles].map(readIfThere).find(Boolean) ?? rootCertificates.join('\n')
  const extra = [readIfThere(environment['NODE_EXTRA_CA_CERTS']), certificate].filter(Boolean).join('\n')
  return {
    certificate: `${certificate}\n`,
    bundle: `${trusted.trimEnd()}\n${certificate.trimEnd()}\n`,
    extra: `${extra}\n`,
  }
}

function writeInto(folder: string, { certificate, bundle, extra }: TrustContent, now: number): TrustFiles {
  const write = (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const bundlePath = write('bundle.pem', bundle)
  write('slack-tokens.ini', `curl.cainfo="${bundlePath}"\nopenssl.cafile="${bundlePath}"\n`)
  return {
    folder,
    authority: write('authority.pem', certificate),
    bundle: bundlePath,
    extra: write('extra.pem', extra),
    javaStore: write('trust.jks', javaTrustStore(certificatesIn(bundle), now)),
  }
}

function readIfThere(path: string | undefined): string | undefined {
  if (!path) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * Returns the certificates of a PEM bundle, each in DER. Leaves out certificates that cannot be parsed, because Java
 * refuses a whole trust store when it cannot parse one of them.
 */
function certificatesIn(bundle: string): Buffer[] {
  const all = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return all.flatMap((pem) => {
    try {
      return [new X509Certificate(pem).raw]
    } catch {
      return []
    }
  })
}
