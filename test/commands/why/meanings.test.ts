import { describe, expect, it } from 'vitest'
import { causes } from '../../../src/slack/facts/known-errors/causes.ts'
import { createMachine } from '../../support/cli.ts'

interface Answer {
  readonly code: string
  readonly needed?: string
  readonly provided?: string
  readonly passedUri?: string
  readonly problems?: readonly { key: string; cure: string }[]
  readonly meanings: readonly {
    place: string
    next: string
    by?: string
    cause?: string
    text?: string
    exit?: number
  }[]
}

async function answered(input: string): Promise<Answer> {
  using machine = createMachine()
  const { code, json, stderr } = await machine.run(['why', '-', '--json'], { input })
  expect(code, stderr).toBe(0)
  return json as Answer
}

const placesOf = async (input: string) => (await answered(input)).meanings.map(({ place }) => place)

describe('the meanings that why prints', () => {
  it('are those of every place of the code, or of one place when the text shows where the error occurred', async () => {
    expect(await placesOf('bad_redirect_uri')).toEqual(['exchange', 'page'])
    expect(await placesOf('slack: bad_redirect_uri')).toEqual(['exchange', 'page'])
    expect(await placesOf('oauth2: "bad_redirect_uri"')).toEqual(['exchange'])
    expect(await placesOf('Error details\nbad_redirect_uri')).toEqual(['page'])
    expect(await placesOf('missing_scope')).toEqual(['api', 'socket', 'cli'])
    expect(await placesOf('{"ok":false,"error":"missing_scope"}')).toEqual(['api', 'socket'])
    expect(await placesOf('🚫 Your login is out of date (missing_scope)')).toEqual(['cli'])
    expect(await placesOf('apps.connections.open: missing_scope')).toEqual(['socket'])
  })

  it('depend on the scope in `needed`', async () => {
    const socket = await answered('{"ok":false,"error":"missing_scope","needed":"connections:write","provided":""}')
    expect(socket.meanings.map(({ place }) => place)).toEqual(['socket'])
    const api = await answered(
      '{"ok"=>false, "error"=>"missing_scope", "needed"=>"chat:write", "provided"=>"users:read"}',
    )
    expect(api).toMatchObject({ needed: 'chat:write', provided: 'users:read' })
    expect(api.meanings.map(({ place }) => place)).toEqual(['api'])
    expect(api.meanings[0]?.next).toContain('chat:write')
    const signIn = await answered(
      '{"ok":false,"error":"missing_scope","needed":"identity.basic","provided":"identify,bot"}',
    )
    expect(signIn.meanings[0]?.next).not.toMatch(/--add-(?:user-)?scope identity/)
  })

  it.each([
    [
      "client.channels_history: raise_error.rb:9:in `on_complete': missing_scope (Slack::Web::Api::Error)",
      'channels.history',
    ],
    [
      'channels = client.conversations_list.channels\nmissing_scope (Slack::Web::Api::Errors::MissingScope)',
      'conversations.list',
    ],
    ['await app.client.users.profile.get({ user }) // slack: missing_scope', 'users.profile.get'],
    ['slack missing_scope in lib/slack/web/api/chat.rb, channels.map', undefined],
    [
      'channels = client.conversations_list\nmissing_scope (Slack::Web::Api::Errors::MissingScope)',
      'conversations.list',
    ],
    ['error retrieving channels from channels.list: missing_scope', 'channels.list'],
    ['https://slack.com/api/users.profile.set slack: missing_scope', 'users.profile.set'],
    ['slack: files_upload_v2 failed: missing_scope', 'METHOD'],
    ['slack: missing_scope', undefined],
    ['{"ok":false,"error":"missing_scope","needed":"chat:write"} chat.postMessage', undefined],
  ])('name the which command with the method in the text %s: %s', async (text, method) => {
    const next = (await answered(text)).meanings[0]?.next ?? ''
    expect(/slack-tokens which ([\w.]+)/.exec(next)?.[1]).toBe(method === 'METHOD' ? undefined : method)
  })

  it('name the command `which` with the method that does not accept the kind of token', async () => {
    const { meanings } = await answered('admin_users_list is the call; slack: not_allowed_token_type search.messages')
    expect(meanings[0]?.next).toContain('slack-tokens which search.messages')
  })

  it('name the command `slack-tokens drive` when the app lost its state or its stored installation', async () => {
    for (const text of [
      'Invalid state parameter detected - payload: VerificationCodePayload(code=1.2.3, state=x, error=null)',
      'csrf_detected | CSRF detected',
      'Failed fetching data from the Installation Store (source: {})',
      'Wrong state parameter given.',
      'The oauth state was missing or invalid.'.replace('The oauth', 'Error: Invalid state: The oauth'),
    ]) {
      const { meanings } = await answered(text)
      expect(['stateLost', 'notInstalled'], text).toContain(meanings[0]?.cause)
    }
    for (const cause of ['stateLost', 'otherStateSecret', 'denied', 'notInstalled'] as const)
      expect(causes[cause].next).toMatch(/slack-tokens drive --start "npm start"/)
  })

  it('name the product that prints the sentence (Supabase), and the cause noTopToken', async () => {
    const { code, meanings } = await answered('500: Unable to exchange external code: 111.222.fa4e')
    expect(code).toBe('supabase_exchange')
    expect(meanings).toEqual([
      expect.objectContaining({ place: 'library', by: expect.stringContaining('Supabase'), cause: 'noTopToken' }),
    ])
    expect(meanings[0]).not.toHaveProperty('exit')
    using machine = createMachine()
    const { stdout } = await machine.run(['why', 'supabase_exchange'])
    expect(stdout).toContain('shown by Supabase')
  })

  it('are followed on the terminal by each error of a refused manifest', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['why', '-'], {
      input:
        '{"ok":false,"error":"invalid_manifest","errors":[{"message":"must have at least 1 items","pointer":"/features/slash_commands"}]}',
    })
    expect(stdout).toContain('features.slash_commands\n')
    expect(stdout).toContain('must have at least 1 items')
    expect(stdout).toContain('→ Leave slash_commands out')
  })
})
