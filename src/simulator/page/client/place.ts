/** What the middle of the page shows. */
export type Place =
  | { readonly kind: 'channel'; readonly channel: string; readonly thread?: string; readonly message?: string }
  | { readonly kind: 'home'; readonly app: string }

/** Reads the place from the fragment of the URL; undefined when it names none. */
export function placeIn(fragment: string): Place | undefined {
  const [, home] = /^#\/app\/(\w+)$/.exec(fragment) ?? []
  if (home !== undefined) return { kind: 'home', app: home }
  const [, channel, thread] = /^#\/(\w+)(?:\/([\d.]+))?$/.exec(fragment) ?? []
  if (channel !== undefined) return { kind: 'channel', channel, ...(thread !== undefined && { thread }) }
  // The fragment to which the permalink of a message leads: C0SIM-p1700000000000100.
  const [, room, digits] = /^#(\w+)-p(\d{7,})$/.exec(fragment) ?? []
  if (room === undefined || digits === undefined) return undefined
  return { kind: 'channel', channel: room, message: `${digits.slice(0, -6)}.${digits.slice(-6)}` }
}

/** Returns the fragment of the URL for a place. */
export function fragmentOf(place: Place): string {
  if (place.kind === 'home') return `#/app/${place.app}`
  return `#/${place.channel}${place.thread === undefined ? '' : `/${place.thread}`}`
}
