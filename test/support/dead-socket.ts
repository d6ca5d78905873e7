import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Leaves a socket `s` in the folder, as a process does that was killed while it listened. Returns the folder. */
export function leaveSocket(folder: string): string {
  const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['--eval', code, join(folder, 's')])
  return folder
}
