// hold-lock.js <bundled lock> <path> <once | for ever>: prints "waiting", acquires the lock, then prints "held".
import { pathToFileURL } from 'node:url'

const [bundle, path, howLong] = process.argv.slice(2)
const { acquireLock } = await import(pathToFileURL(bundle).href)
process.stdout.write('waiting\n')
const lock = await acquireLock(path)
process.stdout.write('held\n')
if (howLong === 'once') lock.release()
else setTimeout(() => {}, 60_000)
