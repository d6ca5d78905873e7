import { describe, expect, it } from 'vitest'
import { CliError, exitReasons, foreignCode } from '../src/errors.ts'

describe('the code of a CliError', () => {
  const failure = (error: CliError) => error.code === 'port_in_use'

  it('is a type error when it is not listed, or when it is compared with a code that is not listed', () => {
    expect(failure(new CliError('failed', 'taken', { code: 'port_in_use' }))).toBe(true)
    const error = new CliError('failed', 'taken')
    // @ts-expect-error no code throws this
    expect(error.code === 'port_in_us').toBe(false)
    // @ts-expect-error it is not listed
    expect(new CliError('failed', 'taken', { code: 'port_in_us' })).toBeInstanceOf(Error)
  })

  it('is the kind of failure when no code is given', () =>
    expect(new CliError('timedOut', 'late').code).toBe('timedOut'))

  it('is copied unchanged from Slack or the operating system, and is the kind of failure when they give no code', () => {
    expect(foreignCode('some_new_code')).toBe('some_new_code')
    expect(foreignCode(undefined, 'usage')).toBe('usage')
    expect(foreignCode(null)).toBe('failed')
  })
})

it('each exit reason has its published exit code, which never changes', () =>
  expect(Object.entries(exitReasons).map(([name, { code }]) => `${name} ${code}`)).toEqual([
    ...['ok 0', 'failed 1', 'usage 2', 'slack 3', 'noToken 4', 'wrongToken 5', 'refused 6', 'timedOut 7'],
    ...['hungUp 129', 'interrupted 130', 'terminated 143'],
  ]))
