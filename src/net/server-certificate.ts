/**
 * Returns the TLS options of a server that asks no client for a certificate. Without the empty list, Node.js would parse
 * its list of authorities, to verify certificates of clients.
 */
export function serverCertificate({ cert, key }: { readonly cert: string; readonly key: string }) {
  return { cert, key, ca: [] as string[] }
}
