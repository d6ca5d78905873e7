/** An envelope that was sent to an app. */
interface SentEnvelope {
  /** The id of the delivery in the log. */
  readonly delivery: string
  readonly connection: number
  state: 'waiting' | 'acknowledged' | 'given_up'
}

/** The envelopes that were sent, by their ids; the oldest are removed. */
export interface SentEnvelopes {
  add(id: string, envelope: Pick<SentEnvelope, 'delivery' | 'connection'>): void
  find(id: string): SentEnvelope | undefined
}

/** Maximum number of sent envelopes that are stored, to recognise a second or late acknowledgement. */
const mostEnvelopes = 1000

export function createSentEnvelopes(): SentEnvelopes {
  const envelopes = new Map<string, SentEnvelope>()
  return {
    add(id, envelope) {
      envelopes.set(id, { ...envelope, state: 'waiting' })
      const [oldest] = envelopes.keys()
      if (envelopes.size > mostEnvelopes && oldest !== undefined) envelopes.delete(oldest)
    },
    find: (id) => envelopes.get(id),
  }
}
