const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })

/** Returns the time of a `ts` in milliseconds since 1970. */
export function millisecondsOf(ts: string): number {
  return Number(ts) * 1000
}

/** Returns the time of day of a `ts`, in the time zone of the browser. */
export function clockOf(ts: string): string {
  return clock.format(millisecondsOf(ts))
}

/** Returns the day of a `ts`, in the time zone of the browser. */
export function dayOf(ts: string): string {
  return day.format(millisecondsOf(ts))
}
