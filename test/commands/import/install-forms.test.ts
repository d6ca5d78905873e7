import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Installation } from '../../../src/config/installation.ts'
import { createMachine } from '../../support/cli.ts'
import { storedOn } from '../../support/imported.ts'
import { cutTokens } from '../../support/install-forms/cut.ts'
import type { Stored } from '../../support/install-forms/form.ts'
import { installForms } from '../../support/install-forms/index.ts'

/** Returns the differences between the installation and `expected`, each as `key: found value`. */
function lacking(expected: Stored, { workspace, appId, bot, users }: Installation): string[] {
  const [person] = users
  const there: Readonly<Record<keyof Stored, string | null | undefined>> = {
    team: workspace?.id,
    name: workspace?.name,
    app: appId,
    bot: bot?.token,
    user: person?.token,
    botUser: bot?.userId,
    person: person?.userId,
    botScopes: bot?.scopes.join(),
    userScopes: person?.scopes.join(),
  }
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = there[key as keyof Stored]
    return found === value ? [] : [`${key}: ${found ?? 'nothing'}`]
  })
}

/** Formats failures, each given as `name: what`, as a table with one line per name. */
function table(failed: readonly string[]): string {
  const byName = new Map<string, string[]>()
  for (const one of failed) {
    const [name = '', ...what] = one.split(': ')
    byName.set(name, [...(byName.get(name) ?? []), what.join(': ')])
  }
  return `${byName.size} wrong\n${[...byName].map(([name, what]) => `  ${name}: ${what.join(', ')}`).join('\n')}`
}

describe('import --offline', () => {
  const kinds = [...new Set(installForms.map(({ kind }) => kind))]

  it.each(kinds)('stores each install of the samples completely and as one installation: %s', async (kind) => {
    const own = installForms.filter((one) => one.kind === kind)
    expect(own.length).toBeGreaterThanOrEqual(10)
    const failed: string[] = []
    for (const { name, text, installs } of own) {
      using machine = createMachine()
      const { code, stderr } = await machine.run(['import', '-', '--offline'], { input: text })
      if (code !== 0) {
        failed.push(`${name}: exit code ${code}, ${stderr.split('\n')[0]}`)
        continue
      }
      const stored = Object.values(storedOn(machine).profiles)
      if (stored.length !== installs.length) failed.push(`${name}: ${stored.length} installs for ${installs.length}`)
      for (const [index, expected] of installs.entries()) {
        const one =
          stored.find(({ bot, users }) =>
            expected.bot === undefined ? users[0]?.token === expected.user : bot?.token === expected.bot,
          ) ?? stored[index]
        if (one) failed.push(...lacking(expected, one).map((what) => `${name}: ${what}`))
      }
    }
    if (process.env['INSTALL_FORMS']) console.info(`TABLE ${kind} | ${own.length} | ${table(failed)}`)
    expect(failed).toEqual([])
  })
})

describe('import, for a token that is cut off', () => {
  it.each(Object.entries(cutTokens))('exits with 2 and stores nothing: %s', async (_name, text) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['import', '-', '--offline'], { input: text })
    expect(code, stderr).toBe(2)
    expect(existsSync(join(machine.directory, 'config.json'))).toBe(false)
  })

  it.each(Object.entries(cutTokens))(
    'is not suggested by explain, which prints that the token is cut off: %s',
    async (_name, text) => {
      using machine = createMachine()
      const { stdout } = await machine.run(['explain', '-'], { input: text })
      expect(stdout).not.toContain('slack-tokens import')
      expect(stdout).toMatch(/cut off/)
    },
  )
})
