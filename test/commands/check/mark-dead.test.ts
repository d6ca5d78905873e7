import { expect, it } from 'vitest'
import { type CheckFindings, subjectOf } from '../../../src/auth/check/types.ts'
import { hasNews, withDeadMarks } from '../../../src/commands/check/mark-dead.ts'
import type { Config } from '../../../src/config/store.ts'
import { growth } from '../../support/growth.ts'
import { sampleInstallation } from '../../support/sample.ts'

const at = '2026-01-02T03:04:05.000Z'

/** Returns a config with `count` installations and the findings that all of their tokens are dead. */
function deadTokens(count: number): { readonly config: Config; readonly findings: readonly CheckFindings[] } {
  const names = Array.from({ length: count }, (_, index) => `w${index}`)
  const profiles = Object.fromEntries(names.map((name) => [name, sampleInstallation(name)]))
  const verdict = { state: 'dead', code: 'account_inactive', message: '', hint: null, scopes: null, who: null } as const
  const findings = names.map((name) => {
    const subject = subjectOf(name, sampleInstallation(name))
    return { subject, tokens: subject.pairs.map((storedToken) => ({ ...verdict, storedToken })), webhooks: [] }
  })
  return { config: { version: 1, active: null, profiles }, findings }
}

it('marks every dead token, except one that was replaced meanwhile', () => {
  const { config, findings } = deadTokens(3)
  const one = sampleInstallation('w1')
  const replaced = { ...one, bot: one.bot && { ...one.bot, token: 'xoxb-sim-w1-new' } }
  const marked = withDeadMarks({ ...config, profiles: { ...config.profiles, w1: replaced } }, findings, at)
  const dead = { code: 'account_inactive', at }
  expect(Object.values(marked.profiles).map(({ bot }) => bot?.dead)).toEqual([dead, undefined, dead])
  expect(config.profiles['w0']?.bot).not.toHaveProperty('dead')
  expect(findings.every(hasNews)).toBe(true)
})

it('marks thousands of tokens in linear time', () => {
  const mark = (text: string) => {
    const { config, findings } = deadTokens(text.length / 16)
    return withDeadMarks(config, findings, at)
  }
  expect(growth(mark, (size) => 'x'.repeat(size))).toBeLessThan(3)
})
