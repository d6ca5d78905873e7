/** Returns the host of a URL as sockets take it: without the brackets around an IPv6 address. */
export function socketHost({ hostname }: { readonly hostname: string }): string {
  return hostname.replace(/^\[|\]$/g, '')
}
