import { expect } from 'vitest'
import { createMachine, type Over } from './cli.ts'

/** The `explain --json` output for one answer, record or word. */
export interface Report {
  readonly shape: string
  readonly tokens: readonly {
    kind: string
    of: string | null
    path: string
    masked: string
    value?: string
    scopes: readonly string[]
    actsAs: string | null
    rotating: boolean
    expiresAt: string | null
  }[]
  readonly webhooks: readonly {
    path: string
    channel: string
    channelId: string | null
    masked: string
    url?: string
  }[]
  readonly workspace: { id: string; name: string | null } | null
  readonly organization: { id: string; name: string | null } | null
  readonly isOrgInstall: boolean
  readonly error: string | null
  readonly certainty: string
  readonly notes: readonly string[]
}

/** Runs `explain` with `value` as JSON on standard input. Returns stdout. */
export async function explainedScreen(value: unknown, over: Over = {}): Promise<string> {
  using machine = createMachine()
  const { code, stdout, stderr } = await machine.run(['explain', '-'], { input: JSON.stringify(value), ...over })
  expect(code, stderr).toBe(0)
  return stdout
}

/** Runs `explain --json` with `value` as JSON on standard input. Returns the parsed output. */
export async function explainedReport(value: unknown, ...options: string[]): Promise<Report> {
  using machine = createMachine()
  const ran = await machine.run(['explain', '--json', ...options], { input: JSON.stringify(value) })
  expect(ran.code, ran.stderr).toBe(0)
  return ran.json as Report
}

/** Runs `explain --json` with `text` on standard input. Returns the parsed output. */
export async function explainedText(text: string): Promise<Readonly<Record<string, unknown>>> {
  using machine = createMachine()
  const ran = await machine.run(['explain', '-', '--json'], { input: text })
  expect(ran.code, ran.stderr).toBe(0)
  return ran.json as Readonly<Record<string, unknown>>
}
