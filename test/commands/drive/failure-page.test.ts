import { expect, it } from 'vitest'
import { failurePageOf } from '../../../src/commands/drive/failure-page.ts'

const show = (text: string, status = 500) =>
  failurePageOf({
    ...{ kind: 'page', url: new URL('http://localhost:3000/callback'), status, text },
    ...{ location: undefined, headers: {} },
  })

it.each([
  ['an empty page', ''],
  ['Node.js frameworks in production', 'Internal Server Error'],
  ['Express in production', '<title>Error</title><body><pre>Internal Server Error</pre>'],
  [
    'Express',
    '<pre>TypeError: no team<br> &nbsp; &nbsp;at callback (/srv/app.js:10:7)<br> &nbsp; &nbsp;at next (/srv/a.js:1:2)</pre>',
  ],
  ['Fastify', '{"statusCode":500,"error":"Internal Server Error","message":"no team"}'],
  [
    'Next.js',
    '<style>body{color:#000}</style><h1>500</h1><h2>Internal Server Error.</h2><script src="/x.js"></script>',
  ],
  ['Flask', '<h1>Internal Server Error</h1><p>The server encountered an internal error and was unable to complete it.'],
  ['Django', '<h1>Server Error (500)</h1><a href="/">Home</a>'],
  [
    'the debugger of Werkzeug',
    '<a href="/">x</a><pre>Traceback (most recent call last): File "/srv/app.py", line 3</pre>',
  ],
  ['Rails', '<h1>We&#39;re sorry, but something went wrong.</h1>'],
  ['Spring', '<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error</p>'],
  ['Java', '<pre>java.lang.NullPointerException at app.Callback.run(Callback.java:42)</pre>'],
  ['PHP', 'Fatal error: Uncaught TypeError in /srv/callback.php:12'],
])('drive takes the default page of %s for a crash', (_what, page) => {
  expect(show(page)).toBe('crash')
})

it('drive takes a page with a stack for a crash, whatever its status', () => {
  expect(show('Error at /srv/app.js:10:7', 503)).toBe('crash')
})

it.each([
  ['a link to the install address', '<p>Slack did not answer.</p><a href="/install">Start again</a>'],
  ['a link to Slack', '<a href="https://slack.com/oauth/v2/authorize?client_id=1.2">Again</a>'],
  ['a form', '<form action="/install"><button>Try again</button></form>'],
  ['a refresh', '<meta http-equiv="refresh" content="3; url=/install">One moment'],
  ['a script, which can show a button', '<div id="root"></div><p>Wait</p><script src="/app.js"></script>'],
])('drive lets a page of the app with %s pass', (_what, page) => {
  expect([show(page), show(page, 502)]).toEqual(['way-on', 'way-on'])
})

it.each([
  ['500', 'Slack did not answer, please try again', 500],
  ['502 without a text', '', 502],
  ['503 with links to elsewhere', '<a href="#top">Up</a><a href="mailto:a@b.test">Mail</a>', 503],
])('drive takes a page of the app without a way on for a dead end (%s)', (_what, page, status) => {
  expect(show(page, status)).toBe('dead-end')
})

it('drive judges no page with a status below 500', () => {
  expect(show('', 400)).toBeUndefined()
})
