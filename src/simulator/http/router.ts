import { answerControl } from '../control/routes.ts'
import { postDue } from '../state/scheduled.ts'
import type { Reply, Request } from './http.ts'
import type { Site } from './types.ts'

/** Answers one request. The code for pages and for the Web API is loaded by the first request that needs it. */
export async function route(site: Site, request: Request): Promise<Reply> {
  const { path } = request
  if (site.world.state.scheduled.length > 0) postDue(site.world)
  if (path === '/_sim' || path.startsWith('/_sim/')) return await answerControl(site, request)
  const { answerVisitor } = await import('./answer-visitor.ts')
  return await answerVisitor(site, request)
}
