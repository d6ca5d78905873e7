import { count, listOf, orNull, text } from '../../shape/shape.ts'
import type { Fault, FaultSpec } from '../state/fault-spec.ts'
import type { LoggedRequest } from '../testing/types.ts'
import { fault, loggedRequest } from './answer-shapes.ts'
import { route } from './route.ts'
import type { Frozen } from './types.ts'

/** The routes for the log of requests and for faults. */
export const requestRoutes = {
  log: route<{ log: readonly LoggedRequest[]; total: number }, { readonly since?: number }>({
    method: 'GET',
    path: '/_sim/log',
    about:
      'Answers the newest 500 requests, oldest first, with masked secrets; and the number of all requests. Without the control token, it leaves out the arguments.',
    body: { since: 'an earlier total; only requests after it are answered' },
    answer: { log: listOf(loggedRequest), total: count },
  }),
  pulse: route<{ version: number; deliveries: number }>({
    method: 'GET',
    path: '/_sim/pulse',
    about: 'Answers a number that grows with every change, and the number of all deliveries.',
    body: {},
    answer: { version: count, deliveries: count },
  }),
  faults: route<{ faults: readonly Frozen<Fault>[] }>({
    method: 'GET',
    path: '/_sim/fail',
    about: 'Answers the faults that are waiting for a request.',
    body: {},
    answer: { faults: listOf(fault) },
  }),
  addFault: route<{ fault: Frozen<Fault>; note: string | null }, Frozen<FaultSpec> & { readonly force?: boolean }>({
    method: 'POST',
    path: '/_sim/fail',
    about: 'Adds a fault: the next matching requests fail.',
    body: {
      on: 'an API method, page, webhook, upload, or *',
      what: 'an error code of Slack, or 429, 500, html, slow:MS, cut, drop-after-commit, expire-token, revoke-token, require-approval',
      times: 'number of requests that fail; by default 1',
      after: 'number of matching requests that succeed first; by default 0',
      retryAfter: 'seconds in the Retry-After header of a 429',
      force: 'true accepts an error code that the simulator does not know',
    },
    answer: { fault, note: orNull(text) },
  }),
  removeFaults: route<{ lifted: number }, { readonly which?: string }>({
    method: 'DELETE',
    path: '/_sim/fail',
    about: 'Removes faults, and answers the number of removed faults.',
    body: { which: 'the value of on or what in the faults to remove; by default all faults' },
    answer: { lifted: count },
  }),
}
