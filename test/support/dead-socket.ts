import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Creates a socket file `s` in `folder`, as a killed process leaves one behind. Returns the folder. */
export function leaveSocket(folder: string): string {
  const code = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  spawnSync(process.execPath, ['--eval', code, join(folder, 's')])
  return folder
}
