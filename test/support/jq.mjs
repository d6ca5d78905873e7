// jq, as far as the examples of the help use it: a path such as `.[].name`, and `select(.ok | not)`. A value that is
// missing is an error, because the example then shows a field that does not exist.
import { text } from 'node:stream/consumers'

const [filter, ...others] = process.argv.slice(2).filter((word) => word !== '-r')
const input = JSON.parse(await text(process.stdin))
const steps = filter
  .split('|')[0]
  .trim()
  .match(/\[\]|[\w]+/g)
let values = [input]
for (const step of steps) values = values.flatMap((value) => (step === '[]' ? value : [value[step]]))
if (others.length > 0 || values.includes(undefined)) process.exit(5)
for (const value of values) console.log(typeof value === 'string' ? value : JSON.stringify(value))
