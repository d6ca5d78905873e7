import { join } from 'node:path'
import { expect } from 'vitest'
import { type Child, startChild } from '../../src/commands/drive/child-process.ts'
import { Interruption } from '../../src/errors.ts'
import { startGuard } from '../../src/runtime/guard.ts'
import { systemClock } from '../../src/runtime/process-host.ts'
import type { AppDescription } from '../../src/simulator/control/client.ts'
import { type Machine, type Over, watch } from './cli.ts'
import { freePort } from './program.ts'

const plain = join(import.meta.dirname, '..', 'subjects', 'plain.mjs')

/** Starts `sim start` on this machine. Returns the simulator’s API URL and app, and stops it on dispose. */
export async function startSim(machine: Machine, more: readonly string[] = [], host: Over = {}) {
  const over = new AbortController()
  const port = await freePort()
  const stdout = watch(/"apiUrl"/)
  const ended = machine.run(['sim', 'start', '--port', String(port), '--json', ...more], {
    ...host,
    signal: over.signal,
    stdout: stdout.stream,
  })
  await stdout.found
  const { app, controlToken } = JSON.parse(stdout.text()) as { app: AppDescription; controlToken: string }
  return {
    app,
    controlToken,
    api: `http://localhost:${port}/api`,
    async [Symbol.asyncDispose]() {
      over.abort(new Interruption('interrupted'))
      await ended
    },
  }
}

/** The developer’s own credentials, which are not those of the simulated app. */
export const credentials = {
  SLACK_CLIENT_ID: '4444.5555',
  SLACK_CLIENT_SECRET: 'the-developers-own-secret',
  SLACK_SIGNING_SECRET: 'the-developers-signing-secret',
}

/** Starts the app plain.mjs without drive, as a developer would. Returns its URL. */
export async function startPlain(api: string, more: Readonly<Record<string, string>> = {}) {
  // The app chooses a free port itself, so that no other test can take the port before the app listens.
  const env = { PATH: process.env['PATH'], API: api, ...credentials, PORT: '0', ...more }
  const guard = startGuard(env)
  const command = `"${process.execPath}" "${plain}"`
  const child: Child = startChild({ command, cwd: '.', env, clock: systemClock, guard })
  await expect.poll(() => child.output(), { timeout: 20_000 }).toMatch(/listens at/)
  const port = /listens at http:\/\/[^:]+:(\d+)/.exec(child.output())?.[1] ?? ''
  return {
    url: `http://localhost:${port}`,
    child,
    async [Symbol.asyncDispose]() {
      await child.stop()
      guard.end()
    },
  }
}
