/**
 * Whether a host is this computer and no other: `localhost` and every name below it, 127.0.0.0/8 and ::1
 * (RFC 6761, 6.3; W3C Secure Contexts, 3.1). Takes a URL, or its `hostname` as the URL parser spells it.
 */
export function isLoopback({ hostname }: { readonly hostname: string }): boolean {
  const name = hostname.replace(/\.$/, '')
  // The URL parser has already turned 127.1 and 0x7f000001 into four numbers, and ::0:1 into ::1.
  return isLocalhostName(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name) || name === '[::1]'
}

/** Whether a redirect URL leads to the computer of the person who opens it. */
export function leadsHere(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url))
}

/**
 * `localhost` or a name below it. Browsers never look these up in DNS, but some systems do: a connection
 * to such a name always goes to a loopback address.
 */
export function isLocalhostName(hostname: string): boolean {
  return /^(?:.+\.)?localhost\.?$/.test(hostname)
}

/** The names of the callback server and of the simulator in a certificate. */
export const loopbackNames = ['localhost', '127.0.0.1', '::1'] as const
