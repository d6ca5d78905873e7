/**
 * What the middle of the page shows. `message` is the `ts` of a message that is scrolled into view. `thread` is the
 * `ts` of the first message of the thread that is shown beside the conversation.
 */
export type Place =
  | { readonly kind: 'channel'; readonly channel: string; readonly thread?: string; readonly message?: string }
  | { readonly kind: 'home'; readonly app: string }

/** Returns the place in the fragment of the URL; undefined when the fragment has no place. */
export function placeIn(fragment: string): Place | undefined {
  const [, home] = /^#\/app\/(\w+)$/.exec(fragment) ?? []
  if (home !== undefined) return { kind: 'home', app: home }
  const [, channel, thread, reply] = /^#\/(\w+)(?:\/([\d.]+))?(?:\/([\d.]+))?$/.exec(fragment) ?? []
  if (channel !== undefined) {
    const inThread = { ...(thread !== undefined && { thread }), ...(reply !== undefined && { message: reply }) }
    return { kind: 'channel', channel, ...inThread }
  }
  // The permalink of a message leads to a fragment like C0SIM-p1700000000000100.
  const [, room, digits] = /^#(\w+)-p(\d{7,})$/.exec(fragment) ?? []
  if (room === undefined || digits === undefined) return undefined
  return { kind: 'channel', channel: room, message: `${digits.slice(0, -6)}.${digits.slice(-6)}` }
}

/** Returns the fragment of the URL for a place. */
export function fragmentOf(place: Place): string {
  if (place.kind === 'home') return `#/app/${place.app}`
  const { channel, thread, message } = place
  if (thread === undefined) return message === undefined ? `#/${channel}` : `#${channel}-p${message.replace('.', '')}`
  return `#/${channel}/${thread}${message === undefined ? '' : `/${message}`}`
}
