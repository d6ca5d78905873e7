import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { CliError, systemCode } from '../errors.ts'

/** Milliseconds for a credential command. A person may have to unlock a vault with a fingerprint meanwhile. */
const patience = 60_000

/** Maximum number of bytes in the output of a credential command. */
const mostOutput = 65_536

export interface CredentialRun {
  readonly signal: AbortSignal
  /** Milliseconds to wait. */
  readonly patience?: number
}

/**
 * Runs a credential command and returns the first line that it prints, without spaces around it. The program gets this
 * process's stderr and terminal, an empty stdin and no shell. It starts in the home folder, so that a PATH with a
 * relative folder does not find a program of the project in which this tool runs. No message contains its output.
 * @throws CliError with the exit reason `failed`: `credential_failed` (not found, or a bad exit code),
 * `credential_empty`, `credential_timed_out`; the signal's reason after an interruption.
 */
export async function runCredential(words: readonly string[], run: CredentialRun): Promise<string> {
  const [program = '', ...args] = words
  const home = homedir()
  const path = program.startsWith('~/') ? home + program.slice(1) : program
  const child = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    windowsHide: true,
    ...(existsSync(home) && { cwd: home }),
  })
  const limit = AbortSignal.timeout(run.patience ?? patience)
  const ended = AbortSignal.any([limit, run.signal])
  let printed = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    if (printed.length < mostOutput) printed = Buffer.concat([printed, chunk])
  })
  try {
    const [code, signal] = (await once(child, 'close', { signal: ended })) as [number | null, string | null]
    if (code !== 0)
      throw failed(
        program,
        code === null ? `was ended by ${signal}` : `ended with exit code ${code}`,
        'What it printed to stderr is above',
      )
    const line = printed.toString('utf8').trimStart().split('\n')[0]?.trim() ?? ''
    if (line !== '') return line
    throw new CliError('failed', `The credential command ${program} printed nothing`, {
      code: 'credential_empty',
      hint: `It must print the secret on its first line. Try it yourself: ${program} …`,
    })
  } catch (error) {
    if (error instanceof CliError) throw error
    if (run.signal.aborted) throw run.signal.reason
    if (limit.aborted) {
      throw new CliError('failed', `The credential command ${program} did not end in time`, {
        code: 'credential_timed_out',
        hint: 'It may wait for somebody to unlock it. Unlock it first, then run the command again',
      })
    }
    const [why, hint] = reasons[systemCode(error) ?? ''] ?? ['could not be started']
    throw failed(program, why, hint, error)
  } finally {
    // A program that the credential command started can keep the pipe open.
    child.stdout.destroy()
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }
}

const reasons: Readonly<Record<string, readonly [why: string, hint?: string]>> = {
  ENOENT: ['is not on this computer', 'Check its name and the PATH'],
  EACCES: ['is not a program that you may run', 'Check the permissions of the file'],
  EINVAL: ['is a .cmd or .bat, which Windows runs only through cmd /c'],
}

function failed(program: string, why: string, hint?: string, cause?: unknown): CliError {
  // A login runs the command before it is stored.
  const stored = 'To see a command that is stored: slack-tokens show, slack-tokens app show'
  return new CliError('failed', `The credential command ${program} ${why}`, {
    code: 'credential_failed',
    hint: hint === undefined ? stored : `${hint}. ${stored}`,
    ...(cause !== undefined && { cause }),
  })
}
