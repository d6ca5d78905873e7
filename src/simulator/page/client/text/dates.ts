interface FormattedDate {
  /** The time in seconds since 1970. */
  readonly at: number
  readonly format: string
  /** The text that is shown when the format has no token or the time is invalid. */
  readonly label: string
}

const options: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

/**
 * Returns a date in a text as Slack shows it, in the time zone of the browser
 * (docs.slack.dev/messaging/formatting-message-text#date-formatting).
 */
export function formatDate({ at, format, label }: FormattedDate): string {
  const date = new Date(at * 1000)
  if (Number.isNaN(date.getTime()) || !/\{\w+\}/.test(format)) return label
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => oneToken(date, token) ?? whole)
}

function oneToken(date: Date, token: string): string | undefined {
  if (token === 'ago') return agoOf(date)
  const [, base = '', pretty] = /^(\w+?)(_pretty)?$/.exec(token) ?? []
  const shown = options[base]
  if (!shown) return undefined
  if (token === 'date_num') return date.toLocaleDateString('sv-SE')
  const day = pretty === undefined ? undefined : nearDay(date)
  return day ?? new Intl.DateTimeFormat(undefined, shown).format(date)
}

/** Returns “yesterday”, “today” or “tomorrow” for one of these days; undefined for any other day. */
function nearDay(date: Date): string | undefined {
  const dayOf = (moment: Date) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime()
  const days = Math.round((dayOf(date) - dayOf(new Date())) / 86_400_000)
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)]
}

function agoOf(date: Date): string {
  const seconds = Math.round((date.getTime() - Date.now()) / 1000)
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const
  const [unit, length] = steps.find(([, least]) => Math.abs(seconds) >= least) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(Math.round(seconds / length), unit)
}
