import { describe, expect, it } from 'vitest'
import { confirmed, driveMutant, driveText, type MutatedApp, mutantsOf, mutatedApps } from './drive-mutant.ts'
import { makeMutants, probeMark, withProbes } from './make-mutants.ts'
import { addResult, digest, keyOf, readResults } from './results.ts'
import { survivors } from './survivors.ts'

/** The file for the results of `npm run test:mutants`, with a line for each mutant; undefined in `npm test`. */
const table = process.env['MUTANTS_TABLE']
/** The file that keeps what drive reported about each mutant, so that an interrupted run can be resumed. */
const results = process.env['MUTANTS_RESULTS'] ?? ''
const wanted = new RegExp(process.env['MUTANTS_ONLY'] ?? '')

/** The mutants that `npm test` drives, and what drive must report about them. */
const sample: readonly (readonly [app: MutatedApp, name: string, scenario: string, finding: string])[] = [
  ['express', 'drop the operand: state !== expected after !expected', 'wrong-state', 'state-not-checked'],
  ['express', 'drop the property: redirect_uri: redirectUri (2)', 'allow', 'redirect-uri-differs'],
  ['express', 'drop: request.session.place = place', 'first-use', 'no-call-after-install'],
  [
    'express',
    "drop: if (event.type === 'tokens_revoked') { const installation = installat…",
    'tokens-revoked',
    'revoked-user-token-used',
  ],
  ['hono', "drop: if (c.req.query('error')) return c.redirect('/?cancelled=yes')", 'deny', 'denial-exchanged'],
  // The user token of the scenario allow must not help the app.
  ['hono', 'drop the property: bot', 'bot-only', 'only-token-not-used'],
  ['lifecycle', 'drop the property: refresh', 'first-use', 'refresh-refused'],
  ['states on the server', 'drop the property: code_verifier: started.verifier', 'allow', 'pkce-verifier-missing'],
]

describe('drive, for a healthy app from which one part was dropped', () => {
  it.skipIf(table).each(sample)(
    '%s, after “%s”: the scenario %s reports the finding %s',
    async (app, name, scenario, finding) => {
      const mutant = mutantsOf(app).find((one) => one.name === name)
      const { found, ran } = await driveText(app, mutant?.text ?? '', [...new Set(['allow', scenario])])
      expect({ found, ran }).toEqual({ found: [`${scenario}: ${finding}`], ran: true })
    },
  )

  const known = readResults(process.env['MUTANTS_RESUME'] ? results : undefined)
  const all = mutatedApps.flatMap((app) => mutantsOf(app).map((mutant) => ({ app, name: mutant.name, mutant })))
  it.concurrent.each(table ? all.filter(({ app, name }) => wanted.test(`${app}: ${name}`)) : [])(
    'finds the defect of $app after “$name”, unless the table of survivors says why not',
    async ({ app, name, mutant }) => {
      const before = known.get(keyOf(app, mutant))
      const reason = survivors[app][name]
      // A survivor without a reason is driven again, because `drive` may have been improved since the last run.
      const isKnown = before && (before.found.length > 0 || reason !== undefined)
      const verdict = isKnown ? before : await driveMutant(app, mutant)
      const { found, ran, seenBy } = verdict
      const result = { app, line: mutant.line, name, found, ran, seenBy, text: digest(mutant.text) }
      if (!isKnown) addResult(results, result)
      addResult(table ?? '', { ...result, reason })
      expect(found.length === 0).toBe(reason !== undefined)
    },
  )
})

describe('the mutants', () => {
  it('change nothing about the defects of an app', () => {
    const text = "const a = has('x') && b() ? c() || d() : e\nif (has('y')) f()\nif (g() && !has('z')) h()\n"
    expect(makeMutants(text).map(({ name }) => name)).toEqual([
      "drop: if (g() && !has('z')) h()",
      'drop the operand: g()',
      'drop: h()',
    ])
  })
})

describe('the probes of the mutants', () => {
  const text =
    "const a = one() || two()\nfunction f(x) {\n  if (x) return g(x)\n  return { h: () => { i() } }\n}\nf('x')\nif (a) { j() }\n"

  it('are before each statement of a function; each mutant has the number of the statement that contains it', () => {
    expect(withProbes(text).split(probeMark)).toHaveLength(4)
    const numbers = makeMutants(text).map(({ name, probe }) => [name, probe])
    expect(numbers).toEqual([
      ['drop the operand: two() after one()', null],
      ['drop the operand: one()', null],
      ['drop: if (x) return g(x)', text.indexOf('if (x)')],
      ['drop the property: h: () => { i() }', text.indexOf('return {')],
      ['drop: i()', text.indexOf('i()')],
      ["drop: f('x')", null],
      ['drop: if (a) { j() }', null],
      ['drop: j()', null],
    ])
  })

  it('change nothing else', () => {
    const probe = new RegExp(`console\\.log\\('${probeMark}\\d+'\\);`, 'g')
    expect(withProbes(text).replace(probe, '')).toBe(text)
  })
})

describe('what counts as found in a mutant', () => {
  const late = { ran: true, found: ['allow: callback-hangs', 'first-use: no-call-after-install'] }
  const nothing = { ran: true, found: [] }
  const silent = { ran: false, found: ['app_not_ready'] }
  /** Returns what counts, and how many drives it took. */
  const count = async (...drives: Parameters<typeof confirmed>[0] extends () => Promise<infer One> ? One[] : never) => {
    const left = [...drives]
    const verdict = await confirmed(() => Promise.resolve(left.shift() ?? nothing))
    return { ...verdict, drives: drives.length - left.length }
  }

  it('is nothing after one drive without a finding', async () => {
    expect(await count(nothing, late)).toEqual({ ...nothing, drives: 1 })
  })

  it('is a finding that does not depend on time after one drive', async () => {
    const exchanged = { ran: true, found: ['deny: denial-exchanged'] }
    expect(await count(exchanged, nothing)).toEqual({ ...exchanged, drives: 1 })
  })

  it('is any other finding only when the next drive has it too', async () => {
    const hangs = { ran: true, found: ['allow: callback-hangs'] }
    expect(await count(late, hangs)).toEqual({ ...hangs, drives: 2 })
    expect(await count(late, nothing)).toEqual({ ...nothing, drives: 2 })
  })

  it('is that the app does not start only when it does not start twice', async () => {
    expect(await count(silent, silent)).toEqual({ ...silent, drives: 2 })
    expect(await count(silent, late, late)).toEqual({ ...late, drives: 3 })
  })
})

describe('the table of survivors', () => {
  it('names only mutants that exist', () => {
    for (const app of mutatedApps) {
      const names = mutantsOf(app).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(Object.keys(survivors[app])))
    }
  })
})
