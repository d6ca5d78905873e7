import { CliError } from '../../../errors.ts'
import type { Context } from '../../../runtime/context.ts'
import { nearest } from '../../../slack/facts/nearest.ts'
import { type FindingId, findingFacts } from '../findings/finding.ts'
import type { FindingFacts } from '../findings/types.ts'
import { explanations } from './explanations.ts'
import { explanationText, listText } from './screen.ts'
import { type ExplainedFinding, type FindingExplanation, type ListedFinding, type StackName, stacks } from './types.ts'

const ids = Object.keys(findingFacts) as FindingId[]

/**
 * Prints what a finding is and how to fix it in each stack, or the list of all findings. Sends nothing.
 * @param wanted the name of the finding; true or `list` for the list
 * @throws CliError with the exit reason `usage` and the code `unknown_finding`: no finding has this name. Similar names
 * are in `details.suggestions`.
 */
export function explain(wanted: string | true, { terminal }: Context): void {
  const sheet = { width: terminal.width }
  if (wanted === true || wanted === 'list') {
    const rows = ids.map(listed)
    terminal.result(rows, (paint) => listText(rows, { ...sheet, paint }))
    terminal.note('')
    terminal.note('One in full: slack-tokens drive --explain state-not-checked')
    return
  }
  const id = ids.find((one) => one === wanted.trim().toLowerCase())
  if (id === undefined) throw unknown(wanted)
  const one = explained(id)
  terminal.result(one, (paint) => explanationText(one, { ...sheet, paint }))
  terminal.note('')
  terminal.note('See whether your app has it: slack-tokens drive --start "npm start"')
}

function listed(id: FindingId): ListedFinding {
  const { weight, says } = findingFacts[id]
  return { id, weight, says }
}

/** Returns a finding with its explanation. */
export function explained(id: FindingId): ExplainedFinding {
  const { cause, cure }: FindingFacts = findingFacts[id]
  // CODE is a placeholder for Slack's code. This code is known only after a drive.
  const text = (one: FindingFacts['cure']) => (typeof one === 'string' ? one : one('CODE'))
  const { seen, why, sources, fixes }: FindingExplanation = explanations[id]
  const all = Object.entries(stacks).map(([stack, about]) => ({
    stack: stack as StackName,
    ...about,
    ...fixes[stack as StackName],
  }))
  return { ...listed(id), cause: text(cause), cure: text(cure), seen, why, sources, fixes: all }
}

function unknown(wanted: string): CliError {
  const word = wanted.trim().toLowerCase()
  const near = nearest(word, ids)
  const suggestions = near.length > 0 ? near : ids.filter((id) => word.length > 2 && id.includes(word)).slice(0, 3)
  return new CliError('usage', `Drive has no finding of the name “${wanted.slice(0, 60)}”`, {
    code: 'unknown_finding',
    hint:
      suggestions.length > 0
        ? `Perhaps: slack-tokens drive --explain ${suggestions.join(', or ')}`
        : 'See all of them: slack-tokens drive --explain list',
    details: { suggestions },
  })
}
