// Loaded with --require before a program: at exit, writes the peak resident memory in bytes to file descriptor 3.
const { readFileSync, writeSync } = require('node:fs')

function peak() {
  try {
    // getrusage also counts the memory before exec, when the process was a copy of the bench.
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}

process.on('exit', () => writeSync(3, String(peak())))
