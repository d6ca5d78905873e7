import { describe, expect, it } from 'vitest'
import { cureFor, type Language, languages, trustCureFor } from '../../../src/proxy/languages.ts'
import { isThere, type LanguageProgram } from '../../support/language-programs.ts'
import { createPlace } from '../../support/program.ts'

interface UnreachedProgram {
  readonly what: string
  readonly needs: LanguageProgram['needs']
  readonly words: readonly string[]
  readonly printed: readonly string[]
}

const http = `import http.client, socket
connection = http.client.HTTPSConnection("slack.com")
# Nothing leaves this computer: the address of Slack is a closed port here.
connection._create_connection = lambda address, *rest: socket.create_connection(("127.0.0.1", 1))
connection.request("GET", "/api/auth.test")`

const address = 'https://slack.com/api/auth.test'

/** Programs whose requests do not reach the simulator, each with the texts that sim run must print. */
const programs: readonly UnreachedProgram[] = [
  {
    what: 'Python http.client, which ignores HTTPS_PROXY',
    needs: ['python3', '--version'],
    words: ['python3', '-c', http],
    printed: ['its Python client ignores HTTPS_PROXY', cureFor('python', process.platform)],
  },
  {
    what: 'Python http.client that a shell starts',
    needs: ['python3', '--version'],
    words: ['sh', '-c', `cat >/dev/null; exec python3 -c '${http.replaceAll("'", '')}'`],
    printed: ['its Python client ignores HTTPS_PROXY', cureFor('python', process.platform)],
  },
  {
    what: 'curl with a proxy of its own',
    needs: ['curl', '--version'],
    words: ['curl', '-s', '-x', 'http://127.0.0.1:1', address],
    printed: ['uses another proxy', cureFor(undefined, process.platform)],
  },
  {
    what: 'curl with a pinned certificate',
    needs: ['curl', '--version'],
    words: ['curl', '-s', '--pinnedpubkey', `sha256//${'A'.repeat(43)}=`, address],
    printed: ['slack.com: its HTTP client did not accept the certificate', trustCureFor(undefined, process.platform)],
  },
  {
    what: 'Python with a list of certificates of its own',
    needs: ['python3', '--version'],
    words: [
      'python3',
      '-c',
      `import ssl, urllib.request as u; u.urlopen("${address}", context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))`,
    ],
    printed: ['slack.com: its HTTP client did not accept the certificate', trustCureFor('python', process.platform)],
  },
  {
    what: 'openssl, which offers HTTP/2 only',
    needs: ['openssl', 'version'],
    words: [
      'sh',
      '-c',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell reads it
      'proxy=${HTTPS_PROXY#http://}; user=${proxy%@*}; export PROXY_PASS="${user#*:}"; openssl s_client -alpn h2 -proxy "${proxy#*@}" -proxy_user "${user%:*}" -proxy_pass env:PROXY_PASS -connect slack.com:443 -servername slack.com </dev/null',
    ],
    printed: ['speaks HTTP/2 only'],
  },
]

describe('sim run, with a program whose requests do not reach the simulator', () => {
  for (const { what, needs, words, printed } of programs) {
    const there = isThere(needs)
    it.skipIf(!there)(`prints the reason and what to change: ${what}`, { timeout: 60_000 }, async () => {
      using place = createPlace()
      const program = place.start(['sim', 'run', '--', ...words])
      program.child.stdin.end()
      expect(await program.ended).not.toBe(2)
      expect(program.stderr()).toContain('0 requests for Slack reached the simulator')
      for (const text of printed) expect(program.stderr()).toContain(text)
    })
    if (!there) console.info(`Skipped ${what}: ${needs[0]} is not installed`)
  }
})

describe('the advice for a language', () => {
  it('is different for each language when a client does not trust the certificate', () => {
    const names = Object.keys(languages) as Language[]
    expect(new Set(names.map((name) => trustCureFor(name, 'linux'))).size).toBe(names.length)
    expect(trustCureFor('python', 'linux')).toMatch(/SSL_CERT_FILE.*SLACK_API_URL/)
  })

  it.each(['darwin', 'win32'])(
    'names slack.OptionAPIURL for Go on %s, where Go trusts only the certificates of the operating system',
    (platform) => {
      for (const cure of [cureFor('go', platform), trustCureFor('go', platform)])
        expect(cure).toContain('slack.OptionAPIURL(os.Getenv("SLACK_API_URL"))')
      expect(trustCureFor('go', 'linux')).not.toContain('slack.OptionAPIURL')
    },
  )
})
