import { type Finding, type FindingId, finding } from './findings/finding.ts'
import { isBroken } from './judge.ts'
import type { Walked } from './walk.ts'

/** This file judges an install of an app that was installed before. */

/** An install, and its findings without regard to an earlier install. */
export interface JudgedInstall {
  readonly walked: Walked
  readonly findings: readonly Finding[]
}

/**
 * The findings that have other causes than an earlier install. They are reported unchanged. All other findings mean
 * that the earlier install is the cause.
 */
const wrongBefore: ReadonlySet<FindingId> = new Set([
  'client-id-differs',
  'code-exchanged-twice',
  'flows-mixed',
  'not-simulated',
  'redirect-uri-differs',
  'slack-refuses',
  'wrong-secret',
])

/** Judges a plain install that must work although the app was installed before. */
export function judgeLater({ findings }: Pick<JudgedInstall, 'findings'>): readonly Finding[] {
  const [first] = findings
  if (!first || wrongBefore.has(first.id)) return findings
  return [finding('later-install-fails', first.evidence)]
}

/** The findings that can also mean that the app itself ended the install on purpose, with a page that says so. */
const possibleRefusals: ReadonlySet<FindingId> = new Set([
  'callback-refused',
  'install-declined',
  'no-exchange',
  'no-link-to-slack',
])

/** The findings of a scenario that needs an install, when the app refuses it because it was installed before. */
const ofRefusal: ReadonlySet<FindingId> = new Set(['callback-refused', 'install-declined', 'later-install-fails'])

/**
 * Returns the findings without those that only repeat how the app refused a second plain install: some apps let each
 * workspace install once.
 * @param refusal the page of that refusal; undefined when the app accepts a second install
 */
export function withoutRefusals(findings: readonly Finding[], refusal: string | undefined): readonly Finding[] {
  if (refusal === undefined) return findings
  return findings.filter(({ id, evidence }) => !ofRefusal.has(id) || !evidence.startsWith(refusal))
}

/** The judgement about another install: its findings, or what the app did instead of the install. */
export type SecondInstall =
  | { readonly kind: 'judged'; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly seen: string }

/**
 * Judges another install of an app, which the app may refuse: some apps let nobody else install. Only a page of the app
 * counts as its refusal; an error page of Slack, a crash or a hanging callback is a defect.
 * @param id the finding for an app that breaks
 */
export function judgeSecondInstall(id: FindingId, { walked, findings }: JudgedInstall): SecondInstall {
  const [problem] = findings
  if (!problem || wrongBefore.has(problem.id)) return { kind: 'judged', findings }
  const { end } = walked
  if (end.kind === 'page' && !isBroken(end) && possibleRefusals.has(problem.id)) {
    return { kind: 'refused', seen: problem.evidence }
  }
  return { kind: 'judged', findings: [{ ...finding(id, problem.evidence), at: problem.at }] }
}
