import { html } from 'hono/html'
import { type HtmlPage, htmlHeaders, renderHtml } from '../../net/html-page.ts'
import type { Reply } from '../http/http.ts'

export type { Html } from '../../net/html-page.ts'

export interface PageContent extends Pick<HtmlPage, 'title' | 'body' | 'forms'> {
  /** The CSS of this page, in addition to the CSS of all pages. */
  readonly style?: string
}

const style = `
:root{color-scheme:light dark;--ink:#1d1c1d;--soft:#5e5a60;--back:#f6f4f6;--card:#fff;--line:#e2dde3;--tint:#f3eef4;--brand:#4a154b;--on-brand:#fff;--go:#007a5a;--on-go:#fff;--bad:#b5123b;--focus:#1264a3}
@media(prefers-color-scheme:dark){:root{--ink:#eeecef;--soft:#b0abb3;--back:#151316;--card:#201d22;--line:#3b363e;--tint:#2a262d;--brand:#5a2a5e;--on-brand:#f3e9f4;--go:#2bac76;--on-go:#06110c;--bad:#ff7d97;--focus:#6cb4ee}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.banner{background:var(--brand);color:var(--on-brand);padding:9px 20px;font-size:14px;text-align:center}
.banner a{color:inherit}
main{width:100%;max-width:600px;margin:0 auto;padding:32px 16px 48px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px 32px}
h1{margin:0 0 6px;font-size:24px;line-height:1.25;overflow-wrap:anywhere}
h2{margin:0 0 10px;font-size:16px}
p{margin:0 0 12px;overflow-wrap:anywhere}
.soft{color:var(--soft)}.small{font-size:14px}
code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
@media(max-width:520px){.card{padding:22px 18px}}
`

/** Returns an answer with a whole page of the simulator. */
export function page(status: number, { title, body, style: own = '', forms }: PageContent): Reply {
  const content = {
    title: `${title} · local Slack simulator`,
    body: html`<div class="banner">Local Slack simulator, on this computer. This is not slack.com and no real workspace is touched.</div>
<main>${body}</main>`,
    css: style + own,
    forms,
  }
  return { status, headers: htmlHeaders(content), body: renderHtml(content) }
}

/** Returns an answer with an error page: Slack's message, and a hint that tells the developer how to fix the error. */
export function errorPage(
  status: number,
  { message, next, code }: { message: string; next: string; code: string },
): Reply {
  const body = html`<div class="card problem"><h1>Something went wrong when authorizing this app</h1>
<p class="said">${message}</p><p class="soft small">Error code: <code>${code}</code></p>
<p class="soft small next">${next} Slack shows such errors on its own page and never sends the browser back, and so does this simulator.</p></div>`
  const own = `.problem{border-top:4px solid var(--bad)}.said{font-size:17px;margin:14px 0}.next{margin:16px 0 0;padding-top:14px;border-top:1px solid var(--line)}`
  return page(status, { title: 'Authorization error', body, style: own })
}
