/**
 * Returns the address of the simulator's page.
 * @param key the control token of the run, or a key that works once; the page uses it to control the simulator.
 */
export function pageAddress(url: string, key: string): string {
  return `${url}/#control=${key}`
}
