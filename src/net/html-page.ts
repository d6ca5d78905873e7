import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** A piece of HTML in which all values from outside are escaped. */
export type Html = ReturnType<typeof html>

/** A page that this program serves on loopback. */
export interface HtmlPage {
  readonly title: string
  readonly body: Html
  /** The style sheet, which this program wrote: it is not escaped. */
  readonly css: string
  /**
   * Where forms of the page can send data; without this field, nowhere. Chromium also applies form-action to a redirect
   * after the form. So a form whose answer redirects to a callback URL needs `anywhere`.
   */
  readonly forms?: 'here' | 'anywhere' | undefined
}

export function renderHtml({ title, body, css }: HtmlPage): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${raw(css)}</style></head>
<body>${body}</body></html>
`
  // The template returns a promise only if one of its values is a promise; here, none is.
  return (page as HtmlEscapedString).toString()
}

/**
 * Returns the headers of the page. They allow only the style sheet of the page: no script, no content from other hosts,
 * no cache, and no frame of another page around this page.
 */
export function htmlHeaders({ css, forms }: Omit<HtmlPage, 'title' | 'body'>): Record<string, string> {
  const formAction = forms === 'anywhere' ? '' : `; form-action '${forms === 'here' ? 'self' : 'none'}'`
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${hashOf(css)}; base-uri 'none'${formAction}; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
