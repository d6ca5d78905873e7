import { appendFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { driveMutant, type MutatedApp, mutantsOf, mutatedApps } from './drive-mutant.ts'
import { survivors } from './survivors.ts'

/** The file to which `npm run test:mutants` wants a line for each mutant; undefined in `npm test`. */
const table = process.env['MUTANTS_TABLE']
const wanted = new RegExp(process.env['MUTANTS_ONLY'] ?? '')

/** The mutants that `npm test` drives, and what drive must report about them. */
const sample: readonly (readonly [app: MutatedApp, name: string, finding: string])[] = [
  ['express', 'drop the operand: state !== expected after !expected', 'wrong-state: state-not-checked'],
  ['express', 'drop the property: redirect_uri: redirectUri (2)', 'allow: redirect-uri-differs'],
  ['express', 'drop: request.session.place = place', 'first-use: no-call-after-install'],
  ['hono', "drop: if (c.req.query('error')) return c.redirect('/?cancelled=yes')", 'deny: denial-exchanged'],
  ['states on the server', 'drop the property: code_verifier: started.verifier', 'allow: pkce-verifier-missing'],
]

describe('drive, for a healthy app from which one part was dropped', () => {
  it.skipIf(table).each(sample)('reports for %s, after “%s”, the finding %s', async (app, name, finding) => {
    const mutant = mutantsOf(app).find((one) => one.name === name)
    const verdict = await driveMutant(app, mutant?.text ?? '')
    expect(verdict).toEqual({ found: expect.arrayContaining([finding]), ran: true })
  })

  const all = mutatedApps.flatMap((app) => mutantsOf(app).map((mutant) => ({ app, ...mutant })))
  const asked = all.filter(({ app, name }) => wanted.test(`${app}: ${name}`))
  it.skipIf(!table).concurrent.each(asked)(
    'finds the defect of $app after “$name”, unless the table of survivors says why not',
    async ({ app, line, name, text }) => {
      const verdict = await driveMutant(app, text)
      const reason = survivors[app]?.[name]
      appendFileSync(table ?? '', `${JSON.stringify({ app, line, name, ...verdict, reason })}\n`)
      expect(verdict.found.length === 0).toBe(reason !== undefined)
    },
  )
})

describe('the table of survivors', () => {
  it('names only mutants that exist', () => {
    for (const app of mutatedApps) {
      const names = mutantsOf(app).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(Object.keys(survivors[app] ?? {})))
    }
  })
})
