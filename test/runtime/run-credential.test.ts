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

  it.each([
    [['slack-tokens-no-such-program'], /its name and the PATH/i, /above/],
    [[process.execPath, '-e', 'process.exit(3)'], /above/, /PATH/],
  ])('says what to check, and of a message above only when the program ran: %j', async (words, said, unsaid) => {
    const error: unknown = await runCredential(words, { signal }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'credential_failed', hint: expect.stringMatching(said) as string })
    expect(error).toMatchObject({ hint: expect.not.stringMatching(unsaid) as string })
  })

  it('ends with the reason of the signal after an interruption', async () => {
    const reason = new Error('Ctrl-C')
    await expect(runCredential(waits, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
