import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { generate } from 'selfsigned'
import { loopbackNames } from '../../net/is-loopback.ts'

export interface Certificate {
  /** The certificate in PEM. */
  readonly cert: string
  /** The private key in PEM. */
  readonly key: string
  /** The SHA-256 fingerprint, as a browser's warning page shows it. */
  readonly fingerprint: string
  /**
   * `made here`: self-signed, so the browser warns once. `mkcert`: signed by mkcert's CA, which the browser trusts.
   * `given`: from --cert and --key.
   */
  readonly origin: 'made here' | 'mkcert' | 'given'
}

/** Milliseconds for which a certificate is valid: 90 days. */
const lifetime = 90 * 86_400_000

/** Returns a new certificate and key (P-256) for a server on localhost; the certificate is not a CA (threat C13). */
export async function selfSigned(now: number): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Valid from one hour ago, for a browser whose clock is slow.
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + lifetime),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: loopbackNames.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
      },
    ],
  })
  const fingerprint = new X509Certificate(made.cert).fingerprint256
  return { cert: made.cert, key: made.private, fingerprint, origin: 'made here' }
}
