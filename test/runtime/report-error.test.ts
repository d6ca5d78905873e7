import { describe, expect, it } from 'vitest'
import { CliError, exitReasons, type FailureDetails, Interruption } from '../../src/errors.ts'
import { commands } from '../../src/runtime/command-list.ts'
import { reportError } from '../../src/runtime/report-error.ts'
import { createSystem } from '../../src/runtime/system.ts'
import { hostOf } from '../support/cli.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** Returns the exit code for an error in a command that has this verdict. */
function codeOf(error: unknown, verdict: 'defects_found' | undefined): number {
  using folder = temporaryFolder()
  const terminal = createSystem(hostOf(folder.path, {}).host).terminal({})
  return reportError(error, { terminal, argv: [], verdict })
}

const failures = Object.keys(exitReasons).filter((one): one is FailureDetails => one !== 'ok')

describe('the exit code of a failure', () => {
  it('is that of its exit reason, for a command without a verdict', () => {
    for (const failure of failures)
      expect(codeOf(new CliError(failure, 'x'), undefined)).toBe(exitReasons[failure].code)
    expect(codeOf(new TypeError('a bug'), undefined)).toBe(1)
  })

  it('is, for `drive`, 1 only for the verdict, 2 for every other failure, and unchanged for signals', () => {
    expect(codeOf(new CliError('failed', 'x', { code: 'defects_found' }), 'defects_found')).toBe(1)
    for (const failure of failures) {
      const usual = exitReasons[failure].code
      expect(codeOf(new CliError(failure, 'x'), 'defects_found'), failure).toBe(usual > 128 ? usual : 2)
    }
    expect(codeOf(new Interruption('terminated'), 'defects_found')).toBe(143)
    expect(new Interruption('terminated').message).toBe('Ended by SIGTERM')
    expect(codeOf(new TypeError('a bug'), 'defects_found')).toBe(2)
  })

  it('depends on a verdict only in the command `drive`', () => {
    expect(commands.filter(({ verdict }) => verdict).map(({ name, verdict }) => [name, verdict])).toEqual([
      ['drive', 'defects_found'],
    ])
  })
})

describe('a failure', () => {
  it('names what the permission model of Node.js does not allow, and how to allow it', () => {
    using folder = temporaryFolder()
    const machine = hostOf(folder.path, {})
    const terminal = createSystem(machine.host).terminal({ json: true })
    const error = Object.assign(new Error('restricted'), {
      code: 'ERR_ACCESS_DENIED',
      permission: 'FileSystemRead',
      resource: '/here',
    })
    expect(reportError(error, { terminal, argv: [], verdict: undefined })).toBe(1)
    expect(JSON.parse(machine.stdout.text())).toMatchObject({
      error: 'node_option',
      message: 'Node.js does not allow FileSystemRead of /here',
      hint: expect.stringContaining('--allow-fs-read') as string,
    })
  })
})
