import { html } from 'hono/html'
import { newestRequests } from '../../state/request-log.ts'
import type { RequestRecord, World } from '../../state/types.ts'
import { peopleIn, worldsOf } from '../../state/workspaces.ts'
import type { Html } from '../layout.ts'
import { clock } from './messages.ts'

const mostRequests = 60
const longestValue = 120

/** Returns the table of requests, newest first. */
export function requestTable(world: World): Html {
  const log = newestRequests(world)
  if (log.length === 0)
    return html`<p class="empty">None yet. Point a program at the API above, or run <code>slack-tokens login --sim</code></p>`
  const rows = log.slice(-mostRequests).reverse()
  const first = world.state.requests
  return html`<div class="scroll"><table><thead><tr><th scope="col">Time (UTC)</th><th scope="col">What</th><th scope="col">As</th><th scope="col">Answer</th><th scope="col">With</th></tr></thead><tbody>
${rows.map((one, index) => row(world, one, first - index))}</tbody></table></div>`
}

/**
 * Returns the table row of a request.
 * @param number the request's number, counted from the first request of all, so that it never changes
 */
function row(
  world: World,
  { at, verb, what, as, ok, error, status, drill: fault, args }: RequestRecord,
  number: number,
): Html {
  const given = Object.entries(args).filter(([name]) => name !== 'token')
  return html`<tr id="request-${number}" data-find><td><time>${clock(at)}</time></td><td>${verb} <strong>${what}</strong></td><td>${whom(world, as)}</td>
<td class="${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'} ${ok ? status : (error ?? status)}${fault === undefined ? '' : html`<span class="tag">DRILL</span>`}</td>
<td class="args soft">${given.map(([name, value]) => html`${name}=${value.length > longestValue ? `${value.slice(0, longestValue)}…` : value} `)}</td></tr>`
}

function whom(world: World, as: string | null): string {
  if (as === null) return '–'
  const [kind = '', id = ''] = as.split(':')
  const all = worldsOf(world).flatMap(peopleIn)
  const name = all.find((one) => one.id === id)?.name
  return `${kind} ${name ? `@${name}` : id}`
}
