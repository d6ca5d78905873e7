import type { DeliveryDetail } from '../../developer-types.ts'
import { useRead } from '../use-read.ts'
import { Headers, Json } from './json.tsx'

/** A delivery to an app: where it went, its signature, its payload, and what the app answered. */
export function DeliveryView({ id }: { readonly id: string }) {
  const detail = useRead<DeliveryDetail>('delivery', { id })
  if (!detail) return <p class="soft">…</p>
  const { to, headers, payload, status, error, answer, attempts } = detail
  return (
    <>
      <p>
        {to === null ? 'Sent nowhere' : `Sent to ${/^\d+$/.test(to) ? `socket connection ${to}` : to}`}
        {error !== null && <span class="bad"> · {error}</span>}
      </p>
      {attempts.length > 0 && (
        <p class="soft">
          Other attempts:{' '}
          {attempts
            .map((one) => `${one.attempt === 0 ? 'first' : `retry ${one.attempt}`} ${one.ok ? '✓' : '✗'}`)
            .join(', ')}
        </p>
      )}
      {Object.keys(headers).length > 0 && (
        <>
          <h4>Headers</h4>
          <Headers headers={headers} />
        </>
      )}
      <h4>Payload</h4>
      <Json text={JSON.stringify(payload)} />
      <h4>The app’s answer{status === null ? '' : `: HTTP ${status}`}</h4>
      <Json text={typeof answer === 'string' ? answer : answer === null ? '' : JSON.stringify(answer)} />
    </>
  )
}
