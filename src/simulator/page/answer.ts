import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { type Reply, text } from '../http/http.ts'
import type { Site } from '../http/types.ts'

/** The content type of each file of the page, by its path. The build makes both files from `client/`. */
const assets: Readonly<Record<string, string>> = {
  '/page.js': 'text/javascript; charset=utf-8',
  '/page.css': 'text/css; charset=utf-8',
}

/** Whether the path is the script or the style of the page. */
export function isAsset(path: string): boolean {
  return Object.hasOwn(assets, path)
}

/** Answers with the script or the style of the page. */
export function asset(path: string): Reply {
  const type = assets[path] ?? 'text/plain'
  // In the package, the two files are in the folder of this file; when the source runs, they are in dist. Both are
  // compressed.
  const places = [`.${path}.br`, `../../../dist${path}.br`].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  )
  const found = places.find((place) => existsSync(place))
  if (!found) return text(404, 'The page is not built. Build it: npm run build\n')
  return {
    status: 200,
    headers: { 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' },
    body: brotliDecompressSync(readFileSync(found)),
  }
}

/** Returns the answer with the page, which is empty until its script loads the content. */
export function shell(site: Site): Reply {
  const title = maskSecrets(site.world.state.workspace.name)
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · local Slack simulator</title><link rel="stylesheet" href="/page.css"></head>
<body><div id="page"></div><noscript>This page needs JavaScript.</noscript><script src="/page.js" defer></script></body></html>
`
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Allow only the page's own files. The page must not send requests to other computers, so it does not load
      // pictures in messages.
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    // The template returns a promise only if one of its values is a promise. None of these values is one.
    body: (page as HtmlEscapedString).toString(),
  }
}
