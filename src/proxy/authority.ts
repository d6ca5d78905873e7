import { createHash, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate authority for one run, and the one certificate that it signs. */
export interface Authority {
  /** The authority's own certificate in PEM, which programs must trust. */
  readonly certificate: string
  /** The authority's public key, hashed and in base64, for Chromium's `--ignore-certificate-errors-spki-list`. */
  readonly publicKeyHash: string
  /** The time at which the certificates expire, in milliseconds since 1970. */
  readonly expires: number
  /** The certificate of Slack's hosts, and its private key, in PEM. */
  readonly server: { readonly cert: string; readonly key: string }
}

/**
 * The hosts of the server certificate. A `*` matches one label only, so hosts such as `*.enterprise.slack.com` are
 * listed too.
 */
const certifiedHosts: readonly string[] = ['slack.com', 'slack-gov.com'].flatMap((domain) => [
  domain,
  `*.${domain}`,
  `*.enterprise.${domain}`,
])

/** Milliseconds for which the certificates are valid. */
const lifetime = 86_400_000
/**
 * The certificates are valid from this many milliseconds before now, because the clock of a virtual machine can be
 * slow.
 */
const slowClocks = 3_600_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/**
 * Returns a new authority and the certificate for Slack's hosts. The authority's private key exists only in this
 * process, and both certificates expire after a day. They have key identifiers and critical key usages, because Python
 * 3.13 requires these (VERIFY_X509_STRICT).
 * @param now milliseconds since 1970
 */
export async function createAuthority(now: number): Promise<Authority> {
  const dates = { notBefore: new Date(now - slowClocks), notAfter: new Date(now + lifetime) }
  const [own, server] = await Promise.all([newKeys(), newKeys()])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...dates,
    serialNumber: serialNumber(),
    name: 'CN=Authority of one run,O=slack-tokens',
    keys: own,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(own.publicKey),
    ],
  })
  const signed = await X509CertificateGenerator.create({
    ...dates,
    serialNumber: serialNumber(),
    subject: 'CN=slack.com,O=slack-tokens',
    issuer: certificate.subject,
    publicKey: server.publicKey,
    signingKey: own.privateKey,
    signingAlgorithm: algorithm,
    extensions: await serverExtensions(certificate, server.publicKey),
  })
  return {
    certificate: certificate.toString('pem'),
    expires: dates.notAfter.getTime(),
    publicKeyHash: createHash('sha256').update(Buffer.from(certificate.publicKey.rawData)).digest('base64'),
    server: { cert: `${signed.toString('pem')}\n${certificate.toString('pem')}\n`, key: await privateKey(server) },
  }
}

async function serverExtensions(issuer: X509Certificate, publicKey: webcrypto.CryptoKey): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'], false),
    new SubjectAlternativeNameExtension(certifiedHosts.map((value) => ({ type: 'dns' as const, value }))),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer),
  ]
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function privateKey({ privateKey: key }: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`
}

/** Returns a random positive serial number of 16 bytes, hexadecimal. */
function serialNumber(): string {
  return `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`
}
