/**
 * @typedef {object} Subject something that is measured once per round
 * @property {string} name
 * @property {number} [rounds] the highest number of rounds, for a subject that is slow to measure or never changes
 * @property {(scene) => Promise<() => Promise<number>>} prepare prepares the subject; the returned function measures it
 *
 * @typedef {object} Row one line of the table
 * @property {string} what the name of the row
 * @property {Subject} of the measured subject
 * @property {Subject} [against] when present, the row is the ratio of `of` to `against`, round by round
 * @property {string} unit the unit of `of`: ms, MB, requests/s, packages
 * @property {(major: number) => ({ atMost: number } | { atLeast: number })} goal by the major version of Node.js
 */

/**
 * Measures every subject of the plan once per round, so that other load on the machine affects all of them alike.
 * Returns a function that returns, for a scene and a subject, the numbers in the order of the rounds, or the Error that
 * stopped the measurement.
 */
export async function measure(plan, { rounds, signal, onProgress }) {
  const runs = new Map()
  for (const { row, scene } of plan) {
    for (const subject of [row.of, row.against]) {
      // A subject of several rows is measured as often as its first row says.
      if (subject && !runs.has(keyOf(scene, subject)))
        runs.set(keyOf(scene, subject), { scene, subject, numbers: [], failure: scene.node.failure })
    }
  }
  for (const run of runs.values()) {
    if (run.failure) continue
    onProgress(`preparing ${run.subject.name}`)
    await attempt(run, async () => {
      run.sample = await run.subject.prepare(run.scene)
    })
  }
  for (let round = 1; round <= rounds && !signal.aborted; round += 1) {
    for (const run of runs.values()) {
      if (run.failure || round > (run.subject.rounds ?? rounds) || signal.aborted) continue
      onProgress(`round ${round} of ${rounds}: ${run.subject.name}`)
      await attempt(run, async () => run.numbers.push(await run.sample()))
    }
  }
  signal.throwIfAborted()
  return (scene, subject) => {
    const { numbers, failure } = runs.get(keyOf(scene, subject))
    return failure ?? numbers
  }
}

function keyOf(scene, subject) {
  return `${scene.node.version} ${subject.name}`
}

async function attempt(run, work) {
  try {
    await work()
  } catch (error) {
    run.failure = error
  }
}
