import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of HTML in which everything that came from outside is escaped. */
export type Html = ReturnType<typeof html>

/** A page that this program serves on loopback. */
export interface HtmlPage {
  readonly title: string
  readonly body: Html
  /** Attributes of the body element. */
  readonly attributes?: Html
  /** Written by us: it is not escaped. */
  readonly css: string
  /** Written by us; it may send requests to the page's own server only. */
  readonly script?: string | undefined
  /**
   * Where its forms may go; nowhere when left out. Chromium applies form-action to the redirect after a form too, so
   * `anywhere` is for a form that leads to a callback.
   */
  readonly forms?: 'here' | 'anywhere' | undefined
}

export function renderHtml({ title, body, attributes, css, script }: HtmlPage): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(css)}</style></head>
<body${attributes ?? ''}>${body}${script === undefined ? '' : html`<script>${raw(script)}</script>`}</body></html>
`
  // The template is a promise only when something in it is one, and nothing is.
  return (page as HtmlEscapedString).toString()
}

/** Headers of the page: no style and script but its own, nothing from elsewhere, no cache, no frame around it. */
export function htmlHeaders({ css, script, forms }: Omit<HtmlPage, 'title' | 'body'>): Record<string, string> {
  const scripts = script === undefined ? '' : `; script-src ${hashOf(script)}; connect-src 'self'`
  const formAction = forms === 'anywhere' ? '' : `; form-action '${forms === 'here' ? 'self' : 'none'}'`
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${hashOf(css)}${scripts}; base-uri 'none'${formAction}; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
