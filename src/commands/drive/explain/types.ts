import type { FindingId } from '../findings/finding.ts'
import type { FindingFacts } from '../findings/types.ts'

/** The stacks in which apps install into Slack, in the order in which their fixes are shown. */
export const stacks = {
  'bolt-js': { name: 'Bolt for JavaScript', language: 'javascript' },
  'bolt-python': { name: 'Bolt for Python', language: 'python' },
  'bolt-java': { name: 'Bolt for Java', language: 'java' },
  'slack-go': { name: 'slack-go', language: 'go' },
  node: { name: 'Hand-written, in Node.js', language: 'javascript' },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly language: string }>>

export type StackName = keyof typeof stacks

/** How to fix an app in one stack. */
export interface StackFix {
  readonly says: string
  /** A fragment of a program. It uses names that the app already has: `settings`, `app`, `database`, `req`, `res`. */
  readonly code: string
}

/** How to fix a finding in each stack. Several findings can have the same fixes. */
export type StackFixes = Readonly<Record<StackName, StackFix>>

/** The explanation of a kind of finding, in addition to its facts. */
export interface FindingExplanation {
  /** How drive recognizes the finding. */
  readonly seen: string
  /** Why Slack works in the way that makes this a fault of the app. */
  readonly why: string
  /** The pages that say so: of Slack’s documentation, or of a standard. */
  readonly sources: readonly [string, ...string[]]
  readonly fixes: StackFixes
}

export interface ListedFinding extends Pick<FindingFacts, 'weight' | 'says'> {
  readonly id: FindingId
}

/** A finding with its facts, its explanation and its fixes, as `--json` prints it. */
export interface ExplainedFinding extends ListedFinding {
  readonly cause: string
  readonly cure: string
  readonly seen: string
  readonly why: string
  readonly sources: readonly string[]
  readonly fixes: readonly ShownFix[]
}

export interface ShownFix extends StackFix {
  readonly stack: StackName
  readonly name: string
  /** The language of `code`. */
  readonly language: string
}
