import { describe, expect, it } from 'vitest'
import { tellingEnd, withEnding, withOutput } from '../../../src/commands/drive/app-end.ts'
import { finding } from '../../../src/commands/drive/findings/finding.ts'

const frames = (text: string, count = 20) => Array.from({ length: count }, (_, at) => `${text}${at}`)

/** Each row: the language, what an app printed, and the first line that is shown. */
const printed: readonly (readonly [language: string, output: readonly string[], first: string])[] = [
  ['JavaScript', ['ready', 'TypeError: no code', ...frames('    at callback (app.mjs:')], 'TypeError: no code'],
  ['Python', [...frames('  File "app.py", line '), 'socket.gaierror: [Errno -2] unknown'], '  File "app.py", line 17'],
  [
    'Ruby',
    ["app.rb:54:in `new': wrong number of arguments (ArgumentError)", ...frames('\tfrom app.rb:7:in x')],
    "app.rb:54:in `new': wrong number of arguments (ArgumentError)",
  ],
  [
    'Sinatra',
    ['2026-11-29 11:18:00 - KeyError - key not found: "code":', ...frames('\tapp.rb:7:in x')],
    '2026-11-29 11:18:00 - KeyError - key not found: "code":',
  ],
  [
    'PHP',
    ['[Sun Nov 29 2026] RuntimeException: The request failed in /srv/app.php:12', ...frames('#1 /srv/app.php(')],
    '[Sun Nov 29 2026] RuntimeException: The request failed in /srv/app.php:12',
  ],
  [
    'Java',
    ['java.net.ConnectException: Connection refused', ...frames('\tat com.example.App.main(App.java:')],
    'java.net.ConnectException: Connection refused',
  ],
  ['Go', ['panic: no code', ...frames('main.callback(')], 'panic: no code'],
  ['no language (plain lines)', frames('line '), 'line 16'],
]

describe('the last lines of an app’s output that drive shows', () => {
  it.each(printed)(
    'are four lines for a stack trace of %s, and start at the error or before it',
    (_language, output, first) => {
      const end = tellingEnd(output, 4)
      expect([end.length, end[0]]).toEqual([4, first])
    },
  )

  it('contain the frames of a Python app, but no frames of libraries and no lines of ^^^^', () => {
    const output = [
      'Traceback (most recent call last):',
      '  File "/srv/app.py", line 7, in callback',
      '    grant = slack("oauth.v2.access")',
      '            ^^^^^^^^^^^^^^^^^^^^^^^^',
      '  File "/usr/lib/python3.11/http/client.py", line 986, in send',
      '    self.connect()',
      'socket.gaierror: [Errno -2] Name or service not known',
      '----------------------------------------',
    ]
    expect(tellingEnd(output, 8)).toEqual([output[0], output[1], output[2], output[6]])
  })

  it.each([
    ['Node.js', '    at node:internal/process/task_queues:95:5'],
    ['a package', '    at post (/srv/node_modules/got/index.js:1:1)'],
    ['Java', '\tat java.base/java.net.Socket.connect(Socket.java:1)'],
    ['a gem', "\tfrom /usr/share/gems/rack-2.2/lib/rack.rb:12:in `call'"],
  ])('contain no stack frames of %s', (_library, frame) => {
    expect(tellingEnd(['Error: no code', frame, '    at app.js:1:1'], 4)).toEqual([
      'Error: no code',
      '    at app.js:1:1',
    ])
  })
})

describe('the exit of an app at its callback', () => {
  const ending = { says: 'exited with code 1', clean: false }
  const judged = (exchanged: boolean) =>
    withEnding([finding('callback-crash', 'no answer')], ending, { output: [], exchanged, broke: true })

  it('is app-ended before the exchange, because the install did not succeed', () => {
    expect(judged(false)).toMatchObject([{ id: 'app-ended' }])
  })

  it('is evidence of callback-crash after the exchange', () => {
    expect(judged(true)).toMatchObject([{ id: 'callback-crash', evidence: 'no answer; it exited with code 1' }])
  })

  describe('with exit code 0', () => {
    const endedCleanly = (seen: { readonly output?: readonly string[]; readonly broke: boolean }) =>
      withEnding(
        [finding('callback-crash', 'no answer')],
        { says: 'ended with exit code 0', clean: true },
        {
          ...{ output: [], exchanged: true },
          ...seen,
        },
      )

    it('is app-ended also after the exchange, when a request got no answer', () => {
      const [one, ...others] = endedCleanly({ broke: true })
      expect([one, others]).toMatchObject([{ id: 'app-ended', cause: expect.stringContaining('by itself') }, []])
    })

    it.each([
      ['every request got an answer', { broke: false }],
      [
        'the app printed an error, because a shell hides its exit code',
        { broke: true, output: ['TypeError: no team'] },
      ],
    ])('is evidence of callback-crash when %s', (_what, seen) => {
      expect(endedCleanly(seen)).toMatchObject([{ id: 'callback-crash' }])
    })
  })
})

describe('the evidence of a crash of an app that still runs', () => {
  const output = ['ready', 'TypeError: no bot', '    at callback (app.mjs:1:1)', 'GET /callback 500']

  it('quotes the error that the app printed', () => {
    const [one, other] = withOutput(
      [finding('user-only-crash', 'answered 500'), finding('no-exchange', 'none')],
      output,
    )
    expect([one?.evidence, other?.evidence]).toEqual(['answered 500; the app printed: TypeError: no bot', 'none'])
  })

  it('stays as it is when the app printed no error', () => {
    expect(withOutput([finding('user-only-crash', 'answered 500')], ['ready'])[0]?.evidence).toBe('answered 500')
  })
})
