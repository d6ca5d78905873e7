/** Returns the median and the two quartiles, which enclose the middle half of the numbers. */
export function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (share) => {
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)]
    return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place))
  }
  return { value: at(0.5), low: at(0.25), high: at(0.75) }
}

/**
 * Compares the numbers of a row with its goal. A ratio uses two numbers of the same round, because the machine's speed
 * varies.
 */
export function judge(row, scene, samples) {
  const { what, of, against, unit } = row
  const goal = row.goal(scene.node.major)
  const about = { what, against: against?.name, node: scene.node.version, unit: against ? 'ratio' : unit, goal }
  const measured = samples(scene, of)
  const base = against && samples(scene, against)
  for (const result of [measured, base]) if (result instanceof Error) return { ...about, failure: result.message }
  const numbers = base ? measured.slice(0, base.length).map((number, round) => number / base[round]) : measured
  const { value, low, high } = middle(numbers)
  const absolute = against && { value: middle(measured).value, base: middle(base).value, unit }
  return { ...about, value, low, high, ...(absolute && { absolute }), verdict: verdict(value, goal) }
}

function verdict(value, { atMost, atLeast }) {
  if (atMost !== undefined && value > atMost) return 'over'
  if (atLeast !== undefined && value < atLeast) return 'under'
  return 'ok'
}
