import { html } from 'hono/html'
import { htmlHeaders, renderHtml } from '../../net/html-page.ts'
import { refusals } from './verdict.ts'

/** A page that the callback server shows in the browser. It contains no token, code or state. */
export interface CallbackPage {
  readonly status: number
  readonly tone: 'good' | 'bad' | 'plain'
  readonly title: string
  readonly lines: readonly string[]
  /** The rows of a table: name and text. */
  readonly facts?: readonly (readonly [string, string])[]
  readonly allow?: string
}

const css = `
:root{color-scheme:light dark;--ink:#1d1c1d;--soft:#616061;--back:#f4f2f4;--card:#fff;--line:#e3e0e3;--good:#007a5a;--bad:#c01343;--plain:#4a154b}
@media(prefers-color-scheme:dark){:root{--ink:#f2f0f2;--soft:#b5b1b6;--back:#161417;--card:#211e22;--line:#3a353b;--good:#3fbf93;--bad:#ff6b8b;--plain:#d6a8d8}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:560px;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--tone);border-radius:10px;padding:28px 32px}
.good{--tone:var(--good)}.bad{--tone:var(--bad)}.plain{--tone:var(--plain)}
h1{margin:0 0 12px;font-size:22px;line-height:1.25}
h1::before{content:"";display:inline-block;width:12px;height:12px;margin-right:10px;border-radius:50%;background:var(--tone)}
p{margin:0 0 10px;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 20px;margin:18px 0;padding:16px 0;border:solid var(--line);border-width:1px 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:14px}
@media(max-width:480px){dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}}
`

/** The words on the pages that are different for each program that runs an install. */
export interface PageWords {
  /** The name of the program, in the title and in the last line. */
  readonly program: string
  /** Where the person continues: `the terminal`. */
  readonly place: string
  /** What happened to the tokens, as a sentence. */
  readonly kept: string
}

/** The words of the command `login`. */
export const loginWords: PageWords = {
  program: 'slack-tokens',
  place: 'the terminal',
  kept: 'The tokens are stored on this computer.',
}

/** Returns the page as HTML. */
export function renderPage({ tone, title, lines, facts = [] }: CallbackPage, { program }: PageWords): string {
  const body = html`<main class="${tone}"><h1>${title}</h1>
${lines.map((line) => html`<p>${line}</p>`)}
${facts.length > 0 ? html`<dl>${facts.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>` : ''}
<footer>${program} on this computer</footer></main>`
  return renderHtml({ title: `${title} · ${program}`, body, css })
}

/**
 * Returns the headers of every answer (threat C8). HSTS is absent: it would break other http://localhost pages of this
 * person.
 */
export function pageHeaders({ allow }: CallbackPage): Record<string, string> {
  return { ...htmlHeaders({ css }), connection: 'close', ...(allow && { allow }) }
}

/** Returns the page for a request that does not belong to this login. */
export function refusalPage(
  { status, reason }: { status: number; reason: keyof typeof refusals },
  { place }: PageWords,
): CallbackPage {
  return {
    status,
    tone: 'plain',
    title: status === 404 ? 'Nothing here' : 'Not for this login',
    lines: [refusals[reason], `The login in ${place} continues to wait.`],
    ...(status === 405 && { allow: 'GET' }),
  }
}

/** Returns the page for a denial without this login's state. */
export function unprovedDenialPage({ place }: PageWords): CallbackPage {
  return {
    status: 400,
    tone: 'plain',
    title: 'Maybe cancelled',
    lines: [
      'Slack refused an install, but this answer does not have the state of the login that is waiting.',
      `If you pressed Cancel, end the login in ${place}. Otherwise the login continues to wait.`,
    ],
  }
}

/** Returns the page for a second, different answer: the login has already accepted an answer. */
export function spentPage(): CallbackPage {
  return {
    status: 409,
    tone: 'plain',
    title: 'Already answered',
    lines: ['This login already has an answer. The second answer was ignored. You can close this page.'],
  }
}
