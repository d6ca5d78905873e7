'use strict'
// Runs beside an app that `slack-tokens drive --start` starts, and ends it when drive is gone without having done so
// (SIGKILL, a crash). The pipe at its standard input tells: drive alone holds the other end, and the system closes that
// whatever drive dies of. Being a process of its own, it works for apps in any language.
const { spawn } = require('node:child_process')

/** Milliseconds between the request to end and the end. */
const patience = 3000

let pid = ''
process.stdin.setEncoding('utf8').on('data', (text) => {
  pid += text
})
process.stdin.once('close', () => {
  if (!/^\d+$/.test(pid.trim())) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', pid.trim(), '/t', '/f'], { stdio: 'ignore' }).on('error', () => {})
    return
  }
  // The app leads a group of its own.
  if (signal('SIGTERM')) setTimeout(() => signal('SIGKILL'), patience)
})

function signal(name) {
  try {
    return process.kill(-Number(pid), name)
  } catch {
    // Gone already.
    return false
  }
}
