/** The `Set-Cookie` headers of an app's install page, and the cookies that a browser then sends. */
export interface CookieCase {
  readonly name: string
  /** The host of the install page; `localhost` by default. */
  readonly host?: string
  readonly path?: string
  readonly set: readonly string[]
  /** The `Set-Cookie` headers of the second page on the same host. */
  readonly next?: readonly string[]
  /** The host of the callback; by default, the host of the install page. */
  readonly backHost?: string
  readonly backPath?: string
  /** The Cookie header of the second page; undefined when this header equals `sent`. */
  readonly within?: string
  /** The Cookie header of the callback after the redirect from Slack, with the names in alphabetical order. */
  readonly sent: string
}

const past = 'Thu, 01 Jan 1970 00:00:01 GMT'
const future = 'Fri, 01 Jan 2100 00:00:00 GMT'
const long = 'x'.repeat(4100)

/** All cases; test/cookies-chromium.test.ts compares them with Chromium. */
export const cookieCases: readonly CookieCase[] = [
  { name: 'no attribute but the path', set: ['a=1; Path=/'], sent: 'a=1' },
  { name: 'SameSite=Lax', set: ['a=1; Path=/; SameSite=Lax'], sent: 'a=1' },
  { name: 'SameSite=Strict', set: ['a=1; Path=/; SameSite=Strict'], within: 'a=1', sent: '' },
  { name: 'SameSite=strict in lower case', set: ['a=1; path=/; samesite=strict'], within: 'a=1', sent: '' },
  { name: 'SameSite=None with Secure', set: ['a=1; Path=/; SameSite=None; Secure'], sent: 'a=1' },
  { name: 'SameSite=None without Secure', set: ['a=1; Path=/; SameSite=None'], sent: '' },
  { name: 'an unknown SameSite', set: ['a=1; Path=/; SameSite=Loose'], sent: 'a=1' },
  {
    name: 'two SameSite: the last counts',
    set: ['a=1; Path=/; SameSite=Strict; SameSite=Lax', 'b=2; Path=/; SameSite=Lax; SameSite=Strict'],
    within: 'a=1; b=2',
    sent: 'a=1',
  },
  { name: 'Secure on http of localhost', set: ['a=1; Path=/; Secure'], sent: 'a=1' },
  { name: 'Secure on http of 127.0.0.1', host: '127.0.0.1', set: ['a=1; Path=/; Secure'], sent: 'a=1' },
  { name: 'Secure on http below localhost', host: 'app.localhost', set: ['a=1; Path=/; Secure'], sent: 'a=1' },
  { name: 'Secure on http of another host', host: '0.0.0.0', set: ['a=1; Path=/; Secure', 'b=2; Path=/'], sent: 'b=2' },
  { name: 'host-only, and back to another host', backHost: '127.0.0.1', set: ['a=1; Path=/'], sent: '' },
  { name: 'host-only, and back to a host below', backHost: 'app.localhost', set: ['a=1; Path=/'], sent: '' },
  { name: 'the other way round', host: '127.0.0.1', backHost: 'localhost', set: ['a=1; Path=/'], sent: '' },
  { name: 'Domain is the host', set: ['a=1; Path=/; Domain=localhost'], sent: 'a=1' },
  { name: 'Domain is the address', host: '127.0.0.1', set: ['a=1; Path=/; Domain=127.0.0.1'], sent: 'a=1' },
  { name: 'Domain is a part of the address', host: '127.0.0.1', set: ['a=1; Path=/; Domain=0.0.1'], sent: '' },
  { name: 'Domain is another one', set: ['a=1; Path=/; Domain=example.com'], sent: '' },
  { name: 'Domain is empty', set: ['a=1; Path=/; Domain='], sent: 'a=1' },
  {
    name: 'Domain above the host, and back to a sister',
    host: 'web.app.localhost',
    backHost: 'api.app.localhost',
    set: ['a=1; Path=/; Domain=app.localhost', 'b=2; Path=/; Domain=.app.localhost', 'c=3; Path=/'],
    sent: 'a=1; b=2',
  },
  { name: 'Domain is a sister', host: 'web.app.localhost', set: ['a=1; Path=/; Domain=api.app.localhost'], sent: '' },
  { name: 'Domain is below the host', host: 'app.localhost', set: ['a=1; Path=/; Domain=x.app.localhost'], sent: '' },
  { name: 'Domain is a public suffix', host: 'app.localhost', set: ['a=1; Path=/; Domain=localhost'], sent: '' },
  { name: 'Domain ends like the host', host: 'app.localhost', set: ['a=1; Path=/; Domain=pp.localhost'], sent: '' },
  {
    name: 'two Domains: the last counts',
    set: ['a=1; Path=/; Domain=example.com; Domain=localhost', 'b=2; Path=/; Domain=localhost; Domain=example.com'],
    sent: 'a=1',
  },
  {
    name: 'no Path: the folder of the page',
    path: '/slack/install',
    backPath: '/slack/back',
    set: ['a=1'],
    sent: 'a=1',
  },
  { name: 'no Path, and back to another folder', path: '/slack/install', backPath: '/back', set: ['a=1'], sent: '' },
  { name: 'no Path, at the top', path: '/install', backPath: '/slack/back', set: ['a=1'], sent: 'a=1' },
  { name: 'Path is the callback’s', backPath: '/back', set: ['a=1; Path=/back'], sent: 'a=1' },
  { name: 'Path is above the callback', backPath: '/slack/back', set: ['a=1; Path=/slack'], sent: 'a=1' },
  { name: 'Path is above, with a slash', backPath: '/slack/back', set: ['a=1; Path=/slack/'], sent: 'a=1' },
  { name: 'Path is the install page', set: ['a=1; Path=/install'], sent: '' },
  { name: 'Path begins like the callback', backPath: '/slackback', set: ['a=1; Path=/slack'], sent: '' },
  { name: 'Path in other letters', backPath: '/slack/back', set: ['a=1; Path=/SLACK'], sent: '' },
  { name: 'Path is none', path: '/slack/install', backPath: '/slack/back', set: ['a=1; Path=back'], sent: 'a=1' },
  { name: 'Max-Age to come', set: ['a=1; Path=/; Max-Age=600'], sent: 'a=1' },
  { name: 'Max-Age=0', set: ['a=1; Path=/; Max-Age=0'], sent: '' },
  { name: 'Max-Age below 0', set: ['a=1; Path=/; Max-Age=-1'], sent: '' },
  { name: 'Max-Age is no number', set: ['a=1; Path=/; Max-Age=soon'], sent: 'a=1' },
  { name: 'Expires to come', set: [`a=1; Path=/; Expires=${future}`], sent: 'a=1' },
  { name: 'Expires is over', set: [`a=1; Path=/; Expires=${past}`], sent: '' },
  { name: 'Expires is no date', set: ['a=1; Path=/; Expires=tomorrow'], sent: 'a=1' },
  { name: 'Max-Age beats an Expires that is over', set: [`a=1; Path=/; Max-Age=600; Expires=${past}`], sent: 'a=1' },
  { name: 'Max-Age beats an Expires to come', set: [`a=1; Path=/; Expires=${future}; Max-Age=0`], sent: '' },
  { name: 'deleted by Max-Age', set: ['a=1; Path=/', 'b=2; Path=/'], next: ['a=; Path=/; Max-Age=0'], sent: 'b=2' },
  { name: 'deleted by Expires', set: ['a=1; Path=/'], next: [`a=; Path=/; Expires=${past}`], sent: '' },
  { name: 'deleted under another Path', set: ['a=1; Path=/'], next: ['a=; Path=/install; Max-Age=0'], sent: 'a=1' },
  {
    name: 'deleted under another Domain',
    host: 'app.localhost',
    set: ['a=1; Path=/; Domain=app.localhost'],
    next: ['a=; Path=/; Max-Age=0'],
    sent: 'a=1',
  },
  { name: 'set again', set: ['a=1; Path=/'], next: ['a=2; Path=/'], sent: 'a=2' },
  { name: 'set twice at once', set: ['a=1; Path=/', 'a=2; Path=/'], sent: 'a=2' },
  { name: '__Host- as it has to be', set: ['__Host-a=1; Path=/; Secure'], sent: '__Host-a=1' },
  { name: '__Host- without Secure', set: ['__Host-a=1; Path=/'], sent: '' },
  { name: '__Host- with a Domain', set: ['__Host-a=1; Path=/; Secure; Domain=localhost'], sent: '' },
  { name: '__Host- with another Path', backPath: '/slack/back', set: ['__Host-a=1; Path=/slack; Secure'], sent: '' },
  { name: '__Host- without a Path, at the top', set: ['__Host-a=1; Secure'], sent: '' },
  { name: '__host- in lower case', set: ['__host-a=1; Path=/'], sent: '' },
  { name: '__Secure- with Secure', set: ['__Secure-a=1; Path=/; Secure'], sent: '__Secure-a=1' },
  { name: '__Secure- without Secure', set: ['__Secure-a=1; Path=/'], sent: '' },
  { name: 'HttpOnly', set: ['a=1; Path=/; HttpOnly'], sent: 'a=1' },
  { name: 'a value with signs of its own', set: ['a=b=c.d%7C"e"; Path=/'], sent: 'a=b=c.d%7C"e"' },
  { name: 'an empty value', set: ['a=; Path=/'], sent: 'a=' },
  { name: 'spaces around', set: ['  a  =  1  ;  Path=/  '], sent: 'a=1' },
  { name: 'too large', set: [`a=${long}; Path=/`, 'b=2; Path=/'], sent: 'b=2' },
  { name: 'an unknown attribute', set: ['a=1; Path=/; Priority=High; Whatever'], sent: 'a=1' },
  { name: 'Partitioned', set: ['a=1; Path=/; Secure; SameSite=None; Partitioned'], sent: 'a=1' },
  { name: 'several', set: ['b=2; Path=/', 'a=1; Path=/', 'c=3; Path=/elsewhere'], sent: 'a=1; b=2' },
]
