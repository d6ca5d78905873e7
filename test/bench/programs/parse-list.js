// parse-list.js <file>: what `list` cannot do without.
import { readFileSync } from 'node:fs'

const { profiles } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
process.stdout.write(`${Object.keys(profiles).join('\n')}\n`)
