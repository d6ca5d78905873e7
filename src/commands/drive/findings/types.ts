/** The facts about a kind of finding. */
export interface FindingFacts {
  /** A `defect` makes the command fail; a `remark` is only printed. */
  readonly weight: 'defect' | 'remark'
  /** True for a finding that several scenarios have in the same way: only the first of these scenarios reports it. */
  readonly once?: true
  readonly says: string
  /** The likely cause in the app. It is a function if the cause depends on Slack's error code. */
  readonly cause: string | ((code: string) => string)
  /** How to fix the defect. It is a function if the fix depends on Slack's error code. */
  readonly cure: string | ((code: string) => string)
  readonly at: FindingPlace
}

/**
 * The request to which a finding belongs. `start`: the first one, to the install address. `before-slack`: the last one
 * before Slack's page. `slack`: the last one to Slack's page. `callback`: the first one after Slack's page. `end`: the
 * last one. `none`: no request of the browser.
 */
export type FindingPlace = 'start' | 'before-slack' | 'slack' | 'callback' | 'end' | 'none'
