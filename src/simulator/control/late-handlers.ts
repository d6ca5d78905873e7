import { impossibleFault } from '../events/fault-way.ts'
import { IncompleteForm, InvalidInputs } from '../events/interaction/form-check.ts'
import { addFault, liftFaults } from '../state/faults.ts'
import { registerApp, removeApp } from '../state/register-app.ts'
import { newestRequests } from '../state/request-log.ts'
import { issuePageKey } from './access.ts'
import { developerHandlers } from './developer-handlers.ts'
import { eventHandlers } from './event-handlers.ts'
import { type ControlHandlers, earlierTotal, type LateName } from './handler.ts'
import { installHandlers } from './install-handlers.ts'
import { openProxy } from './open-proxy.ts'
import { pageHandlers } from './page-handlers.ts'
import { peopleHandlers } from './people-handlers.ts'
import { readFault } from './read-fault.ts'
import { workspaceHandlers } from './workspace-handlers.ts'

/** The handlers that `routes.ts` loads when one of them is first needed. */
export const lateHandlers: ControlHandlers<LateName> = {
  ...peopleHandlers,
  ...eventHandlers,
  ...pageHandlers,
  ...developerHandlers,
  ...workspaceHandlers,
  ...installHandlers,
  log({ site, mayAct }, { since }) {
    const log = newestRequests(site.world, earlierTotal(since, 'since'))
    // Every account on this computer can read the list, and arguments have the texts of messages.
    return { log: mayAct ? log : log.map((one) => ({ ...one, args: {} })), total: site.world.state.requests }
  },
  faults: ({ site }) => ({ faults: site.world.state.faults }),
  addFault({ site }, body) {
    const fault = addFault(site.world, readFault(body), { known: body.force !== true })
    return { fault, note: impossibleFault(site.world, fault, site.events.sockets) }
  },
  removeFaults: ({ site }, { which }) => ({
    lifted: liftFaults(site.world, typeof which === 'string' ? which : undefined),
  }),
  issuePageKey: ({ site }) => ({ key: issuePageKey(site) }),
  registerApp: ({ site }, body) => ({ id: registerApp(site.world, body).id }),
  removeApp({ site }, body) {
    removeApp(site.world, body)
    return {}
  },
  openProxy: ({ site }, body) => openProxy(site, body),
}

/** Returns the error code of a refused body, and the further fields of the answer. */
export function typeErrorOf(error: TypeError): { readonly code: string; readonly more?: object } {
  if (error instanceof IncompleteForm)
    return { code: 'form_incomplete', more: { inputs: error.inputs, errors: error.errors } }
  return { code: 'invalid_arguments', ...(error instanceof InvalidInputs && { more: { errors: error.errors } }) }
}
