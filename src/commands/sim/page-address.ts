/** The page of the simulator; it may act with the token of the run, or with a key that works once. */
export function pageAddress(url: string, key: string): string {
  return `${url}/#control=${key}`
}
