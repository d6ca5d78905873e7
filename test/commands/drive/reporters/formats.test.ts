import { marked, type Token, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import {
  type JudgedFinding,
  type JudgedReport,
  unusedAllowed,
  withAllowed,
} from '../../../../src/commands/drive/allowed.ts'
import { parseReporter, planReporters } from '../../../../src/commands/drive/reporters/choose.ts'
import { annotations, workflowCommand } from '../../../../src/commands/drive/reporters/github.ts'
import { jsonReport } from '../../../../src/commands/drive/reporters/json.ts'
import { junitReport } from '../../../../src/commands/drive/reporters/junit.ts'
import { jobSummary } from '../../../../src/commands/drive/reporters/summary.ts'
import { textReport } from '../../../../src/commands/drive/reporters/text.ts'
import type { Reportable } from '../../../../src/commands/drive/reporters/types.ts'
import { CliError } from '../../../../src/errors.ts'
import { maskSecrets } from '../../../../src/slack/facts/mask.ts'
import { hasXmllint, readJunit, schemaProblems } from '../../../support/junit.ts'
import { assertProperty, fc } from '../../../support/property.ts'
import { workflowCommands } from '../../../support/workflow-commands.ts'

const same = (text: string) => text

/** A finding in which every text that an app can influence is `text`. */
function foundWith(text: string, over: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    ...{
      id: 'denial-500',
      weight: 'defect',
      says: `It broke: ${text}`,
      cause: text,
      cure: `Mend ${text}`,
      evidence: text,
    },
    hop: { index: 0, verb: 'GET', url: `http://localhost:3000/${text}`, status: 500 },
    ...over,
  }
}

function reportWith(text: string, over: Partial<JudgedReport> = {}): JudgedReport {
  const hop = { verb: 'GET', at: 'app', status: 500, sent: [text], set: [], deleted: [], lost: [] } as const
  return {
    ...{ scenario: 'deny', outcome: 'defect', says: text, notSeen: text, findings: [foundWith(text)], took: 1234 },
    hops: [{ ...hop, url: `http://localhost:3000/${text}`, means: text }],
    ...{ calls: [{ what: text, as: null, ok: false, error: text }], output: [text, `Error: ${text}`] },
    ...over,
  }
}

function playedWith(reports: readonly JudgedReport[], unused: readonly string[] = []): Reportable {
  const result = {
    reports,
    language: undefined,
    alsoIn: new Map(),
    origin: 'http://localhost:3000',
    startedAt: 0,
    unusedAllowed: unused,
  }
  return { kind: 'played', result }
}

const failed = (message: string, hint = 'Do this: slack-tokens doctor'): Reportable => ({
  kind: 'failed',
  error: new CliError('timedOut', message, { code: 'app_not_ready', hint }),
  startedAt: 0,
})

/** Texts that try to end the element, the line or the command that contains them. */
const hostile = [
  '::error title=x::y\n::add-mask::a',
  '%0A::warning::z%25',
  '##[error]x',
  ']]></failure></testcase><testcase name="y"/>',
  '<script>alert(1)</script><img src=x onerror=y>',
  '&lt;b&gt;&amp;amp;&#60;',
  '| a | b |\n|---|---|\n| c | d |',
  '```\n# heading\n```',
  '`code` **bold** _it_ ~~s~~ [l](http://evil.test) ![i](http://evil.test/i.png) <http://evil.test> http://evil.test www.evil.test',
  '</pre></details>\n\n# Out',
  '\u0000\u0001\u000b\u001b[31mred\u001b[0m\ufffe\ud800',
  'tab\tcr\rlf\n\n\nend',
  '- [ ] task\n1. one\n> quote\n\n    code\n***\n',
  '@octocat fixes #1 :smile: \\*',
]

describe('the JUnit report', () => {
  const cases = fc.string({ unit: 'binary', maxLength: 80 })

  it.runIf(hasXmllint)('fits the schema of JUnit reports, whatever the app says', () => {
    for (const text of hostile) {
      const skipped = reportWith(text, { scenario: 'org', outcome: 'skipped', findings: [], hops: [], output: [] })
      expect(schemaProblems(junitReport(playedWith([reportWith(text), skipped]), same)), text).toBe('')
      expect(schemaProblems(junitReport(failed(text, text), same)), text).toBe('')
    }
    assertProperty(
      fc.property(cases, (text) => {
        expect(schemaProblems(junitReport(playedWith([reportWith(text)]), same))).toBe('')
      }),
      { numRuns: 20 },
    )
  })

  it.runIf(hasXmllint)('is checked with a schema that refuses wrong reports', () => {
    const good = junitReport(playedWith([reportWith('x')]), same)
    for (const [from, to] of [
      ['<failure ', '<failing '],
      ['tests="1"', 'tests="one"'],
      ['time="1.234"', 'time="1.2345"'],
      ['</testcase>', '</testcase><testcase/>'],
      ['</failure>', '</failure><failure/>'],
    ] as const) {
      expect(good).toContain(from)
      expect(schemaProblems(good.replace(from, to)), to).not.toBe('')
    }
  })

  it('contains each text of the app unchanged, except characters that XML cannot contain', () => {
    const expected = (text: string) =>
      text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    const check = (text: string) => {
      const { cases } = readJunit(junitReport(playedWith([reportWith(text)]), same))
      expect(cases).toHaveLength(1)
      expect(cases[0]?.result).toMatchObject({
        kind: 'failure',
        type: 'denial-500',
        message: `It broke: ${expected(text)}`,
      })
      for (const part of [`seen: ${text}`, `cause: ${text}`, `cure: Mend ${text}`])
        expect(cases[0]?.result?.text).toContain(expected(part))
      expect(cases[0]?.out).toContain(expected(`Error: ${text}`))
    }
    for (const text of hostile) check(text)
    assertProperty(fc.property(cases, check))
  })

  it('has an error for a scenario that the user named and that was not played', () => {
    const hint = 'Name a page: slack-tokens drive --use /hello'
    const unplayed = { scenario: 'first-use', outcome: 'unplayed', findings: [], hops: [], calls: [], took: 0 } as const
    const { counts, cases } = readJunit(
      junitReport(playedWith([reportWith('it needs --use', { ...unplayed, hint })]), same),
    )
    expect(counts).toMatchObject({ tests: '1', failures: '0', errors: '1', skipped: '0' })
    expect(cases[0]?.result).toMatchObject({
      kind: 'error',
      message: 'it needs --use',
      text: `it needs --use\n${hint}`,
    })
  })

  it('counts tests, failures, errors and skipped tests, and contains their times', () => {
    const reports = [
      reportWith('x', { scenario: 'allow', outcome: 'ok', findings: [], took: 500 }),
      reportWith('x'),
      reportWith('no organization', { scenario: 'org', outcome: 'skipped', findings: [], took: 0 }),
      reportWith('x', { scenario: 'user-only', outcome: 'remark', findings: [foundWith('y', { allowed: true })] }),
    ]
    const { counts, cases } = readJunit(junitReport(playedWith(reports), same))
    expect(counts).toMatchObject({ tests: '4', failures: '1', errors: '0', skipped: '1', time: '2.968' })
    expect(counts['timestamp']).toBe('1970-01-01T00:00:00')
    expect(cases.map(({ name, result }) => [name, result?.kind])).toEqual([
      ['allow', undefined],
      ['deny', 'failure'],
      ['org', 'skipped'],
      ['user-only', undefined],
    ])
    expect(cases[3]?.out).toMatch(/defect, allowed denial-500/)
    expect(cases[2]).toMatchObject({ result: { message: 'no organization' }, out: undefined })
    // A text that looks like an element is not counted.
    const { counts: others } = readJunit(junitReport(playedWith([reportWith('<failure <skipped <error ')]), same))
    expect(others).toMatchObject({ tests: '1', failures: '1', errors: '0', skipped: '0' })
  })

  it('has one test case with an error when the app could not be driven', () => {
    const { counts, cases } = readJunit(junitReport(failed('It did not start'), same))
    expect(counts).toMatchObject({ tests: '1', failures: '0', errors: '1' })
    expect(cases).toMatchObject([
      { name: 'set-up', result: { kind: 'error', type: 'app_not_ready', message: 'It did not start' } },
    ])
  })
})

describe('the annotations for GitHub', () => {
  it('are read by the runner as one command each, with the texts unchanged', () => {
    const check = (text: string) => {
      const report = reportWith(text)
      const lines = annotations(playedWith([report])).map((one) => workflowCommand(one, same))
      expect(lines.every((line) => !/[\r\n]/.test(line))).toBe(true)
      const read = workflowCommands(lines.join('\n'))
      expect(read).toHaveLength(1)
      expect(read[0]).toMatchObject({ name: 'error', properties: { title: 'drive, deny: denial-500' } })
      expect(read[0]?.message).toContain(`Seen: ${text}\n`)
    }
    for (const text of hostile) check(text)
    assertProperty(fc.property(fc.string({ unit: 'binary' }), check))
  })

  it('are errors for defects, warnings for remarks and notices for what is allowed', () => {
    const findings = [foundWith('a'), foundWith('b', { weight: 'remark' }), foundWith('c', { allowed: true })]
    expect(annotations(playedWith([reportWith('x', { findings })])).map(({ level }) => level)).toEqual([
      'error',
      'warning',
      'notice',
    ])
    expect(annotations(playedWith([reportWith('x', { findings: [] })]))).toEqual([])
    expect(annotations(failed('It did not start'))).toMatchObject([{ level: 'error', title: 'drive: app_not_ready' }])
  })

  it('escape the properties of a command, too', () => {
    const title = 'a:b,c=d\r\n%::e'
    const [read] = workflowCommands(workflowCommand({ level: 'error', title, message: 'm' }, same))
    expect(read).toEqual({ name: 'error', properties: { title }, message: 'm' })
  })
})

/** All tokens of a Markdown text, including nested tokens. */
function tokensIn(markdown: string): Token[] {
  const all: Token[] = []
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => void all.push(token))
  return all
}

describe('the summary of a GitHub job', () => {
  it('has the same Markdown structure whatever the app says: no link, code, image, table or HTML of the app', () => {
    const structure = (text: string) => {
      const tokens = tokensIn(jobSummary(playedWith([reportWith(text)]), same))
      // The number of adjacent texts and escapes depends on the length of the text; everything else must be the same.
      return tokens.map(({ type }) => type).filter((type) => !['text', 'escape', 'space'].includes(type))
    }
    const plain = structure('x')
    expect(plain).toContain('table')
    for (const text of hostile) expect(structure(text), text).toEqual(plain)
    assertProperty(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        expect(structure(text)).toEqual(plain)
      }),
    )
  })

  it('shows the texts of the app as they are', async () => {
    const text = '| a `b` <i>c</i> [d](e) & *f* #g @h'
    const html = await marked.parse(jobSummary(playedWith([reportWith(text)]), same), { gfm: true })
    const shown = html.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
    expect(shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).toContain(`seen: ${text}`)
  })

  it('keeps the requests and the output of the app inside of one HTML block', () => {
    for (const text of ['\n\n# Out\n\n', '</pre>\n\n</details>\n\n<h1>', ' \n \t\n - a']) {
      const html = tokensIn(jobSummary(playedWith([reportWith(text)]), same)).filter(
        (token): token is Tokens.HTML => token.type === 'html',
      )
      expect(html).toHaveLength(1)
      expect(html[0]?.raw.match(/<\/?\w+>/g)).toEqual([
        '<details>',
        '<summary>',
        '</summary>',
        '<pre>',
        '</pre>',
        '</details>',
      ])
    }
  })

  it('has one row for each scenario, and a section for each scenario with findings', () => {
    const ok = reportWith('fine', { scenario: 'allow', outcome: 'ok', findings: [] })
    const tokens = tokensIn(jobSummary(playedWith([ok, reportWith('x')], ['denial-500']), same))
    const table = tokens.find((token): token is Tokens.Table => token.type === 'table')
    expect(table?.rows).toHaveLength(2)
    expect(tokens.filter((token) => token.type === 'heading').map((token) => (token as Tokens.Heading).depth)).toEqual([
      2, 3,
    ])
    expect(jobSummary(playedWith([ok], ['denial-500']), same)).toMatch(/no longer found: denial&#45;500/)
  })

  it('says why an app could not be driven', () => {
    expect(jobSummary(failed('It did not start'), same)).toContain('It did not start')
  })

  it('is never longer than GitHub accepts, and never cut inside of an element', () => {
    const long = jobSummary(playedWith([reportWith('x'.repeat(300_000))]), same)
    expect(long.length).toBeLessThan(1000)
    expect(tokensIn(long).some(({ type }) => type === 'html')).toBe(false)
  })
})

describe('every report', () => {
  const token = ['xoxb', '1'.repeat(11), 'a'.repeat(24)].join('-')

  it('masks secrets in every text (threat S3)', () => {
    const mask = (text: string) => maskSecrets(text)
    for (const what of [playedWith([reportWith(`before ${token} after`)]), failed(`before ${token}`, token)]) {
      const texts = [
        ...[junitReport(what, mask), jobSummary(what, mask), mask(textReport(what, mask))],
        ...annotations(what).map((one) => workflowCommand(one, mask)),
      ]
      for (const text of texts) expect(text).not.toContain('a'.repeat(24))
    }
  })

  it('in JSON lists all scenarios, and whether the run is healthy', () => {
    const allowed = [reportWith('x', { outcome: 'remark', findings: [foundWith('x', { allowed: true })] })]
    expect(jsonReport(playedWith(allowed, ['no-link-to-slack']))).toMatchObject({
      ok: true,
      scenarios: [{ findings: [{ id: 'denial-500', allowed: true }] }],
      unusedAllowed: ['no-link-to-slack'],
    })
    expect(jsonReport(playedWith([reportWith('x')]))).toMatchObject({ ok: false })
    expect(jsonReport(failed('It did not start'))).toMatchObject({ ok: false, error: 'app_not_ready' })
  })
})

describe('the choice of reporters', () => {
  const plan = (texts: readonly string[], json = false) =>
    planReporters(
      texts.reduce<ReturnType<typeof parseReporter>>((before, text) => parseReporter(text, before), []),
      json,
    )

  it('puts the text on the screen unless json or junit is chosen for the screen', () => {
    expect(plan([])).toEqual({ onScreen: 'text', toFiles: [], github: false })
    expect(plan(['text', 'junit=r.xml', 'github'])).toEqual({
      ...{ onScreen: 'text', toFiles: [{ name: 'junit', file: 'r.xml' }], github: true },
    })
    expect(plan(['junit'])).toMatchObject({ onScreen: 'junit' })
    expect(plan(['text'], true)).toMatchObject({ onScreen: 'json' })
    expect(plan(['json=a=b.json'])).toMatchObject({ toFiles: [{ name: 'json', file: 'a=b.json' }] })
  })

  it('refuses two reports with the same destination, a file for github, an empty file and an unknown name', () => {
    for (const [texts, json] of [
      [['json', 'junit'], false],
      [['junit'], true],
      [['junit=a', 'json=a'], false],
      [['github=a'], false],
      [['junit='], false],
      [['xml'], false],
      [['JUnit'], false],
    ] as const) {
      expect(() => plan(texts, json), texts.join(' ')).toThrow()
    }
  })
})

describe('allowed findings', () => {
  const plainReport = () => {
    const { took: _, ...report } = reportWith('x', {
      findings: [foundWith('a'), foundWith('b', { id: 'no-exchange' })],
    })
    return report
  }

  it('do not make a scenario a defect, and others still do', () => {
    expect(withAllowed(plainReport(), ['denial-500', 'no-exchange'], 5)).toMatchObject({ outcome: 'remark', took: 5 })
    const partly = withAllowed(plainReport(), ['denial-500'], 5)
    expect(partly.outcome).toBe('defect')
    expect(partly.findings.map(({ allowed }) => allowed)).toEqual([true, undefined])
  })

  it('that do not occur are named only when every scenario was chosen and a plain install works', () => {
    const report = withAllowed(plainReport(), ['denial-500'], 5)
    expect(unusedAllowed(['denial-500', 'reload-crash'], [report], ['deny'])).toEqual(['reload-crash'])
    expect(unusedAllowed(['reload-crash'], [report], ['deny', 'org'])).toEqual([])
    const skipped = { ...report, scenario: 'org', outcome: 'skipped' } as const
    expect(unusedAllowed(['reload-crash'], [report, skipped], ['deny', 'org'])).toEqual(['reload-crash'])
    const defect = { ...report, scenario: 'allow', outcome: 'defect' } as const
    expect(unusedAllowed(['reload-crash'], [report, defect], ['deny', 'allow'])).toEqual([])
  })
})
