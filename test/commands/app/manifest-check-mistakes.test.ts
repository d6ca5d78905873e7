import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { checkManifestText as check, good, withEvents } from '../../support/manifest-check.ts'

const text = JSON.stringify(good, null, 2)
const scoped = (bot: unknown) => JSON.stringify({ ...good, oauth_config: { ...good.oauth_config, scopes: { bot } } })
const parameters = { properties: { user: { type: 'slack#/types/user_id' } }, required: ['user'] }
const plainParameters = { user: { type: 'slack#/types/user_id', name: 'user' } }
const greet = {
  title: 'Greet',
  description: 'Greets',
  input_parameters: parameters,
  output_parameters: { properties: {} },
}
const flow = { title: 'Flow', description: 'Flows', input_parameters: parameters, steps: [] }
const second = (more: object) => ({ _metadata: { major_version: 2 }, ...good, ...more })

describe('app manifest --check, for text that is almost JSON', () => {
  it.each([
    ['a comma after the last entry', text.replace(/\n\}$/, ',\n}')],
    ['a comment', text.replace('{', '{\n  // the app')],
    ['single quotes', text.replace('"Deploy"', "'Deploy'")],
    ['typographic quotes', text.replace('"Deploy"', '“Deploy”')],
    ['a missing comma', text.replace('},', '}')],
    ['a merge conflict', text.replace('{', '{\n<<<<<<< HEAD')],
    ['a code fence', `\`\`\`json\n${text}\n\`\`\``],
    ['two documents', `${text}\n${text}`],
    ['only the first half', text.slice(0, 120)],
    ['a tab in YAML', 'display_information:\n\tname: Deploy\n'],
    ['a key twice in YAML', 'display_information:\n  name: Deploy\n  name: Other\n'],
    ['two documents in YAML', 'display_information:\n  name: Deploy\n---\ndisplay_information:\n  name: Other\n'],
    ['a code fence around YAML', '```yaml\ndisplay_information:\n  name: Deploy\n```\n'],
  ])('exits with 2 (manifest_unreadable) and has a hint about the mistake: %s', async (_, input) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['app', 'manifest', '--check', '-', '--json'], { input })
    expect([code, json]).toMatchObject([2, { error: 'manifest_unreadable' }])
    expect((json as { hint: string }).hint).not.toMatch(/^(?:Mend|Correct) it/)
  })

  it('exits with 0 and prints a note for a byte order mark', async () => {
    const { code, findings } = await check(`\ufeff${text}`)
    expect([code, findings.some(({ problem }) => problem.includes('byte order mark'))]).toEqual([0, true])
  })

  it('exits with 0, warns about a key that occurs twice in JSON, and names the line of the key', async () => {
    const twice = text.replace('"name": "Deploy"', '"name": "Deploy",\n    "name": "Other"')
    expect(await check(twice)).toMatchObject({ code: 0, errors: [], warnings: [''] })
    expect((await check(twice)).findings.find(({ severity }) => severity === 'warning')).toMatchObject({ line: 4 })
  })
})

describe('a manifest inside other text', () => {
  const broken = JSON.stringify({ ...good, settings: withEvents(['app_mention']) }, null, 2)
  const yaml = 'display_information:\n  name: Deploy\nsettings:\n  bogus: 1\n'
  it.each([
    ['the answer of apps.manifest.export', `{"ok": true, "manifest": ${broken}}`],
    ['an object with only the field `manifest`', `{"manifest": ${broken}}`],
    ['the arguments of apps.manifest.create', JSON.stringify({ token: 'none', manifest: broken })],
    [
      'the arguments of apps.manifest.update, with an app id',
      JSON.stringify({ app_id: 'A0123ABCD', manifest: JSON.parse(broken) as object }),
    ],
    ['a JSON string', JSON.stringify(broken)],
    ['a JSON string inside a JSON string', JSON.stringify(JSON.stringify(broken))],
    ['an answer inside another answer', `{"manifest": {"manifest": ${broken}}}`],
    ['an answer inside a JSON string', JSON.stringify(`{"ok": true, "manifest": ${broken}}`)],
    ['YAML', `manifest:\n${broken.replace(/^/gm, '  ')}\n`],
    ['a YAML string of several lines', `manifest: |\n${broken.replace(/^/gm, '  ')}\n`],
    ['a YAML string in single quotes', `'${broken.replaceAll('\n', '')}'`],
  ])('is found and checked by app manifest --check in %s', async (_, input) => {
    const { code, errors, findings } = await check(input)
    expect([code, errors]).toEqual([2, ['/settings/event_subscriptions/bot_events/0']])
    expect(findings.some(({ severity, problem }) => severity === 'note' && problem.startsWith('the manifest is'))).toBe(
      true,
    )
  })

  it('has problems with line numbers that count from the first line of the whole text', async () => {
    const { findings } = await check(`manifest:\n${yaml.replace(/^(?=.)/gm, '  ')}`)
    expect(findings[0]).toMatchObject({ pointer: '/settings/bogus', line: 5 })
  })

  it('is found by `app create --manifest` in a create-app link and in an answer of Slack', async () => {
    using machine = createMachine()
    const link = `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(text)}`
    const made = await machine.run(['app', 'create', '--link', '--json', '--manifest', link])
    expect([made.code, made.json]).toMatchObject([0, { manifest: { display_information: { name: 'Deploy' } } }])
    const input = JSON.stringify({ ok: true, manifest: good })
    const other = await machine.run(['app', 'create', '--link', '--json', '--manifest', '-'], { input })
    expect([other.code, other.json]).toMatchObject([0, { manifest: { display_information: { name: 'Deploy' } } }])
  })
})

describe('app manifest --check, for scopes and URLs', () => {
  it.each([
    ['with a comma', ['chat:write,users:read']],
    ['with a comma and a space', ['chat:write, users:read']],
    ['with a space', ['chat:write users:read']],
    ['with a semicolon', ['chat:write;users:read']],
    ['with a plus', ['chat:write+users:read']],
    ['with a bar', ['chat:write|users:read']],
    ['in quotes', ['"chat:write","users:read"']],
    ['a JSON list in the text', ['["chat:write","users:read"]']],
    ['with a line break', ['chat:write\nusers:read']],
    ['next to other scopes', ['commands', 'chat:write,users:read']],
    ['with an unknown scope among them', ['chat:write,future:read']],
  ])('exits with 2 for several scopes in one text (%s), and prints them as a list', async (_, scopes) => {
    const { code, findings } = await check(scoped(scopes))
    const place = `/oauth_config/scopes/bot/${scopes.length - 1}`
    expect([code, findings[0]]).toMatchObject([2, { severity: 'error', pointer: place }])
    expect(findings[0]?.cure).toContain('"chat:write", "')
  })

  it.each(['“chat:write”', "'chat:write'", '"chat:write"', ' chat:write', 'chat:write,', '[chat:write]'])(
    'reports the extra characters in the scope %s, and prints “Write chat:write”',
    async (scope) => {
      const { findings } = await check(scoped([scope]))
      expect(findings[0]).toMatchObject({ severity: 'error', cure: 'Write chat:write' })
    },
  )

  it.each(['chat:write,users:read', 'chat:write users:read', 'chat:write'])(
    'reports the text %s in the place of a list of scopes, and prints the list',
    async (bot) => {
      const { findings } = await check(scoped(bot))
      expect(findings[0]).toMatchObject({ severity: 'error', pointer: '/oauth_config/scopes/bot' })
      expect(findings[0]?.cure).toMatch(/\["chat:write"/)
    },
  )

  it.each([
    'https://300.1.1.1/slack',
    'https://1.2.3.256/slack',
    'https://1.2.3.4.5/slack',
    'https://app.example.test:99999/slack',
    'https://app example.test/slack',
    'https:///slack',
    'https://[::1/slack',
    'https://a.test/x,https://b.test/x',
    'https://a.test/x https://b.test/x',
    'https://exa<mple.test/',
    'app.example.test/slack',
  ])('reports %s as an invalid URL for events, interactivity, slash commands and redirects', async (url) => {
    const settings = {
      event_subscriptions: { request_url: url, bot_events: ['app_home_opened'] },
      interactivity: { is_enabled: true, request_url: url },
    }
    const slash_commands = [{ command: '/d', description: 'D', url }]
    const oauth_config = { ...good.oauth_config, redirect_urls: [url] }
    const { errors } = await check(
      JSON.stringify({ ...good, oauth_config, settings, features: { ...good.features, slash_commands } }),
    )
    expect(errors.toSorted()).toEqual([
      '/features/slash_commands/0/url',
      '/oauth_config/redirect_urls/0',
      '/settings/event_subscriptions/request_url',
      '/settings/interactivity/request_url',
    ])
  })

  it.each(['300.1.1.1', '1.2.3.256', '1.2.3', '1.2.3.4/33', '01.2.3.4'])(
    'reports %s as an invalid range of IP addresses',
    async (range) => {
      const { errors } = await check(
        JSON.stringify({ ...good, settings: { ...good.settings, allowed_ip_address_ranges: [range] } }),
      )
      expect(errors).toEqual(['/settings/allowed_ip_address_ranges/0'])
    },
  )

  it.each(['“settings”', "'settings'", 'settings ', '"settings"'])(
    'reports the extra characters in the key %s, and prints “Write settings”',
    async (key) => {
      const { findings } = await check(JSON.stringify({ ...good, settings: undefined, [key]: {} }))
      expect(findings[0]).toMatchObject({ severity: 'error', cure: 'Write settings' })
    },
  )
})

describe('app manifest --check, for functions and workflows', () => {
  it.each<[string, object]>([
    ['the second version', second({ functions: { greet }, workflows: { flow } })],
    ['a workflow without parameters', second({ workflows: { flow: { ...flow, input_parameters: undefined } } })],
    ['no parameters', second({ functions: { greet: { ...greet, input_parameters: { properties: {} } } } })],
    [
      'the first version',
      { ...good, functions: { greet: { ...greet, input_parameters: plainParameters, output_parameters: {} } } },
    ],
    ['without a version, as the second', { ...good, functions: { greet }, workflows: { flow } }],
    [
      'a parameter with the name properties',
      { ...good, functions: { greet: { ...greet, input_parameters: { properties: { type: 'string' } } } } },
    ],
  ])('accepts a valid manifest: %s', async (_, manifest) =>
    expect(await check(JSON.stringify(manifest))).toMatchObject({ code: 0, errors: [], doubts: [] }),
  )

  const into = (input_parameters: unknown) => second({ functions: { greet: { ...greet, input_parameters } } })
  const place = '/functions/greet/input_parameters'
  it.each<[string, object, string[]]>([
    ['a function without properties', into(plainParameters), [place]],
    ['required without properties', into({ ...plainParameters, required: [] }), [place]],
    ['an empty group', into({}), [place]],
    ['properties that are a list', into({ properties: [] }), [place]],
    ['properties that are a parameter', into({ properties: { type: 'string' } }), [place]],
    ['a list of parameters', into([]), [place]],
    ['a text', into('user'), [place]],
    ['required that is no list', into({ ...parameters, required: true }), [`${place}/required`]],
    ['a parameter without a type', into({ properties: { user: {} } }), [`${place}/properties/user`]],
    ['a parameter that is a text', into({ properties: { user: 'string' } }), [`${place}/properties/user`]],
    [
      'a workflow without properties',
      second({ workflows: { flow: { ...flow, input_parameters: plainParameters } } }),
      ['/workflows/flow/input_parameters'],
    ],
    [
      'a function without parameters',
      second({ functions: { greet: { ...greet, output_parameters: undefined } } }),
      ['/functions/greet/output_parameters'],
    ],
    [
      'a workflow without steps',
      second({ workflows: { flow: { ...flow, steps: undefined } } }),
      ['/workflows/flow/steps'],
    ],
    ['functions that are a list', second({ functions: [] }), ['/functions']],
    [
      'a parameter without a type in the first version',
      { ...good, functions: { greet: { ...greet, input_parameters: { user: {} } } } },
      [`${place}/user`],
    ],
  ])('reports the path of the error and what to change: %s', async (_, manifest, pointers) => {
    const { code, errors, findings } = await check(JSON.stringify(manifest))
    expect([code, errors]).toEqual([2, pointers])
    expect(findings.filter(({ severity, cure }) => severity === 'error' && cure === null)).toEqual([])
  })

  it('exits with 0 and warns about `required` next to parameters of the first version', async () => {
    const input_parameters = { ...plainParameters, required: ['user'] }
    expect(
      await check(JSON.stringify({ ...good, functions: { greet: { ...greet, input_parameters } } })),
    ).toMatchObject({
      code: 0,
      doubts: [place],
    })
  })
})

describe('app manifest --check, for misplaced keys and empty values', () => {
  it.each([
    ['slash_commands', 'features'],
    ['shortcuts', 'features'],
    ['bot_user', 'features'],
    ['app_home', 'features'],
    ['scopes', 'oauth_config'],
    ['redirect_urls', 'oauth_config'],
    ['event_subscriptions', 'settings'],
    ['interactivity', 'settings'],
    ['socket_mode_enabled', 'settings'],
    ['name', 'display_information'],
    ['description', 'display_information'],
    ['bot_events', 'settings.event_subscriptions'],
  ])('reports the key %s at the top level, and names the group that it belongs to: %s', async (key, group) => {
    const { findings } = await check(JSON.stringify({ ...good, [key]: {} }))
    expect(findings.find(({ pointer }) => pointer === `/${key}`)).toMatchObject({
      severity: 'error',
      cure: `Move it to ${group}.${key}`,
    })
  })

  it.each([null, ''])('reports a request_url without a value only once: %j', async (url) => {
    const settings = { event_subscriptions: { request_url: url, bot_events: ['app_home_opened'] } }
    expect((await check(JSON.stringify({ ...good, settings }))).errors).toEqual([
      '/settings/event_subscriptions/request_url',
    ])
  })
})
