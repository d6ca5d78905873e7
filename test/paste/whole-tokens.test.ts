import { describe, expect, it } from 'vitest'
import { findSecrets } from '../../src/paste/find-secrets.ts'
import { wholeTokens } from '../../src/paste/plain-tokens.ts'

const token = ['xoxb', '1', 'sim', 'A1b2C3d4E5f6'].join('-')
const complete = ['xoxb', '1'.repeat(12), '2'.repeat(12), 'FAKEfakeFAKEfakeFAKEfake'].join('-')

describe('a token and the word next to it', () => {
  it.each([
    ['two words of a command', `slackcat "${token}" "general"`],
    ['a channel id', `slackcat '${token}' 'C0123ABCD'`],
    ['the next argument on its own line', `post "${token}" \\\n  "general"`],
    ['a list', `tokens = ["${token}", "another-1-value"]`],
    ['a complete token before another string', `"${complete}" "99-more"`],
    ['a complete token before another line', `${complete}\nabc123-def456\n`],
    ['a variable in the next line', `SLACK_TOKEN=${token}\nPORT=80\n`],
    ['an id in the next line', `${token}\nU0SIM0001\n`],
    ['another token in the next row', `│ bot  │ ${token} │\n│ user │ ${token.replace('xoxb', 'xoxp')} │\n`],
    ['another cell in the next row', `| name | ${token} |\n| a    | b-1 |\n`],
  ])('are not joined: %s', (_name, text) => {
    expect(wholeTokens(text)).toEqual({ text, joined: false })
    expect(findSecrets(text).map(({ value }) => value)).toContain(text.includes(complete) ? complete : token)
  })
})
