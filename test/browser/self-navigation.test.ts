import { describe, expect, it } from 'vitest'
import { selfNavigations } from '../../src/browser/self-navigation.ts'
import { growth } from '../support/growth.ts'

const url = new URL('http://localhost:3000/callback')
const there = 'https://elsewhere.example/next'

function targets(text: string, headers: Readonly<Record<string, string>> = {}): readonly string[] {
  return selfNavigations({ kind: 'page', url, status: 200, text, location: undefined, headers }).map(({ href }) => href)
}

const script = (code: string) => `<h1>Installed</h1><script>${code}</script>`

const repeated = [
  '<!--',
  '<script>',
  '<script>/*',
  '<script>\n',
  '<body onload="',
  'location="',
  '<script>location="a"\n{',
]

describe('the addresses to which a page goes by itself', () => {
  it.each([
    ['a <meta> refresh', `<meta http-equiv="refresh" content="0; url=${there}">`],
    ['a <meta> refresh without quotes', `<META HTTP-EQUIV=refresh CONTENT=3;URL=${there}>`],
    ['location', script(`location = "${there}"`)],
    ['window.location.href', script(`\n  window.location.href = '${there}';\n`)],
    ['location.replace', script(`console.log("done")\nlocation.replace("${there}")`)],
    [
      'location.assign, escaped as JSON',
      script(`const a = {b: 1}; location.assign(${JSON.stringify(there).replaceAll('/', '\\/')})`),
    ],
    ['a timer', script(`setTimeout(function () { window.location.href = "${there}" }, 1000)`)],
    ['an arrow function in a timer', script(`setTimeout(() => location.replace("${there}"), 1000)`)],
    ['window.onload', script(`window.onload = () => { top.location = "${there}"; }`)],
    ['a function that is called at once', script(`(function () { document.location = \`${there}\` })()`)],
    ['the attribute onload', `<body onload="location.href='${there}'">`],
  ])('include that of %s', (_name, text) => expect(targets(text)).toEqual([there]))

  it('include that of the Refresh header', () => {
    expect(targets('', { refresh: `0;url=${there}` })).toEqual([there])
  })

  it.each([
    ['a link', `<a href="${there}">go on</a>`],
    ['a link that a script opens after a press', script(`button.onclick = () => { location.href = "${there}" }`)],
    ['a function that nobody calls', script(`function leave() { location.href = "${there}" }`)],
    ['a function that another one may call', script(`dialog(() => { location.href = "${there}" })`)],
    ['a condition', script(`if (isOwn("${there}")) location.href = "${there}"`)],
    ['a condition with a block', script(`if (confirm("Leave?")) { location.href = "${there}" }`)],
    ['a condition on its own line', script(`if (mayLeave)\n  location.href = "${there}"`)],
    ['a comparison', script(`const same = location.href == "${there}"`)],
    ['a text in a script', script(`console.log('location = "${there}"')`)],
    ['a comment in a script', script(`// location = "${there}"\n/* location = "${there}" */`)],
    ['a script that is data', `<script type="application/json">location = "${there}"</script>`],
    ['the text of a page', `<pre>location = "${there}"</pre><!-- <script>location = "${there}"</script> -->`],
    [
      'a parameter of its own address',
      script(`location = "/done?next=${there}"`).replace(there, encodeURIComponent(there)),
    ],
  ])('do not include that of %s', (_name, text) =>
    expect(targets(text).filter((one) => one.includes('//elsewhere'))).toEqual([]),
  )

  it.each(repeated)('are found in linear time on a page that repeats %j', (part) => {
    expect(growth(targets, (size) => part.repeat(size / part.length))).toBeLessThan(3)
  })
})
