import { useEffect, useRef, useState } from 'preact/hooks'
import type { ActivityRow } from '../../developer-types.ts'
import { useRead } from '../use-read.ts'
import { DeliveryView } from './delivery-view.tsx'
import { RequestView } from './request-view.tsx'

interface ActivityProps {
  readonly about: string | undefined
  readonly showAll: () => void
  /**
   * Opens the form for a new fault.
   * @param on the requests or deliveries that the fault affects
   */
  readonly stage: (on: string) => void
}

interface PlacedRow {
  readonly row: ActivityRow
  /** Whether the row is a request that an app sent after the delivery above it. */
  readonly below: boolean
}

/** The requests of apps and the deliveries to apps in one list, the newest first. */
export function Activity({ about, showAll, stage }: ActivityProps) {
  const all = useRead<{ rows: readonly ActivityRow[] }>('activity', {})?.rows ?? []
  const [open, setOpen] = useState<string>()
  const groups = groupsOf(all).filter((group) => about === undefined || isAbout(group, about))
  return (
    <div class="rows">
      {about !== undefined && (
        <p class="filter">
          Deliveries about the message {about}, and what the app did then.{' '}
          <button type="button" onClick={showAll}>
            Show everything
          </button>
        </p>
      )}
      {groups.length === 0 && (
        <p class="empty">
          {about === undefined
            ? 'No app has sent a request, and nothing was delivered.'
            : 'Nothing was delivered about this message: no app is subscribed to it, or it is older than this list.'}
        </p>
      )}
      <ol>
        {groups.flat().map(({ row, below }) => {
          const key = keyOf(row)
          return (
            <li key={key} class={below ? 'below' : ''}>
              <button
                type="button"
                class="line"
                aria-expanded={open === key}
                onClick={() => setOpen(open === key ? undefined : key)}
              >
                <Line row={row} />
              </button>
              {open === key && <Detail row={row} stage={stage} />}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function keyOf(row: ActivityRow): string {
  return row.kind === 'request' ? `r${row.number}` : `d${row.id}`
}

/** Groups each delivery with the requests that its app sent after the delivery. The newest group comes first. */
function groupsOf(rows: readonly ActivityRow[]): PlacedRow[][] {
  const groups: PlacedRow[][] = []
  const byDelivery = new Map<string, PlacedRow[]>()
  for (const row of rows) {
    const known = row.kind === 'request' && row.cause !== null ? byDelivery.get(row.cause) : undefined
    if (known) {
      known.push({ row, below: true })
      continue
    }
    const group = [{ row, below: false }]
    groups.push(group)
    if (row.kind === 'delivery') byDelivery.set(row.id, group)
  }
  return groups.reverse()
}

function isAbout(group: readonly PlacedRow[], ts: string): boolean {
  return group.some(({ row }) => row.kind === 'delivery' && row.messages.includes(ts))
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

function Line({ row }: { readonly row: ActivityRow }) {
  const state = row.ok ? 'good' : 'bad'
  return (
    <>
      <time>{clock.format(row.at)}</time>
      <span class="arrow" title={row.kind === 'delivery' ? 'to the app' : 'from the app'}>
        {row.kind === 'delivery' ? `→ ${row.app}` : '← '}
      </span>
      <strong>{row.what}</strong>
      {row.kind === 'delivery' && row.type !== 'event' && <span class="soft">{row.type}</span>}
      {row.kind === 'delivery' && row.note !== '' && <span class="soft cut">{row.note}</span>}
      {row.kind === 'delivery' && row.attempt > 0 && <span class="tag">retry {row.attempt}</span>}
      {row.kind === 'request' && row.as !== '' && <span class="soft">as {row.as}</span>}
      {row.fault !== null && <span class="tag">fault {row.fault}</span>}
      <span class={state}>{resultOf(row)}</span>
    </>
  )
}

function resultOf(row: ActivityRow): string {
  if (row.kind === 'request') return row.ok ? `✓ ${row.status}` : `✗ ${row.error ?? row.status}`
  return row.ok ? `✓ ${row.by === 'socket' ? 'socket' : 'HTTP'}, ${Math.round(row.ms)} ms` : `✗ ${row.error ?? ''}`
}

function Detail({ row, stage }: { readonly row: ActivityRow; readonly stage: (on: string) => void }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.parentElement?.scrollIntoView({ block: 'start' }), [])
  const on = row.kind === 'request' ? placeOf(row.what) : row.type === 'event' ? row.what : row.type
  return (
    <div class="detail" ref={box}>
      {row.kind === 'request' ? <RequestView number={row.number} /> : <DeliveryView id={row.id} />}
      {on !== '' && (
        <button type="button" class="quiet" onClick={() => stage(on)}>
          Let the next {on} fail …
        </button>
      )}
    </div>
  )
}

/** Returns the place (`on`) of a fault that affects such a request; an empty text when no fault can affect it. */
function placeOf(what: string): string {
  if (what === 'authorize') return 'page'
  return what.startsWith('/') ? '' : what
}
