'use strict'
// Runs beside an app that `slack-tokens drive --start` starts, and ends it when drive is gone without having done so
// (SIGKILL, a crash). The pipe at its standard input tells: drive alone holds the other end, and the system closes that
// whatever drive dies of. Being a process of its own, it works for apps in any language.
//   guard.cjs MARK    an entry of the environment, NAME=value, that the app and all that it starts carry
const { spawn } = require('node:child_process')
const { readdirSync, readFileSync } = require('node:fs')

/** Milliseconds between the request to end and the end. */
const patience = 3000

const mark = process.argv[2]
let pid = ''
process.stdin.setEncoding('utf8').on('data', (text) => {
  pid += text
})
process.stdin.once('close', () => {
  if (process.platform === 'win32') {
    if (groupOf(pid)) spawn('taskkill', ['/pid', pid.trim(), '/t', '/f'], { stdio: 'ignore' }).on('error', () => {})
    return
  }
  if (signalAll('SIGTERM')) setTimeout(() => signalAll('SIGKILL'), patience)
})

/** Signals the group that the app leads, and what carries the mark. Returns whether there was anything. */
function signalAll(name) {
  return [groupOf(pid), ...marked()].filter((target) => target && signal(target, name)).length > 0
}

function groupOf(text) {
  return /^\d+$/.test(text.trim()) ? -Number(text) : undefined
}

/**
 * On Linux: who carries the mark. Drive may be killed before it could send the app's id, and a process may have made a
 * session of its own.
 */
function marked() {
  return attempt(() => readdirSync('/proc'), [])
    .filter((id) => /^\d+$/.test(id))
    .filter((id) =>
      attempt(() => readFileSync(`/proc/${id}/environ`, 'utf8'), '')
        .split('\0')
        .includes(mark),
    )
    .map(Number)
}

function signal(target, name) {
  return attempt(() => process.kill(target, name), false)
}

/** Processes end while they are looked at, and those of others may not be looked at. */
function attempt(look, otherwise) {
  try {
    return look()
  } catch {
    return otherwise
  }
}
