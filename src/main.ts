import { thisProcess } from './runtime/process-host.ts'
import { run } from './runtime/program.ts'
import { createSystem } from './runtime/system.ts'

// Do not call process.exit(): it cuts off output that a pipe has not read yet. Do not use `await`: the build is
// CommonJS.
void run(process.argv.slice(2), createSystem(thisProcess())).then((code) => {
  process.exitCode = code
})
