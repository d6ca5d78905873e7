import { afterEach, describe, expect, it, vi } from 'vitest'
import { runCredential } from '../../src/runtime/run-credential.ts'

afterEach(() => void vi.restoreAllMocks())

const waits = [process.execPath, '-e', 'setInterval(() => {}, 1000)']
const { signal } = new AbortController()

describe('a credential command', () => {
  it('may take a minute; then it fails with credential_timed_out', async () => {
    // The minute is over as soon as the command runs.
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
    await expect(runCredential(waits, { signal })).rejects.toMatchObject({ code: 'credential_timed_out' })
    expect(timeout.mock.calls).toEqual([[60_000]])
  })

  it('ends with the reason of the signal after an interruption', async () => {
    const reason = new Error('Ctrl-C')
    await expect(runCredential(waits, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
