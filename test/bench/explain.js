import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configFolder } from './folders.js'
import { run } from './processes.js'

const token = 'xoxb-sim-bench-1'

const time = '2026-01-02T03:04:05.000Z'
const formats = {
  JSON: (n) => {
    const req = { id: `r-${n}`, method: 'GET', url: `/api/items/${n}` }
    return JSON.stringify({ level: 'info', time, msg: 'request completed', req, ms: n % 97 })
  },
  text: (n) => `${time} INFO [worker-${n % 7}] app.http - GET /api/items/${n}?page=${n % 9} 200 ${n % 97}ms user=u${n}`,
}

/** Returns a log of `bytes` bytes, with a token in the middle. */
function log(bytes, format) {
  const lines = []
  for (let size = 0; size < bytes; size += lines.at(-1).length + 1) lines.push(formats[format](lines.length))
  lines.splice(lines.length >> 1, 0, token)
  return lines.join('\n')
}

function explaining(name, text) {
  return {
    name,
    async prepare(scene) {
      const file = join(scene.folder, `${name.replace(/\W/g, '-')}.log`)
      writeFileSync(file, text)
      const more = { SLACK_TOKENS_CONFIG_DIR: configFolder(scene, 'config-explain', { installations: 0 }) }
      return async () => {
        const { ms, stdout } = run(scene, [scene.launcher, 'explain', file], { more })
        if (!/is a bot token/.test(stdout)) throw new Error(`${name} printed something else:\n${stdout.slice(0, 400)}`)
        return ms
      }
    },
  }
}

const alone = explaining('explain of a token', token)

/** Returns a subject: `explain` of a log with a token in the middle, with lines of JSON or text. */
export function explainingLog(bytes, format = 'JSON') {
  return explaining(`explain of a log of ${bytes} bytes, ${format}`, log(bytes, format))
}

export const explainRows = [
  {
    what: 'explain, a token in a log of 1 MB',
    of: explainingLog(1_000_000),
    against: alone,
    unit: 'ms',
    goal: () => ({ atMost: 2.4 }),
  },
]
