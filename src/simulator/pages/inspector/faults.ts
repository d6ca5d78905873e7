import { html } from 'hono/html'
import { errorCodes } from '../../../slack/facts/errors.ts'
import { configHandlers, handlers, openHandlers } from '../../api/registry.ts'
import type { Site } from '../../http/types.ts'
import { deliveryKinds, deliveryPlaces, kinds, places } from '../../state/fault-kinds.ts'
import type { Html } from '../layout.ts'

/**
 * Returns the list of faults. Each fault is shown with the number of requests that will still fail, and with a button
 * that removes it when `mayLift` is true.
 */
export function stagedFaults({ world, nonce }: Site, mayLift: boolean): Html {
  const { faults } = world.state
  if (faults.length === 0) return html`<p class="empty">Nothing fails on purpose.</p>`
  return html`${faults.map(
    (
      { on, what, times, after },
      index,
    ) => html`<div class="item fault" data-find><span><strong>${on === 'authorize' ? 'page' : on}</strong> → <code>${what}</code>
<span class="soft small">${times} left${after > 0 ? `, after ${after}` : ''}</span></span>
${mayLift ? html`<form method="post" action="/faults"><input type="hidden" name="nonce" value="${nonce}"><input type="hidden" name="lift" value="${String(index)}"><input type="hidden" name="was" value="${on} ${what}"><button class="quiet" id="lift-${String(index)}" aria-label="Remove ${what} of ${on}">Remove</button></form>` : ''}</div>`,
  )}`
}

/**
 * Returns the form that adds a fault. The form is not updated with the rest of the page, because a person can be typing
 * in it.
 */
export function faultForm({ nonce }: Site): Html {
  const methods = [
    ...Object.keys(handlers),
    ...Object.keys(openHandlers),
    ...Object.keys(configHandlers),
    ...exchanges,
  ].sort()
  return html`<form class="stage" method="post" action="/faults"><input type="hidden" name="nonce" value="${nonce}">
<div><label for="on">Where</label><input id="on" name="on" list="places" required placeholder="chat.postMessage" autocomplete="off"></div>
<div><label for="what">What</label><input id="what" name="what" list="kinds" required placeholder="429" autocomplete="off"></div>
<div><label for="times">Times</label><input id="times" name="times" value="1" inputmode="numeric" pattern="[0-9]{1,6}"></div><button>Fail</button></form>
<datalist id="places">${[...Object.keys(places), ...Object.keys(deliveryPlaces), ...methods].map((name) => html`<option value="${name}"></option>`)}</datalist>
<datalist id="kinds">${[...ways.map((kind) => kind.replace('MS', '2000')), ...errorCodes()].map((name) => html`<option value="${name}"></option>`)}</datalist>`
}

const ways = [...new Set([...Object.keys(kinds), ...Object.keys(deliveryKinds)])]
const exchanges = ['oauth.access', 'oauth.v2.access', 'oauth.v2.exchange', 'oauth.v2.user.access']
