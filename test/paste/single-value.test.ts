import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'

const bot = ['xoxb', 'sim', '1'].join('-')
const user = ['xoxp', 'sim', '2'].join('-')

describe('the reader of a text with one token, URL or id', () => {
  const hook = 'https://hooks.slack.com/services/T1/B1/sim'
  it.each<[string, string, string, RegExp]>([
    ['alone', bot, bot, /^$/],
    ['in quotes', ` "${bot}"\n`, bot, /[Qq]uotes/],
    ['in smart quotes', `“${bot}”,`, bot, /[Qq]uotes/],
    ['with invisible characters', `\u202a${bot.slice(0, 6)}\u200b${bot.slice(6)}`, bot, /[Ii]nvisible/],
    ['after a variable name', `export SLACK_BOT_TOKEN=${bot}`, bot, /SLACK_BOT_TOKEN/],
    ['as a field', `"access_token": "${bot}",`, bot, /access_token/],
    ['as a header', `Authorization: Bearer ${bot}`, bot, /Bearer/],
    ['split between two lines', `${bot}-abc\n  def`, `${bot}-abcdef`, /line/],
    ['split between two lines, with digits in the second', `${bot}-abc\nd3f`, `${bot}-abcd3f`, /line/],
    ['before a word on the next line', `${bot}\nthanks`, bot, /words/],
    ['before an id on the next line', `${bot}\nU0SIM0001`, bot, /words/],
    ['before a secret on the next line', `${bot}\n${'5a'.repeat(16)}`, bot, /words/],
    ['between words', `what is ${bot} for?`, bot, /words/],
    ['in brackets', `(${bot})`, bot, /[Qq]uotes/],
    ['a webhook URL in angle brackets', `<${hook}>`, hook, /[Qq]uotes/],
    ['a webhook URL with a query', `${hook}?a=1&b=2`, `${hook}?a=1&b=2`, /^$/],
    ['a client id', '1234567890.12345678901', '1234567890.12345678901', /^$/],
    ['in a code fence', `\`\`\`\n${bot}\n\`\`\``, bot, /^$/],
    ['a value that ends in =', 'c2ltdWxhdGVk==', 'c2ltdWxhdGVk==', /^$/],
    ['a masked token', 'xoxp-…f3a1', 'xoxp-…f3a1', /^$/],
  ])('finds the value: %s', async (_name, text, bare, note) => {
    const pasted = await parsePasted(text)
    expect(pasted).toMatchObject({ bare, values: [], cut: false })
    expect(pasted.notes.join(' ')).toMatch(note)
  })

  it('lists several tokens between words, and repeats no token in its notes', async () => {
    const pasted = await parsePasted(`the bot has ${bot}, I have ${user}`)
    expect(pasted).toMatchObject({ values: [bot, user], bare: undefined })
    expect(pasted.notes.join(' ')).not.toMatch(/xox/)
  })

  it.each(['', ' \n', 'just some words', '[INFO] (main) started'])('finds nothing in %j', async (text) => {
    expect(await parsePasted(text)).toMatchObject({ values: [], bare: undefined, cut: false })
  })
})
