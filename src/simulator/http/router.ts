import { answerControl } from '../control/routes.ts'
import { postDue } from '../state/scheduled.ts'
import type { Reply, Request } from './http.ts'
import type { Site } from './types.ts'

/** Answers one request. The code for pages and for the Web API is loaded by the first request that needs it. */
export function route(site: Site, request: Request): Promise<Reply> {
  const { path } = request
  if (site.world.state.scheduled.length > 0) postDue(site.world)
  if (path === '/_sim' || path.startsWith('/_sim/')) return answerControl(site, request)
  return visitors ? visitors.answerVisitor(site, request) : loadAndAnswer(site, request)
}

// The loaded code is stored, because each `import` makes several promises, also of what is loaded.
let visitors: typeof import('./answer-visitor.ts') | undefined

async function loadAndAnswer(site: Site, request: Request): Promise<Reply> {
  visitors = await import('./answer-visitor.ts')
  return await visitors.answerVisitor(site, request)
}
