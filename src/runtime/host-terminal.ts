import type { ChalkInstance } from 'chalk'
import { isAccessible } from '../terminal/accessible.ts'
import { createTerminal, type Terminal } from '../terminal/terminal.ts'
import type { Host } from './process-host.ts'
import { renamer } from './rename-program.ts'
import type { Flags } from './settings.ts'

/** Returns the terminal of a command line, as its flags and the environment ask for it. */
export function hostTerminal(host: Host, flags: Flags): Terminal {
  const { env, stdout, stderr } = host
  const level = (stream: { isTTY?: boolean }): ChalkInstance['level'] => {
    if (flags.color === false || env['NO_COLOR']) return 0
    if (env['FORCE_COLOR']) return env['FORCE_COLOR'] === '0' ? 0 : 1
    return stream.isTTY && env['TERM'] !== 'dumb' ? 1 : 0
  }
  return createTerminal({
    rename: renamer(host.typedName),
    stdout,
    stderr,
    // This is a getter because it opens stdin, which only a command that may prompt needs.
    get interactive() {
      return Boolean(stderr.isTTY && !env['CI'] && flags.input !== false && host.stdin.isTTY)
    },
    json: flags.json ?? false,
    field: flags.field,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    accessible: isAccessible(env),
    colour: { stdout: level(stdout), stderr: level(stderr) },
  })
}
