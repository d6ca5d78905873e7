import { thisProcess } from './runtime/process-host.ts'
import { run } from './runtime/program.ts'
import { createSystem } from './runtime/system.ts'

// At the end, process.exit() leaves the memory to the system: V8 frees it page by page, which takes a tenth of a run.
// Call it only when nothing is pending: it cuts off output that a pipe has not read yet.
process.once('beforeExit', () => process.exit())
// Do not use `await`: the build is CommonJS.
void run(process.argv.slice(2), createSystem(thisProcess())).then((code) => {
  process.exitCode = code
})
