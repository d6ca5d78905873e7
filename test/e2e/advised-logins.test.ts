import { describe, expect, it } from 'vitest'
import { checkScopesFor } from '../../src/auth/actor.ts'
import type { CheckFindings } from '../../src/auth/check/types.ts'
import { scopesNeeded } from '../../src/auth/scopes-needed.ts'
import { refusedCall } from '../../src/auth/token-errors.ts'
import { missingNeeds } from '../../src/commands/check/needs.ts'
import { explainStored } from '../../src/commands/explain/stored.ts'
import { availableFor } from '../../src/commands/which/available.ts'
import { grantedScopes } from '../../src/commands/which/granted-scopes.ts'
import { needsReport } from '../../src/commands/which/needs-screen.ts'
import { scopeReport } from '../../src/commands/which/scope-report.ts'
import type { AvailableTokens } from '../../src/config/available-tokens.ts'
import type { ChosenToken } from '../../src/config/choose-token.ts'
import type { Identity } from '../../src/config/installation.ts'
import { neededAdvice } from '../../src/config/needed-scopes.ts'
import { CliError } from '../../src/errors.ts'
import { methods } from '../../src/slack/facts/methods.ts'
import { scopes } from '../../src/slack/facts/scopes.ts'
import { loginsIn, refusalOf, type Situation, situations } from '../support/advised-login.ts'
import { approved } from '../support/installed.ts'

const everyScope = Object.keys(scopes)
const everyMethod = Object.keys(methods)
const identities = ['bot', 'user'] as const

function tokenOf({ installation }: Situation, identity: Identity): ChosenToken | null {
  const access = identity === 'bot' ? installation?.bot : installation?.users[0]
  if (!installation || !access) return null
  const { apiUrl, simulator } = installation
  const stored = { name: 'one', installation, access }
  return { token: access.token, identity, apiUrl, simulator, source: 'active profile', stored }
}

const holdingsOf = (situation: Situation): AvailableTokens => ({
  bot: tokenOf(situation, 'bot'),
  user: tokenOf(situation, 'user'),
})

/** The functions that print a login command, each with its output for every scope or every method. */
const places: Readonly<Record<string, (situation: Situation) => readonly string[]>> = {
  'which METHOD': (situation) =>
    everyMethod.flatMap((method) => {
      const { bot, user } = availableFor(method, holdingsOf(situation), '')
      return [bot.login ?? '', user.login ?? '']
    }),
  'scopes NAME': ({ installation }) =>
    everyScope.flatMap((scope) => Object.values(scopeReport(scope, installation, '').logins)),
  'scopes --needs': (situation) =>
    everyMethod.flatMap((method) => needsReport(scopesNeeded([method], undefined), holdingsOf(situation), '').logins),
  scopes: ({ installation }) =>
    everyScope.flatMap((scope) => {
      if (!installation) return []
      const lacking = <T>(one: T) => ({ ...one, asked: [scope] })
      const bot = installation.bot && lacking(installation.bot)
      const users = installation.users.map(lacking)
      return grantedScopes({ ...installation, bot, users }, '').map(({ login }) => login ?? '')
    }),
  'check --manifest': ({ installation }) =>
    everyScope.flatMap((scope) => {
      if (!installation) return []
      const findings: CheckFindings = { subject: { name: 'one', installation, pairs: [] }, tokens: [], webhooks: [] }
      return missingNeeds(findings, { methods: [], scopes: { bot: [scope], user: [scope] } })?.logins ?? []
    }),
  why: () =>
    everyScope.flatMap((needed) =>
      [undefined, 'users:read', 'app_mentions:read', 'search:read', 'identify,bot,chat:write:bot'].map((provided) =>
        neededAdvice({ needed, provided }),
      ),
    ),
  'a call that Slack refused': (situation) =>
    identities.flatMap((identity) => {
      const chosen = tokenOf(situation, identity)
      if (!chosen) return []
      return everyScope.map((needed) => {
        const body = { ok: false, error: 'missing_scope', needed, provided: 'users:read' }
        return refusedCall(chosen, { method: 'users.list', body }).hint ?? ''
      })
    }),
  'a call of the wrong token': (situation) =>
    identities.flatMap((identity) => {
      const chosen = tokenOf(situation, identity)
      if (!chosen) return []
      const body = { ok: false, error: 'not_allowed_token_type' }
      return everyMethod.map((method) => refusedCall(chosen, { method, body }).hint ?? '')
    }),
  'a call that is not sent': (situation) =>
    identities.flatMap((identity) => {
      const chosen = tokenOf(situation, identity)
      return chosen
        ? everyScope.map((scope) => hintOf(() => checkScopesFor(chosen, { what: 'it', scopes: [scope] })))
        : []
    }),
  explain: ({ installation }) =>
    installation ? explainStored(installation, 0).missing.map(({ login }) => login ?? '') : [],
}

function hintOf(work: () => void): string {
  try {
    work()
    return ''
  } catch (error) {
    if (error instanceof CliError) return error.hint ?? ''
    throw error
  }
}

/**
 * Returns the next step of `why` with both login commands complete, because `why` prints the second one as options
 * only.
 */
const whole = (text: string) =>
  text.replace(/(slack-tokens login )(\S+ \S+) for the bot, (--\S+ \S+) for/, '$1$2 and $1$3 for')

describe('each login command that another command prints', () => {
  describe.each(Object.entries(places))('from %s', (_, advise) => {
    it.each(situations)('is accepted by login when the stored installation is “$name”', async (situation) => {
      const lines = [...new Set(advise(situation).flatMap((text) => loginsIn(whole(text))))]
      const refused: string[] = []
      for (const line of lines) {
        const why = await refusalOf(line, situation)
        if (why !== null) refused.push(`${line} → ${why}`)
      }
      expect(refused).toEqual([])
    })
  })

  it('is printed by `scopes NAME` for more than 150 scopes', () => {
    const [nothing] = situations
    const advised = nothing ? places['scopes NAME']?.(nothing) : []
    expect(advised?.length).toBeGreaterThan(150)
  })

  it.each([
    ['search:read', ['--add-user-scope', 'search:read']],
    ['files:write', ['--add-scope', 'files:write']],
  ])('requests the scope %s when it is run on the simulator', async (scope, words) => {
    using machine = await approved(['--scopes', 'chat:write', '--user-scopes', 'chat:write'])
    const { stdout } = await machine.run(['scopes', scope])
    const line = loginsIn(stdout).find((one) => one.includes(words.join(' '))) ?? ''
    const { code, json } = await machine.run([...line.split(' '), '--approve', '--port', '0', '--json'])
    expect(code).toBe(0)
    expect(JSON.stringify(json)).toContain(scope)
  })
})
