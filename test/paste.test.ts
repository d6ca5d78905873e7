import { describe, expect, it } from 'vitest'
import { parsePasted } from '../src/reading/paste.ts'

const bot = ['xoxb', 'sim', '1'].join('-')
const answer = { ok: true, access_token: bot, team: { id: 'T1', name: 'Acme' }, is_enterprise_install: false }
const json = JSON.stringify(answer)
const indented = JSON.stringify(answer, null, 2)

describe('what people paste is read as the value it shows', () => {
  it.each<[string, string, readonly string[]]>([
    ['JSON', json, ['json']],
    ['a byte order mark and CRLF', `\ufeff${indented.replaceAll('\n', '\r\n')}`, ['json']],
    ['a log line', `2026-11-24 01:58:00,123 [main] INFO slack - response: ${json} took 31 ms`, ['log prefix', 'json']],
    ['words behind it', `${json} <- this`, ['json', 'trailing words']],
  ])('%s', async (_name, text, forms) => {
    const pasted = await parsePasted(text)
    expect(pasted.values).toEqual([answer])
    expect(new Set(pasted.forms)).toEqual(new Set(forms))
    expect(pasted).toMatchObject({ cut: false, bare: undefined })
  })
})
