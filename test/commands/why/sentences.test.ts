import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { sentenceMeaning } from '../../../src/slack/facts/known-errors/sentence-meaning.ts'
import { allCodes, knownSentences } from '../../../src/slack/facts/known-errors/tables.ts'
import { errorSamples } from '../../support/error-sentences/all.ts'
import type { ErrorSample } from '../../support/error-sentences/sample.ts'

/**
 * Returns the samples for which why finds a wrong code or place, each as `text: found code and place, expected ones`.
 */
function wrong(samples: readonly ErrorSample[], change: (text: string) => string = (text) => text): string[] {
  return samples.flatMap(({ text, code, place }) => {
    const found = findRefusal(change(text))
    const right = found?.known && found.code === code && (place === undefined || found.place === place)
    return right ? [] : [`${text}: ${found?.code} at ${found?.place}, not ${code} at ${place}`]
  })
}

/** Changes that a text undergoes before people see it, for example in a log or as HTML. */
const variants: Readonly<Record<string, (text: string) => string>> = {
  'another app name': (text) => text.replaceAll('Acme', 'Ünïted Pets & Co'),
  'other apostrophes': (text) => text.replace(/['’‘]/g, (quote) => (quote === "'" ? '’' : "'")),
  'in a log line': (text) => `2026-01-05T10:12:29.123Z ERROR [worker-3] ${text}`,
  'cut into two lines of a container’s log': (text) => {
    const spaces = [...text.matchAll(/(?<=[\p{L},.:]) (?=\p{L})/gu)].map(({ index }) => index)
    const middle = spaces[Math.floor(spaces.length / 2)] ?? 0
    const cut = middle === 0 ? text : `${text.slice(0, middle)}\n${text.slice(middle + 1)}`
    return `web-1  | starting\n${cut.replace(/^/gm, 'web-1  | ')}\nweb-1  | done`
  },
  'in colour': (text) => `\u001b[31m${text.replace(/ /g, '\u001b[0m \u001b[31m')}\u001b[0m`,
  'as HTML': (text) => `<p>${text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('’', '&rsquo;')}</p>`,
  'in JSON': (text) => JSON.stringify({ level: 'info', msg: text }),
  'in JSON twice': (text) => JSON.stringify(JSON.stringify({ msg: text })),
  'in XML': (text) => `<error>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</error>`,
  'as Python prints bytes': (text) => `b'${text.replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`,
  'quoted in a mail': (text) => text.replace(/^/gm, '>> '),
  'in a box of a terminal': (text) => text.replace(/^(.*)$/gm, '│ $1    │'),
  'with line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with hard spaces': (text) => text.replaceAll(' ', '\u00a0'),
  'by kubectl': (text) => text.replace(/^/gm, '[pod/app-7f/web] 2026-01-05T10:12:29.123456789Z stdout F '),
  'by syslog': (text) => text.replace(/^/gm, 'Jan  5 10:12:29 host app[123]: '),
  'by Heroku': (text) => text.replace(/^/gm, '2026-05-20T09:58:56.256019+00:00 app[web.1]: '),
  'cut at 80 columns': (text) => text.replace(/.{80}/g, '$&\n'),
}

describe('why, for the sentences that programs print about an install', () => {
  it('finds each known sentence in a sample of the error text that contains it', () =>
    expect(wrong(errorSamples)).toEqual([]))

  it.each(Object.entries(variants))('finds each known sentence when its sample is changed: %s', (_name, change) =>
    expect(wrong(errorSamples, change)).toEqual([]),
  )

  it('has a sample for every known sentence', () => {
    const sampled = new Set(errorSamples.map(({ code }) => code))
    const without = knownSentences.filter(({ id }) => !sampled.has(id)).map(({ id }) => id)
    expect(without).toEqual([])
  })

  it('has a meaning, a next step and an id of its own for every known sentence', () => {
    const ids = knownSentences.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => allCodes().includes(id))).toEqual([])
    for (const sentence of knownSentences) {
      const { means, next } = sentenceMeaning(sentence)
      expect(means, sentence.id).toMatch(/^\S.{8,}\.$/)
      expect(next, sentence.id).toMatch(/^\S.{5,}[^.]$/)
      for (const text of sentence.texts) expect(text, sentence.id).toMatch(/^[^{]/)
    }
  })
})
