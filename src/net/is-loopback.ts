/**
 * Whether a host always means this computer: `localhost` and every subdomain of it, 127.0.0.0/8 and ::1 (RFC 6761, 6.3;
 * W3C Secure Contexts, 3.1). Takes a URL, or an object with a `hostname` as the URL parser writes it.
 */
export function isLoopback({ hostname }: { readonly hostname: string }): boolean {
  const name = hostname.replace(/\.$/, '')
  // The URL parser has already converted 127.1 and 0x7f000001 to four numbers, and ::0:1 to ::1.
  return isLocalhostName(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) || name === '[::1]'
}

/** Whether a redirect URL leads to the computer of the person who opens it. */
export function leadsHere(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url))
}

/**
 * Whether a name is `localhost` or a subdomain of it. Browsers never resolve such a name by DNS, but some systems do
 * (see `lookUpHost`).
 */
export function isLocalhostName(hostname: string): boolean {
  return /^(?:.+\.)?localhost\.?$/.test(hostname)
}

/** The names in a certificate for the callback server and for the simulator. */
export const loopbackNames = ['localhost', '127.0.0.1', '::1'] as const
