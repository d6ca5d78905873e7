'use strict'
// This program runs beside a program that slack-tokens starts (drive --start, sim run). It stops the program and
// removes temporary folders when slack-tokens dies before it could do so (SIGKILL, a crash). Its standard input is a
// pipe: only slack-tokens has the other end, and the system closes the pipe when slack-tokens dies. So this program
// knows that slack-tokens died. Because it is a separate process, it works for programs in any language. Usage:
// guard.cjs MARK MARK is an environment entry, NAME=value, which the program and all its child processes have. Standard
// input has lines: `group ID` and `process ID` name what to stop, `folder PATH` names a folder to remove. The word
// `ended` before one of these means that this process, group or folder no longer has to be stopped or removed.
const { spawnSync } = require('node:child_process')
const { readdirSync, readFileSync, rmSync } = require('node:fs')

/** Milliseconds between SIGTERM and SIGKILL. */
const patience = 3000
/** Milliseconds between two looks at the processes that got SIGTERM. */
const pause = 50

const mark = process.argv[2]
let text = ''
process.stdin.setEncoding('utf8').on('data', (chunk) => {
  text += chunk
})
process.stdin.once('close', () => {
  const lines = new Set()
  for (const line of text.split('\n')) if (!lines.delete(line.replace(/^ended /, ''))) lines.add(line)
  const named = (what) => [...lines].flatMap((line) => (line.startsWith(`${what} `) ? line.slice(what.length + 1) : []))
  const ids = [...named('process').map(Number), ...named('group').map((id) => -Number(id))]
  stop(ids, () => {
    for (const folder of named('folder')) attempt(() => rmSync(folder, { recursive: true, force: true }), undefined)
  })
})

/** Stops the processes, the groups (negative ids) and the processes with the mark; then calls `done`. */
function stop(ids, done) {
  if (process.platform === 'win32') {
    for (const id of ids) spawnSync('taskkill', ['/pid', String(Math.abs(id)), '/t', '/f'], { stdio: 'ignore' })
    return done()
  }
  const signalAll = (name) => [...ids, ...marked()].filter((id) => attempt(() => process.kill(id, name), false))
  signalAll('SIGTERM')
  const wait = (left) => {
    if (signalAll(0).length === 0) return done()
    if (left > 0) return void setTimeout(() => wait(left - pause), pause)
    signalAll('SIGKILL')
    done()
  }
  wait(patience)
}

/**
 * Returns the ids of the processes with the mark; works on Linux only. Needed because slack-tokens can die before it
 * sends the program's id, and because a process can start its own session.
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

/**
 * Returns the result of `look`, or `otherwise` when `look` throws: a process can end meanwhile, or belong to another
 * user.
 */
function attempt(look, otherwise) {
  try {
    return look()
  } catch {
    return otherwise
  }
}
