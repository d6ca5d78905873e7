/** What is known of a kind of finding. */
export interface FindingFacts {
  /** A `defect` makes the command fail; a `remark` is only printed. */
  readonly weight: 'defect' | 'remark'
  readonly says: string
  /** How to fix the defect. It is a function if the fix depends on Slack's error code. */
  readonly cure: string | ((code: string) => string)
}
