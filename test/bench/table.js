/** Returns the results as a table for people. */
export function table(results, { date, nodes, processors, rounds }) {
  const versions = nodes.map((version) => `Node.js ${version}`).join(', ')
  const head = `${date}, ${versions}, ${processors}\nMedians of ${rounds} interleaved rounds, the middle half of them in brackets\n`
  const rows = results.map((result) => [
    result.what,
    result.against ?? '',
    result.node,
    ...(result.failure === undefined ? measured(result) : ['-', '', '']),
    goal(result.goal),
    result.failure === undefined ? result.verdict : 'failed to run',
  ])
  const failures = results.filter(({ failure }) => failure !== undefined)
  const told = failures.map(({ what, node, failure }) => `\n${what} (${node}): ${failure}\n`)
  return `${head}\n${columns([['what', 'against', 'Node.js', 'measured', '', 'absolute', 'goal', ''], ...rows])}${told.join('')}`
}

function measured({ value, low, high, unit, absolute }) {
  const own = `${number(value)}${unit === 'ratio' ? '' : ` ${unit}`}`
  const beside = absolute && `${number(absolute.value)} : ${number(absolute.base)} ${absolute.unit}`
  return [own, low === high ? '' : `(${number(low)} - ${number(high)})`, beside ?? '']
}

function goal({ atMost, atLeast }) {
  return atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`
}

function number(value) {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(value >= 10 ? 1 : 2)))
}

function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return (
    rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd()).join('\n') +
    '\n'
  )
}
