import { type Request, text } from '../http/http.ts'
import type { RequestOutcome, RequestPlan } from '../http/request-plan.ts'
import type { Site } from '../http/types.ts'
import type { StoredFile } from '../state/content-types.ts'
import { mostOfAll, mostOfFile } from '../state/file-content.ts'
import { fileType, findFile, seesFile } from '../state/files.ts'
import { messageAnchor } from '../state/messages.ts'
import { holds } from '../state/scopes.ts'
import type { World } from '../state/types.ts'
import { worldOf } from '../state/workspaces.ts'
import { authenticate } from './authenticate.ts'

const place = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\/(download\/)?/

/** Whether a request is for the `url_private` of a file. */
export function isDownload(verb: string, path: string): boolean {
  return (verb === 'GET' || verb === 'HEAD') && place.test(path)
}

/**
 * Plans the answer to a request for a file's `url_private`. A token with `files:read` gets the bytes, if its user can
 * see the file. A request without such a token is redirected to the sign-in page.
 */
export function planDownload(site: Site, { path, query, headers: { authorization } }: Request): RequestPlan {
  const [, id = '', download] = place.exec(path) ?? []
  const found = findFile(site.world, id)
  return {
    what: 'file',
    args: { file: found?.id ?? 'unknown' },
    refuse: (code) => refused(400, code),
    perform() {
      const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : ''
      const caller = authenticate(site.world, token)
      const known = caller.kind === 'install' ? caller : undefined
      // As in Slack, a request without a valid token is redirected to the sign-in page and gets no error.
      if (!known || !holds(known.token, 'files:read')) return signIn(path, query)
      const as = `${known.token.kind}:${known.token.userId}`
      const world = worldOf(site.world, known.token.workspaceId)
      if (!found || !seesFile(world, found, known.actor.id)) return refused(404, 'file_not_found')
      if (found.content === undefined) return { ...notKept(found), as }
      const bytes = Buffer.from(found.content, 'base64')
      return {
        reply: { status: 200, headers: headersFor(found, download !== undefined), body: bytes },
        error: null,
        as,
      }
    },
  }
}

/**
 * Returns the path of the message that first shared a file, or `/` when no message shares it. A file's `permalink`
 * redirects to this path.
 */
export function fileAnchor(world: World, path: string): string {
  const file = findFile(world, path.split('/')[3] ?? '')
  const [share] = file?.shares ?? []
  return share ? `/#${messageAnchor({ id: share.channelId }, share)}` : '/'
}

/** Returns headers that prevent a browser from running code in the file, because anybody can have uploaded it. */
function headersFor(file: StoredFile, download: boolean): Readonly<Record<string, string>> {
  const name = encodeURIComponent(file.name)
  return {
    'content-type': fileType(file).mimetype,
    'content-disposition': `${download ? 'attachment' : 'inline'}; filename*=UTF-8''${name}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

function signIn(path: string, query: string): RequestOutcome {
  const redir = encodeURIComponent(query ? `${path}?${query}` : path)
  return { reply: text(302, '', { location: `/?redir=${redir}` }), error: 'not_authed', as: null }
}

function notKept({ name, size }: StoredFile): RequestOutcome {
  const limit = `${mostOfFile / 1024} kB of a file and ${mostOfAll / 1024} kB of all`
  return refused(
    404,
    'file_not_kept',
    `The local simulator stores ${limit}, so it has no bytes of ${name} (${size} bytes)\n`,
  )
}

function refused(status: number, code: string, body = code): RequestOutcome {
  return { reply: text(status, body), error: code, as: null }
}
