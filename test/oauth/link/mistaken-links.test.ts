import { describe, expect, it } from 'vitest'
import { linksToExplain } from '../../../src/commands/explain/links.ts'
import { bot, home, id, ofV2, state, v2 } from '../../support/links.ts'

const right = ofV2(id, bot, home, state)
const encoded = encodeURIComponent(right)
const clientId = '1111111111.2222222222'
const variable = (name: string) => `$\{${name}}`

/**
 * Returns the fields of the only install link in a text, and the ids of its findings. @throws Error for no link or
 * several.
 */
function read(text: string) {
  const [link, ...more] = linksToExplain(text)
  if (!link || more.length > 0) throw new Error(`not one link: ${text}`)
  const { clientId: client, scopes, redirectUri, findings, filledIn } = link
  return { client, bots: scopes.bot, redirectUri, filledIn, said: findings.map((one) => one.id), link }
}

/** Returns what `read` must return for a complete link with the finding `mistake`. */
const whole = (mistake: string) => ({
  client: clientId,
  bots: ['chat:write'],
  redirectUri: 'https://app.example.test/slack/callback',
  said: expect.arrayContaining([mistake]) as string[],
})

describe('an install link with a misspelt parameter', () => {
  it.each([
    ['scopes', 'scope='],
    ['Scope', 'scope='],
    ['bot_scopes', 'scope='],
    ['scope[]', 'scope='],
    ['clientid', 'client_id='],
    ['clientId', 'client_id='],
    ['client-id', 'client_id='],
    ['CLIENT_ID', 'client_id='],
    ['client.id', 'client_id='],
    ['redirectUri', 'redirect_uri='],
    ['redirect-url', 'redirect_uri='],
    ['callback_url', 'redirect_uri='],
  ])('is understood when it has the parameter %s instead of %s', (name, meant) =>
    expect(read(right.replace(meant, `${name}=`))).toMatchObject(whole('parameter_misspelt')),
  )

  it('is understood when the parameter is an array of several values', () => {
    expect(read(ofV2(id, 'scope[]=chat:write', 'scope[]=users:read', home, state)).bots).toEqual([
      'chat:write',
      'users:read',
    ])
  })
})

describe('an install link with a wrong character between its parameters', () => {
  it.each([
    ['a second ?', right.replace('&scope', '?scope')],
    ['? before each', right.replaceAll('&', '?')],
    ['a second ? before another name', right.replace('&scope', '?scopes')],
    ['a comma', right.replace('&scope', ',scope')],
    ['a bar', right.replace('&scope', '|scope')],
    ['a space, encoded', right.replace('&scope', '%20scope')],
    ['a plus', right.replace('&scope', '+scope')],
    ['no ?', right.replace('?', '&')],
    ['a slash for ?', right.replace('?', '/')],
    ['a hash for ?', right.replace('?', '#')],
    ['a query that is encoded as a whole', `${v2}?${encodeURIComponent(right.slice(v2.length + 1))}`],
    ['an encoded &', right.replaceAll('&', '%26')],
  ])('is understood: %s', (_, text) => expect(read(text)).toMatchObject(whole('parameter_separator')))
})

describe('an install link with the quotes of a word processor', () => {
  it.each(['“”', '„“', '‘’', '«»', '‹›', '””', '’’', '»«', '„”', '「」'])(
    'is understood when the link is between %s',
    (quotes) => {
      const [open = '', close = ''] = quotes
      expect(read(`${open}${right}${close}`)).toMatchObject(whole('link_quotes'))
      expect(read(`Open ${open}${right}${close}, please`)).toMatchObject(whole('link_quotes'))
      const { said } = read(`${open}${v2}?${id}`)
      expect(said).toContain('link_cut')
    },
  )

  it.each(['“”', '„“', '‘’', '«”', '""', "''"])(
    'is understood when the value of a parameter is between %s',
    (quotes) => {
      const [open = '', close = ''] = quotes.split('').map((sign) => (sign === '"' ? '%22' : sign))
      expect(read(right.replace(clientId, `${open}${clientId}${close}`))).toMatchObject(whole('parameter_quotes'))
      expect(read(right.replace('chat:write', `${open}chat:write${close}`))).toMatchObject(whole('parameter_quotes'))
    },
  )
})

describe('an install link from the source of a mail or a page', () => {
  const mail = right.replaceAll('=', '=3D')
  const soft = (width: number) =>
    mail.replace(new RegExp(`.{${width}}`, 'g'), '$&=\r\n').replace(/=(\r?\n)([0-9A-F]{2})/g, '=$1$2')
  it.each([
    ['quoted-printable', mail],
    ['in a tag', `<a href=3D"${mail}">Add to Slack</a>`],
    ['with escapes of HTML', `<a href=3D"${mail.replaceAll('&', '&amp;')}">Add</a>`],
    ['in angle brackets', `<${mail}>`],
    ['in a sentence', `Open ${mail} to install.`],
    ['broken once', mail.replace('&scope', '=\n&scope')],
    ['broken in a name', mail.replace('redirect', 'redi=\r\nrect')],
    ['broken in a tag', `<a href=3D"${mail.replace('chat', 'ch=\r\nat')}">Add</a>`],
    ['with encoded slashes', mail.replaceAll('/slack/', '=2Fslack=2F')],
    ['broken in every line', soft(37)],
  ])('is decoded: %s', (_, text) => expect(read(text)).toMatchObject(whole('mail_encoded')))

  it.each(['3d8acee9f77f1930009c513103a844d9', '3D326d12d80034d9771fe4e58632f55d'])(
    'is not assumed when the state of a plain link begins with 3d by chance: %s',
    (own) => {
      const { client, said } = read(ofV2(id, bot, home, `state=${own}`))
      expect([client, said.includes('mail_encoded')]).toEqual([clientId, false])
    },
  )

  it.each([
    ['twice', right.replaceAll('&', '&amp;amp;')],
    ['three times', right.replaceAll('&', '&amp;amp;amp;')],
    ['twice in a tag', `<a href="${right.replaceAll('&', '&amp;amp;')}">`],
    ['by number', right.replaceAll('&', '&#38;')],
    ['by number, in hexadecimal', right.replaceAll('&', '&#x26;')],
    ['as &amp;#38;', right.replaceAll('&', '&amp;#38;')],
    ['in HTML that was escaped', `&lt;a href=&quot;${right.replaceAll('&', '&amp;amp;')}&quot;&gt;Add&lt;/a&gt;`],
    ['with = by number', right.replaceAll('&', '&amp;').replace('_id=', '_id&#61;')],
    ['in one place', right.replace('&state', '&amp;state')],
    ['with the ; encoded', right.replaceAll('&', '&amp%3B')],
    ['in capitals', right.replaceAll('&', '&AMP;AMP;')],
  ])('is decoded when & is escaped for HTML: %s', (_, text) => expect(read(text)).toMatchObject(whole('html_escaped')))
})

describe('a URL that is not Slack’s authorize page', () => {
  const query = right.slice(v2.length)
  it.each([
    'https://slack.com.evil.test/oauth/v2/authorize',
    'https://slack.co/oauth/v2/authorize',
    'https://slck.com/oauth/v2/authorize',
    'https://my-slack.test/oauth/v2/authorize',
    'https://api.slack.com/oauth/v2/authorize',
    'https://api.slack.com/oauth',
    'https://app.slack.com/oauth/v2/authorize',
    'https://hooks.slack.com/oauth/v2/authorize',
    'https://slack.com:8443/oauth/v2/authorize',
    'https://slack.com@evil.test/oauth/v2/authorize',
    'https://login.example.test/oauth/v2/authorize',
    'https://slack.org/oauth/authorize',
  ])('is reported for its host: %s', (address) => expect(read(`${address}${query}`)).toMatchObject(whole('wrong_host')))

  it.each([
    '/oauth/v2/authorise',
    '/oauth/v2/authorize/',
    '/oauth/v2/Authorize',
    '/oauth/v2/authorization',
    '/oauth/v3/authorize',
    '/oauth2/authorize',
    '/oauth2/v2/authorize',
    '/oauth/authorize/v2',
    '/oauth/v2',
    '/oauth/authorise',
    '/oauth//v2/authorize',
    '/authorize',
    '/oauth/v2/user/authorize',
  ])('is reported for its path: %s', (path) =>
    expect(read(`https://slack.com${path}${query}`)).toMatchObject(whole('wrong_path')),
  )

  it.each([
    ['Slack’s sign-in', `https://slack.com/signin?redir=${encodeURIComponent(right.slice(17))}`],
    ['Slack’s sign-in, without its slash', `https://slack.com/signin?redir=${encodeURIComponent(right.slice(18))}`],
    ['a sign-in of a workspace', `https://acme.slack.com/?redir=${encodeURIComponent(right.slice(17))}&x=1`],
    [
      'the choice of a workspace',
      `https://slack.com/workspace-signin?redir=${encodeURIComponent(encodeURIComponent(right.slice(17)))}`,
    ],
    ['Google', `https://www.google.com/url?q=${encoded}&sa=D&ust=1790000000000`],
    [
      'Google, half encoded',
      `https://www.google.com/url?q=${right.replace('?', '%3F').replaceAll('&', '%26').replaceAll('=', '%3D')}&sa=D`,
    ],
    ['Google, not encoded', `https://www.google.com/url?q=${right}&sa=D&ust=1790000000000`],
    ['Outlook', `https://nam02.safelinks.protection.outlook.com/?url=${encoded}&data=05%7C01%7C&reserved=0`],
    [
      'Outlook in a tag',
      `<a href="https://eur01.safelinks.protection.outlook.com/?url=${encoded}&amp;data=05">Add</a>`,
    ],
    ['Slack’s own redirect', `https://slack-redir.net/link?url=${encoded}`],
    ['Facebook', `https://l.facebook.com/l.php?u=${encoded}&h=AT0`],
    ['Proofpoint', `https://urldefense.com/v3/__${right}__;!!abc!def$`],
    [
      'Proofpoint’s older form',
      `https://urldefense.proofpoint.com/v2/url?u=${encoded.replaceAll('_', '%5F').replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMF`,
    ],
  ])('is reported when the install link is in one of its parameters: %s', (_, text) =>
    expect(read(text)).toMatchObject(whole('link_inside')),
  )

  it.each([
    'https://github.com/login/oauth/authorize?client_id=1',
    'https://linear.app/oauth/authorize?client_id=0123456789abcdef&scope=read',
    'https://app.example.test/oauth/callback?code=1.2.3&state=x',
    'http://localhost:3000/oauth/callback?code=1.2.3&state=x',
    'https://slack.com/help/articles/115005265703',
  ])('is not read as an install link: %s', (text) => expect(linksToExplain(text)).toEqual([]))
})

describe('an install link in source code', () => {
  const all = ['client_id', 'redirect_uri', 'scope']
  it.each<[string, string, string[]]>([
    [
      'a template literal',
      `const url = \`${v2}?client_id=${variable('process.env.SLACK_CLIENT_ID')}&scope=${variable("scopes.join(',')")}&redirect_uri=${variable('encodeURIComponent(`https://$' + '{host}/cb`)')}&${state}\``,
      all,
    ],
    [
      'JSX',
      `<a href={\`${v2}?client_id=${variable('id')}&scope=${variable('scopes')}&redirect_uri=${variable('uri')}&${state}\`}>Add</a>`,
      all,
    ],
    [
      'Ruby',
      `redirect_to "${v2}?client_id=#{ENV["SLACK_CLIENT_ID"]}&scope=#{SCOPES.join(",")}&redirect_uri=#{CGI.escape(callback_url)}&${state}"`,
      all,
    ],
    [
      'Elixir',
      `url = "${v2}?client_id=#{client_id()}&scope=#{Enum.join(scopes, ",")}&redirect_uri=#{uri}&${state}"`,
      all,
    ],
    [
      'an f-string',
      `return redirect(f"${v2}?client_id={os.environ['SLACK_CLIENT_ID']}&scope={','.join(SCOPES)}&redirect_uri={quote(REDIRECT_URI)}&${state}")`,
      all,
    ],
    [
      'an f-string in single quotes',
      `url = f'${v2}?client_id={CLIENT_ID}&scope={scope}&redirect_uri={uri}&${state}'`,
      all,
    ],
    ['format of Python', `url = "${v2}?client_id={}&scope={scope}&redirect_uri={2}&${state}".format(a, b, c)`, all],
    ['% of Python', `url = "${v2}?client_id=%s&scope=%s&redirect_uri=%(uri)s&${state}" % values`, all],
    ['Go', `url := fmt.Sprintf("${v2}?client_id=%s&scope=%s&redirect_uri=%v&${state}", id, scopes, uri)`, all],
    [
      'JavaScript that joins',
      `const url = '${v2}?client_id=' + id + '&scope=' + scopes.join() + '&${state}&redirect_uri=' + encodeURIComponent(uri)`,
      all,
    ],
    [
      'JavaScript that joins lines',
      `const url =\n  '${v2}?client_id=' + process.env['CLIENT_ID'] +\n  '&scope=' + scopes +\n  '&${state}' +\n  '&redirect_uri=' +\n  uri`,
      all,
    ],
    [
      'PHP that joins',
      `$url = "${v2}?client_id=" . $id . "&scope=" . SCOPES . "&${state}&redirect_uri=" . urlencode($uri);`,
      all,
    ],
    ['PHP', `$url = "${v2}?client_id={$this->id}&scope=$scopes&redirect_uri=$uri[0]&${state}";`, all],
    [
      'PHP in a page',
      `<a href="${v2}?client_id=<?php echo $id; ?>&scope=<?= $scopes ?>&redirect_uri=<?= h($uri) ?>&${state}">Add</a>`,
      all,
    ],
    [
      'ERB',
      `<a href="${v2}?client_id=<%= ENV['ID'] %>&scope=<%= scopes %>&redirect_uri=<%= uri %>&${state}">Add</a>`,
      all,
    ],
    [
      'Jinja',
      `<a href="${v2}?client_id={{ config.ID }}&scope={{ scopes|join(",") }}&redirect_uri={{ uri }}&${state}">Add</a>`,
      all,
    ],
    [
      'C#',
      `var url = $"${v2}?client_id={ClientId}&scope={string.Join(",", scopes)}&redirect_uri={Uri}&${state}";`,
      all,
    ],
    [
      'Swift',
      `let url = URL(string: "${v2}?client_id=\\(clientId)&scope=\\(scopes)&redirect_uri=\\(uri)&${state}")`,
      all,
    ],
    [
      'Kotlin',
      `val url = "${v2}?client_id=$clientId&scope=${variable('scopes.joinToString()')}&redirect_uri=$uri&${state}"`,
      all,
    ],
    ['a shell', `open "${v2}?client_id=$SLACK_CLIENT_ID&scope=$SCOPES&redirect_uri=$REDIRECT&${state}"`, all],
    [
      'a query that is made elsewhere',
      `const url = '${v2}?' + new URLSearchParams(params)`,
      ['client_id', 'redirect_uri', 'scope', 'state'],
    ],
  ])('is read with its variables as placeholders: %s', (_, text, filledIn) => {
    const { client, said, link, ...others } = read(text)
    expect([client, others.filledIn.toSorted()]).toEqual([null, filledIn])
    expect(link.findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(said).toContain('from_program')
  })

  it('has findings for the parts that are not variables', () => {
    const text = `const url = \`${v2}?client_id=${variable('id')}&scope=chat:write;search:read&user_scope=${variable('more')}\``
    expect(read(text).said).toEqual([
      'scope_separator',
      'scope_wrong_list',
      'state_missing',
      'from_program',
      'redirect_missing',
    ])
  })

  it.each([
    `${v2}?client_id=${variable('SLACK_CLIENT_ID')}&${bot}&${home}&${state}`,
    `${v2}?client_id=#{ENV['ID']}&${bot}&${home}&${state}`,
    `{"url": "${v2}?client_id=${variable('SLACK_CLIENT_ID')}&${bot}&${home}&${state}"}`,
  ])('is judged as a URL when the text is not source code: %s', (text) =>
    expect(read(text)).toMatchObject({
      bots: ['chat:write'],
      said: expect.arrayContaining(['client_id_placeholder']) as string[],
    }),
  )
})

describe('a redirect URL in an install link', () => {
  it.each([
    'https://undefined/slack/callback',
    'https://null/',
    'http://localhost:undefined',
    'http://localhost:undefined/cb',
    'https://app.example.test:NaN/cb',
    'undefined/slack/callback',
    'https://None/cb',
    'https://[object Object]/cb',
    'https://app.example.test/undefined/callback',
    'https://undefined.example.test/cb',
    'https://your-domain.com/cb',
    'https://YOUR_DOMAIN/cb',
    'https://<your-app>.example.test/cb',
    `https://${variable('HOST')}/cb`,
    'https://{{host}}/cb',
    'https:///slack/callback',
    'https://%s/cb',
    'https://:3000/cb',
    'https://DOMAIN/cb',
    'https://YOUR_HOST/cb',
    '...',
  ])('is reported when it contains a placeholder: %s', (redirect) => {
    const { said } = read(ofV2(id, bot, `redirect_uri=${encodeURIComponent(redirect)}`, state))
    expect(said).toContain('redirect_placeholder')
  })

  it.each([
    'https://app.example.test/none-of-it/cb',
    'https://nullarbor.example.test/cb',
    'https://app.example.test/callback/null-safe',
    'https://your-domain-hosting.example.test/cb',
    'http://[::1]:3000/cb',
    'https://app.example.test:8443/cb',
    'myapp://callback',
  ])('is not reported when it only resembles a placeholder: %s', (redirect) => {
    const { said } = read(ofV2(id, bot, `redirect_uri=${encodeURIComponent(redirect)}`, state))
    expect(said).not.toContain('redirect_placeholder')
  })
})
