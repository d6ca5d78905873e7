'use strict'
// This program runs beside an app that `slack-tokens drive --start` starts. It stops the app when drive dies before
// drive could stop it (SIGKILL, a crash). It notices that by the pipe at its standard input: only drive has the other
// end, and the system closes the pipe when drive dies. It is a separate process, so it works for apps in any language.
// Usage: guard.cjs MARK
// MARK is an environment entry, NAME=value, which the app and all its child processes have.
const { spawn } = require('node:child_process')
const { readdirSync, readFileSync } = require('node:fs')

/** Milliseconds between SIGTERM and SIGKILL. */
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

/**
 * Signals the group that the app leads, and the processes with the mark. Returns whether any process got the signal.
 */
function signalAll(name) {
  return [groupOf(pid), ...marked()].filter((target) => target && signal(target, name)).length > 0
}

function groupOf(text) {
  return /^\d+$/.test(text.trim()) ? -Number(text) : undefined
}

/**
 * Returns the ids of the processes with the mark; works on Linux only. Needed because drive can die before it sends the
 * app's process id, and because a process can start its own session.
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

/** Returns `otherwise` when `look` throws: a process can end meanwhile, and other users' processes can't be read. */
function attempt(look, otherwise) {
  try {
    return look()
  } catch {
    return otherwise
  }
}
