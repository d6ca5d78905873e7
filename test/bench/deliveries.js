import { dirname, join } from 'node:path'
import { run } from './processes.js'
import { program } from './scene.js'

/** Returns a subject: the package's simulator delivers events to an app in the same process. */
function deliveries(name, way, events) {
  return {
    name,
    rounds: 5,
    prepare(scene) {
      const library = join(dirname(dirname(scene.launcher)), 'dist', 'simulator.js')
      const argv = ['--expose-gc', program('deliver.js'), library, way, String(events)]
      return Promise.resolve(async () => Number(run(scene, argv).stdout))
    },
  }
}

export const deliveryRows = [
  {
    what: 'simulator: message to ack, Socket Mode',
    of: deliveries('message to ack', 'socket', 500),
    unit: 'ms',
    goal: () => ({ atMost: 5 }),
  },
  {
    what: 'simulator: events to one app, HTTP',
    of: deliveries('events over HTTP', 'http', 4000),
    unit: 'events/s',
    goal: () => ({ atLeast: 1000 }),
  },
]
