import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { tokenForms } from '../../support/token-forms/index.ts'

describe('import, for a token in any format', () => {
  it.each(tokenForms.map(({ kind, name, render }) => ({ name: `${kind}: ${name}`, render })))(
    'stores the token from this format: $name',
    async ({ render }) => {
      using machine = createMachine()
      const token = 'xoxb-1-sim-A1b2C3d4E5f6'
      const { code, stderr } = await machine.run(['import', '-', '--offline'], { input: render(token) })
      expect(code, stderr).toBe(0)
      const { stdout } = await machine.run(['export', '--json'])
      expect(stdout).toContain(token)
    },
  )
})
