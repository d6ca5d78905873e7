import type { Page } from './hop.ts'
import { liveMarkup } from './live-markup.ts'
import { attributesOf, baseOf, refreshOf, refreshTarget } from './tags.ts'

/** The maximum numbers of scripts, and of characters of each, that are read. */
const mostScripts = 20
const longestScript = 50_000

/** A page that goes on by itself has one navigation, or a few for different browsers. */
const mostNavigations = 20

/** Matches an assignment of a literal address to the location, or a call that goes to it. */
const navigation =
  /(?:(?:window|document|self|top|parent|globalThis)\s{0,9}\.\s{0,9}){0,3}location\s{0,9}(?:(?:\.\s{0,9}href\s{0,9})?=(?!=)|\.\s{0,9}(?:replace|assign)\s{0,9}\()\s{0,9}(?:"((?:[^"\\\n]|\\.){1,4000})"|'((?:[^'\\\n]|\\.){1,4000})'|`((?:[^`\\$]|\\.){1,4000})`)/g

const runner = String.raw`^\s{0,99}(?:(?:window|document)\.)?`
const beginsFunction = String.raw`\s{0,9}(?:async\s{0,9})?(?:function\s{0,9}\w{0,40}\s{0,9}\([^()]{0,200}\)|\([^()]{0,200}\)\s{0,9}=>)\s{0,9}$`
/** Matches what comes before the body of a function that runs by itself: a timer, the load of the page, or at once. */
const runsByItself = new RegExp(
  `${runner}(?:setTimeout\\s{0,9}\\(|onload\\s{0,9}=|addEventListener\\s{0,9}\\(\\s{0,9}["'](?:load|DOMContentLoaded)["']\\s{0,9},|[$]?\\(|!)${beginsFunction}`,
)
const arrowInTimer = new RegExp(`${runner}setTimeout\\s{0,9}\\(\\s{0,9}\\(\\)\\s{0,9}=>\\s{0,9}$`)

/**
 * Returns the addresses to which a page goes by itself, without a press: by its Refresh header, by a `<meta>` refresh,
 * or by an inline script. A script counts only where it certainly runs and names the address literally.
 */
export function selfNavigations(page: Page): readonly URL[] {
  const { text, url, headers } = page
  const base = baseOf(text, url)
  const targets = [refreshTarget(headers['refresh'] ?? ''), ...scriptsOf(text).flatMap(literalTargets)]
  const parsed = targets.flatMap((target) =>
    target !== undefined && URL.canParse(target, base.href) ? [new URL(target, base)] : [],
  )
  return [refreshOf(liveMarkup(text).text, url) ?? [], parsed].flat()
}

/** Returns the inline scripts of a page that a browser runs, and what runs when the page has loaded. */
function scriptsOf(html: string): readonly string[] {
  const { text, scripts } = liveMarkup(html)
  const inline = scripts.flatMap((element) => {
    const end = element.indexOf('>')
    const { src, type = '' } = attributesOf(element.slice('<script'.length, Math.min(end, 10_000)))
    const isRun = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(type)
    return src === undefined && isRun ? [element.slice(end + 1)] : []
  })
  const bodies = [...text.matchAll(/<body\b([^<>]{0,10000})>/gi)]
  const onload = bodies.flatMap(([, tag = '']) => attributesOf(tag)['onload'] ?? [])
  return [...inline, ...onload].slice(0, mostScripts).map((code) => code.slice(0, longestScript))
}

function literalTargets(script: string): readonly string[] {
  const code = withoutComments(script)
  return [...code.matchAll(navigation)]
    .slice(0, mostNavigations)
    .flatMap(({ 0: whole, 1: double, 2: single, 3: template, index }) => {
      if (!isRun(code.slice(0, index)) || !endsThere(code.slice(index + whole.length))) return []
      const literal = double ?? single ?? template ?? ''
      return [literal.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([\s\S]))/gi, unescaped)]
    })
}

function unescaped(_whole: string, four?: string, two?: string, one = ''): string {
  const hex = four ?? two
  return hex === undefined ? one : String.fromCharCode(Number.parseInt(hex, 16))
}

/** Whether the literal is the whole address: nothing is appended to it. */
function endsThere(after: string): boolean {
  return /^\s{0,99}(?:\)|;|\}|$|\n|,)/.test(after)
}

/**
 * Whether the statement after this code certainly runs when the page is shown: no condition is before it, and it is in
 * no function, except in one that runs by itself.
 */
function isRun(before: string): boolean {
  const open: string[] = []
  let statement = 0
  let quote: string | undefined
  for (let at = 0; at < before.length; at += 1) {
    const one = before[at] ?? ''
    if (quote !== undefined) {
      if (one === '\\') at += 1
      else if (one === quote) quote = undefined
    } else if (one === '"' || one === "'" || one === '`') quote = one
    else if (one === '{') {
      open.push(before.slice(statement, at))
      statement = at + 1
    } else if (one === '}') {
      open.pop()
      statement = at + 1
    } else if (one === ';' || (one === '\n' && /^\s*$/.test(before.slice(statement, at)))) statement = at + 1
  }
  const rest = before.slice(statement)
  if (quote !== undefined || !open.every((head) => runsByItself.test(head))) return false
  if (arrowInTimer.test(rest)) return true
  const last = rest.trimEnd()
  // Without semicolons, a statement begins on a new line, unless the line before needs it.
  const isBegun = last === '' || rest.slice(last.length).includes('\n')
  return isBegun && !/\b(?:if|else|for|while|do|case|return)\b|=>|[?:&|=,(]$/.test(last)
}

function withoutComments(script: string): string {
  let code = ''
  let from = 0
  for (;;) {
    const start = script.indexOf('/*', from)
    const end = start < 0 ? -1 : script.indexOf('*/', start + 2)
    if (end < 0) return (code + script.slice(from)).replace(/(^|[\s;{}])\/\/[^\n]*/g, '$1')
    code += script.slice(from, start)
    from = end + 2
  }
}
