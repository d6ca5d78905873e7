import { createHash } from 'node:crypto'

/** The password of the trust store. It need not be secret: the store contains only public certificates. */
export const trustStorePassword = 'changeit'

/**
 * Returns a Java trust store (format JKS, which every Java version reads) with these certificates.
 * @param certificates each in DER
 * @param now milliseconds since 1970
 */
export function javaTrustStore(certificates: readonly Buffer[], now: number): Buffer {
  // An entry is: kind 2 (trusted certificate), alias, date, type, bytes.
  const entries = certificates.flatMap((der, index) => [
    int(2),
    text(`ca-${index}`),
    long(now),
    text('X.509'),
    int(der.length),
    der,
  ])
  const store = Buffer.concat([int(0xfeedfeed), int(2), int(certificates.length), ...entries])
  return Buffer.concat([store, digest(store)])
}

/** Returns the checksum at the end of a JKS store: SHA-1 of the password in UTF-16, a fixed phrase, and the store. */
function digest(store: Buffer): Buffer {
  const password = Buffer.from(trustStorePassword, 'utf16le').swap16()
  return createHash('sha1').update(password).update('Mighty Aphrodite').update(store).digest()
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

/** Returns a text with its length before it, in two bytes, as Java's DataOutput.writeUTF writes ASCII. */
function text(value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(value.length)
  return Buffer.concat([length, Buffer.from(value, 'latin1')])
}
