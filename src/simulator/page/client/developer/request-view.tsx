import type { RequestDetail } from '../../developer-types.ts'
import { useRead } from '../use-read.ts'
import { Headers, Json } from './json.tsx'

/** A request of an app: whom its token acts for, what the app sent, the answer, and the reason for a refusal. */
export function RequestView({ number }: { readonly number: number }) {
  const detail = useRead<RequestDetail>('request', { number: String(number) })
  if (!detail) return <p class="soft">…</p>
  const { sent, answer, token, why } = detail
  return (
    <>
      {why && (
        <div class="why">
          <p>
            <strong>Why:</strong> {why.means}
          </p>
          <p>
            <strong>Next:</strong> {why.next}
          </p>
        </div>
      )}
      {token && (
        <p>
          With the {token.kind} token <code>{token.masked}</code>, which acts as {token.as}.{' '}
          <span class="soft">Scopes: {token.scopes.join(', ') || 'none'}</span>
        </p>
      )}
      {!sent && <p class="soft">The headers and bodies of this request are not stored any more.</p>}
      {sent && (
        <>
          <h4>Request</h4>
          <Headers headers={sent.headers} />
          <Json text={sent.body} />
        </>
      )}
      {answer && (
        <>
          <h4>Answer: HTTP {answer.status}</h4>
          <Headers headers={answer.headers} />
          <Json text={answer.body} />
        </>
      )}
    </>
  )
}
