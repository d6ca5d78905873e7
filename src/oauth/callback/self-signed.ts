import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { generate } from 'selfsigned'
import { loopbackNames } from '../../net/is-loopback.ts'

export interface Certificate {
  /** PEM. */
  readonly cert: string
  /** PEM. */
  readonly key: string
  /** SHA-256, as a browser's warning page shows it. */
  readonly fingerprint: string
  /** `made here`: the browser warns once. `mkcert`: its CA is trusted already. `given`: --cert and --key. */
  readonly origin: 'made here' | 'mkcert' | 'given'
}

/** 90 days, in milliseconds. */
const lifetime = 90 * 86_400_000

/** A new certificate and key for localhost, P-256, for a server, no CA (C13). */
export async function selfSigned(now: number): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // An hour back, for a browser whose clock runs behind.
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
