import { openLocalSimulator } from '../../src/simulator/process/shared-simulator.ts'

// `node simulator-child.mjs DIRECTORY` opens the simulator of the folder, prints `owner` or `guest` and the path of the
// simulator's socket, and runs until stdin ends.
const [directory = ''] = process.argv.slice(2)
const local = await openLocalSimulator({ directory, now: Date.now })
process.stdout.write(`${local.simulator ? 'owner' : 'guest'} ${local.socketPath}\n`)
process.stdin.resume().once('end', () => void local.close())
