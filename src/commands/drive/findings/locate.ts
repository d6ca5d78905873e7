import type { Hop } from '../../../browser/hop.ts'
import type { Finding } from './finding.ts'
import type { FindingPlace } from './types.ts'

/** A finding with the request to which it belongs. */
export interface LocatedFinding extends Omit<Finding, 'at'> {
  /** The request; null when the finding belongs to no request of the browser. `index` counts the scenario's requests from 0. */
  readonly hop: (Pick<Hop, 'verb' | 'url' | 'status'> & { readonly index: number }) | null
}

/** Finds the request of a scenario to which a finding belongs. @param hops all requests of the scenario, in their order */
export function locate({ at, ...finding }: Finding, hops: readonly Hop[]): LocatedFinding {
  const index = typeof at === 'string' ? indexOf(at, hops) : same(at, hops)
  const hop = hops[index]
  return { ...finding, hop: hop ? { index, verb: hop.verb, url: hop.url, status: hop.status } : null }
}

/**
 * If the request was sent before the first scenario, finds the request of the scenario with the same method and URL.
 */
function same(hop: Hop, hops: readonly Hop[]): number {
  const index = hops.indexOf(hop)
  return index >= 0 ? index : hops.findIndex(({ verb, url }) => verb === hop.verb && url === hop.url)
}

/** Returns -1 when the scenario has no such request. */
function indexOf(place: FindingPlace, hops: readonly Hop[]): number {
  const slack = hops.findLastIndex(({ at }) => at === 'slack')
  if (place === 'none') return -1
  if (place === 'start') return 0
  if (place === 'end') return hops.length - 1
  if (place === 'slack') return slack
  if (place === 'callback') return slack < 0 ? -1 : slack + 1
  const firstAtSlack = hops.findIndex(({ at }) => at === 'slack')
  return firstAtSlack < 0 ? hops.length - 1 : firstAtSlack - 1
}
