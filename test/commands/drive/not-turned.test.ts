import { describe, expect, it } from 'vitest'
import type { AppProgram } from '../../../src/commands/drive/app-language.ts'
import { commandLine } from '../../../src/commands/drive/command-line.ts'
import { type FindingId, finding } from '../../../src/commands/drive/findings/finding.ts'
import { notTurned, runningNotTurned } from '../../../src/commands/drive/not-turned.ts'
import type { ProxyEvent } from '../../../src/proxy/types.ts'
import { shellWord } from '../../../src/terminal/shell-word.ts'

interface Seen {
  readonly id?: FindingId
  readonly evidence?: string
  readonly output?: readonly string[]
  readonly program?: Partial<AppProgram>
  readonly event?: ProxyEvent['what']
}

function judge({ id = 'callback-crash', evidence = 'answered 500', output = [], program, event }: Seen) {
  return notTurned({
    findings: [finding(id, evidence)],
    output,
    program: { language: 'python', hasEnvironment: true, ...program },
    events: event ? [{ what: event, host: 'slack.com' }] : [],
  })
}

const refused = 'socket.gaierror: [Errno -2] Name or service not known'

describe('for an app that sent no call to the simulator', () => {
  it.each<[string, Seen, RegExp]>([
    ['whose client refuses the certificate', { event: 'certificate_refused' }, /list of certificates/],
    ['whose client speaks HTTP/2 only', { event: 'protocol_refused', program: { language: 'node' } }, /HTTP\/2/],
    ['whose client sends no credentials', { event: 'unauthorized' }, /no credentials/],
    ['in a container', { program: { language: 'container', hasEnvironment: undefined } }, /container/],
    ['whose process lacks the environment', { program: { language: 'node', hasEnvironment: false } }, /environment/],
    ['that prints that it found no host', { output: [refused] }, /Python client ignores HTTPS_PROXY/],
    ['that shows the answer of the real Slack', { evidence: 'answered 400: “invalid_code”' }, /ignores HTTPS_PROXY/],
    ['in Bun, that found no host', { output: [refused], program: { language: 'bun' } }, /Bun client ignores/],
    ['that prints nothing', {}, /or it gave up before it called Slack/],
    ['that reports success', { id: 'no-exchange' }, /or it gave up before it called Slack/],
    ['in a language that is not known', { program: { language: undefined } }, /native client/],
  ])('drive returns app_not_turned with what to change when the app is one %s', (_name, seen, says) => {
    const error = judge(seen)
    expect(error).toMatchObject({ failure: 'usage', code: 'app_not_turned', message: expect.stringMatching(says) })
    expect(error?.hint).toMatch(/SLACK_API_URL|container|environment/)
  })

  it.each<[string, Seen]>([
    ['that lost its cookie', { id: 'state-lost' }],
    ['that names the state', { id: 'callback-refused', evidence: 'answered 400: “Wrong state”' }],
    ['that shows Bolt’s page', { id: 'callback-refused', evidence: 'answered 400: “(reason: invalid_browser)”' }],
    ['in JavaScript, whose HTTP clients all reach the simulator', { program: { language: 'node' } }],
    ['that breaks on a denial', { id: 'denial-500', output: [refused] }],
  ])('drive does not return app_not_turned when the app is one %s', (_name, seen) => {
    expect(judge(seen)).toBeUndefined()
  })
})

describe('for an app that ran before drive and sent no call to the simulator', () => {
  const running = (cwd: string, words: readonly string[]) =>
    runningNotTurned({
      findings: [finding('no-exchange', 'answered 200')],
      app: { language: 'python', started: { words, cwd: '/srv/app' } },
      cwd,
      url: new URL('http://localhost:3000/install'),
      simulator: { apiUrl: 'http://localhost:4717/api/' },
      again: commandLine({}),
    })

  it.each([
    ['the command of the app, in the same folder,', '/srv/app', ['python3', 'my app.py'], "python3 'my app.py'"],
    ['npm start, in another folder,', '/srv', ['python3', 'app.py'], 'npm start'],
    ['npm start, when the command of the app is long,', '/srv/app', ['java', '-cp', 'x'.repeat(300)], 'npm start'],
  ])('the hint of drive names %s as the command for --start', (_name, cwd, words, start) => {
    const command = `slack-tokens drive http://localhost:3000/install --start ${shellWord(start)}`
    expect(running(cwd, words)?.hint?.endsWith(command)).toBe(true)
  })
})
