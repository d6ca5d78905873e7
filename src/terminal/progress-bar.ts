import { duration } from './duration.ts'
import { cutEnd, cutStart, widthOf } from './width.ts'

/** Formats a number of bytes as text: `48 kB`, `1.5 MB`. A kilobyte is 1,000 bytes, as in Slack. */
export function readableSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

export interface Progress {
  readonly name: string
  /** The number of the current item, counted from 1, and the number of all items. */
  readonly number: number
  readonly total: number
  readonly sent: number
  readonly size: number
  /** Milliseconds since the first byte of the item. */
  readonly elapsed: number
}

const barWidth = 16
const nameWidth = 20

/**
 * Maximum width of the progress line: the width of a terminal with 80 columns, minus the sign before the line. A line
 * that wraps could not be cleared.
 */
const lineWidth = 76

/** The speed is shown only after this number of milliseconds from the first byte. */
const settled = 1000

/**
 * Returns the progress line, cut to one line:
 * `2 of 3, report.pdf ━━━━━━━───────── 43 % of 1.0 GB, 12.0 MB/s, 40 s left`.
 */
export function progressLine({ name, number, total, sent, size, elapsed }: Progress): string {
  const part = Math.min(sent / size, 1)
  const full = Math.round(part * barWidth)
  const bar = `${'━'.repeat(full)}${'─'.repeat(barWidth - full)}`
  const shown = widthOf(name) > nameWidth ? `${cutEnd(name, nameWidth - 8)}${cutStart(name, 9).slice(1)}` : name
  const line = `${total > 1 ? `${number} of ${total}, ` : ''}${shown} ${bar} ${Math.floor(part * 100)} % of ${readableSize(size)}`
  const speed = elapsed >= settled ? sent / (elapsed / 1000) : 0
  if (speed === 0) return line
  const left = part < 1 ? `, ${duration(((size - sent) / speed) * 1000)} left` : ''
  const choices = [`${line}, ${readableSize(Math.round(speed))}/s${left}`, `${line}${left}`]
  return choices.find((one) => widthOf(one) <= lineWidth) ?? line
}
