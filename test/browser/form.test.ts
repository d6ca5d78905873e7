import { describe, expect, it } from 'vitest'
import { formOnward, formToSlack } from '../../src/browser/form.ts'
import { growth } from '../support/growth.ts'

const page = new URL('http://localhost:3000/signin')
const simulator = new URL('http://localhost:4717')

function onward(html: string) {
  const step = formOnward(html, page)
  return step && [step.url.href, step.body]
}

describe('the search for the form that leads to the consent page', () => {
  it.each([
    [
      'the form for Slack among several, with its hidden fields',
      '<form action="/in/github" method="post"><button>Sign in with GitHub</button></form>' +
        '<FORM METHOD="POST" ACTION="/in/slack"><input type=hidden name=csrf value="a&amp;b"><button><b>Sign in</b> with Slack</button></FORM>',
      ['http://localhost:3000/in/slack', 'csrf=a%26b'],
    ],
    [
      'the only form, whose button says to continue, with its required boxes ticked',
      '<form method="post"><input type="checkbox" name="terms" required><input type="checkbox" name="news"><button name="go" value="1">Continue</button><button name="go" value="2">Continue later</button></form>',
      ['http://localhost:3000/signin', 'terms=on&go=1'],
    ],
    [
      'a GET form, whose fields replace the query',
      '<form action="/start?old=1"><input type="hidden" name="plan" value="free"><input type="submit" value="Add to Slack"></form>',
      ['http://localhost:3000/start?plan=free', undefined],
    ],
    [
      'a form whose button has an icon and an accessible label',
      '<form action="/slack" method="post"><button aria-label="Connect Slack"><svg></svg></button></form>',
      ['http://localhost:3000/slack', ''],
    ],
  ])('finds %s', (_what, html, expected) => {
    expect(onward(html)).toEqual(expected)
  })

  it.each([
    [
      'wants a password',
      '<form method="post"><input name="p" type="password"><button>Sign in with Slack</button></form>',
    ],
    ...[
      '<!-- % -->',
      '<template>%</template>',
      '<script>%</script>',
      '<style>%</style>',
      '<noscript>%</noscript>',
      '<!-- %',
    ].map((around) => [
      `is inside ${around}`,
      around.replace('%', '<form action=/s><button>Add to Slack</button></form>'),
    ]),
    ['deletes something', '<form method="post"><button>Delete account and disconnect from Slack</button></form>'],
    [
      'leads to a page that deletes something',
      '<form action=/account/delete><button>Continue with Slack</button></form>',
    ],
    [
      'is one of two forms for Slack',
      '<form action=/a><button>Add to Slack</button></form><form action=/b><button>Add to Slack</button></form>',
    ],
    ['is disabled', '<form action=/a><button disabled>Add to Slack</button></form>'],
    ['wants a name', '<form method="post"><input name="mail"><button>Continue with Slack</button></form>'],
    [
      'leads to another host',
      '<form action="https://evil.example/slack" method="post"><button>Add to Slack</button></form>',
    ],
    ['has a button that does not send', '<form method="post"><button type="button">Add to Slack</button></form>'],
    ['has a button that says something else', '<form method="post"><button>Delete my account</button></form>'],
    [
      'is one of two whose buttons only say to continue',
      '<form action="/a" method="post"><button>Continue</button></form><form action="/b" method="post"><button>Continue</button></form>',
    ],
  ])('ignores a form that %s', (_what, html) => {
    expect(onward(html)).toBeUndefined()
  })

  it('returns the URL of a form that goes directly to Slack, with the hidden fields as parameters', () => {
    const html =
      '<form action="https://slack.com/oauth/v2/authorize"><input type="hidden" name="client_id" value="1.2"><input type="hidden" name="state" value="s"><button>Go</button></form>'
    expect(formToSlack(html, page, simulator)?.url.href).toBe(
      'https://slack.com/oauth/v2/authorize?client_id=1.2&state=s',
    )
    expect(formToSlack('<form action="/slack"></form>', page, simulator)).toBeUndefined()
  })

  it.each(['<form ', '<input name="', '<button>', '<form method=post><button>', '<input a="\'', '<form a=b c=', '< '])(
    'takes time that grows linearly with the length of a page that repeats %j',
    (piece) => {
      const make = (size: number) => `<form>${piece.repeat(size / piece.length)}`
      expect(growth((html) => formOnward(html, page), make)).toBeLessThan(3)
    },
  )
})
