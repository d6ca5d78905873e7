/** A fault that the person is about to add. */
export interface FaultDraft {
  readonly on: string
  readonly what: string
}
