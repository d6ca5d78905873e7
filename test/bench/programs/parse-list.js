// parse-list.js <file>: does the least that `list` must do: parses the config file and prints the names in it.
import { readFileSync } from 'node:fs'

const { profiles } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
process.stdout.write(`${Object.keys(profiles).join('\n')}\n`)
