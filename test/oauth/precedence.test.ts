import { describe, expect, it } from 'vitest'
import type { AppRecord } from '../../src/config/installation.ts'
import type { Config } from '../../src/config/store.ts'
import { precedence, resolveField, sourceName } from '../../src/oauth/precedence.ts'
import { appToInstall } from '../../src/oauth/resolve-app.ts'
import type { Settings } from '../../src/runtime/settings.ts'
import { assertProperty, fc } from '../support/property.ts'

describe('the source of a setting', () => {
  it('is the first source in the order of precedence that has a value', () => {
    const order = precedence.redirectUri
    assertProperty(
      fc.property(fc.tuple(...order.map(() => fc.option(fc.string(), { nil: undefined }))), (values) => {
        const given = Object.fromEntries(order.map((source, index) => [source, values[index]]))
        const first = values.findIndex((value) => value !== undefined)
        const expected = first < 0 ? undefined : { value: values[first], source: order[first] }
        expect(resolveField('redirectUri', given as never)).toEqual(expected)
      }),
    )
  })

  it('can be a source whose value is false', () => {
    const pkce = { option: undefined, storedApp: false, manifest: true, simulator: undefined }
    expect(resolveField('pkce', pkce)).toEqual({ value: false, source: 'storedApp' })
  })

  it('is named in messages by its option or its environment variable', () => {
    expect(sourceName('redirectUri', 'option')).toBe('--redirect-uri')
    expect(sourceName('redirectUri', 'environment')).toBe('SLACK_REDIRECT_URI')
    expect(sourceName('clientId', 'environment')).toBe('SLACK_CLIENT_ID')
  })
})

const storedApp: AppRecord = {
  ...{
    clientId: '1111.2222',
    clientSecret: null,
    appId: null,
    apiUrl: 'https://slack.com/api/',
    flow: 'v1',
    pkce: false,
  },
  ...{ redirectUri: 'https://localhost:9001/remembered', port: 9001, botScopes: ['bot'], userScopes: [] },
}
const link =
  'https://slack.com/oauth/v2/authorize?client_id=1111.2222&scope=chat:write&team=T0LINK&redirect_uri=https://localhost:9002/link'

async function resolve(request: Parameters<typeof appToInstall>[0], environment: Partial<Settings> = {}) {
  const config: Config = {
    ...{ version: 1, active: null, profiles: {} },
    apps: { known: storedApp, other: { ...storedApp, clientId: '3333.4444' } },
  }
  const store = { read: async () => config } as Parameters<typeof appToInstall>[1]['store']
  return await appToInstall(request, { store, settings: { tokens: {}, ...environment } as Settings, cwd: '/' })
}

describe('the settings of a login', () => {
  const exported = { clientId: '3333.4444', redirectUri: 'https://localhost:9003/exported' }

  it('come from the stored app when nothing else is given', async () => {
    const app = await resolve({ link: undefined, app: 'known' })
    expect(app).toMatchObject({ flow: 'v1', botScopes: ['bot'], redirect: { port: 9001, path: '/remembered' } })
  })

  it('come from the link rather than from the stored app', async () => {
    const app = await resolve({ link, app: 'known' })
    expect(app).toMatchObject({ flow: 'v2', botScopes: ['chat:write'], redirectUri: 'https://localhost:9002/link' })
    expect([app.team, app.preselect]).toEqual([undefined, 'T0LINK'])
  })

  it('come from the command line before any other source', async () => {
    const typed = { userOnly: true, userScopes: 'search:read', team: 'T0TYPED', port: 9004 }
    const app = await resolve({ link, ...typed, redirectUri: 'https://localhost:9005/typed' }, exported)
    expect(app).toMatchObject({ flow: 'v2_user', userScopes: ['search:read'], botScopes: [] })
    expect([app.team, app.preselect]).toEqual(['T0TYPED', 'T0TYPED'])
    expect(app.redirect).toMatchObject({ port: 9004, path: '/typed' })
  })

  it('take SLACK_REDIRECT_URI before the link, and SLACK_CLIENT_ID only without a link', async () => {
    const app = await resolve({ link }, exported)
    expect([app.redirectUri, app.clientId]).toEqual([exported.redirectUri, '1111.2222'])
    expect((await resolve({ link: undefined }, exported)).clientId).toBe('3333.4444')
  })

  it.each([
    ['a link and another app', { link, app: 'other' }],
    ['a link and another client id', { link, clientId: '3333.4444' }],
    ['an app and another client id', { link: undefined, app: 'known', clientId: '3333.4444' }],
  ])('must belong to one app, so login refuses %s', async (_name, request) => {
    await expect(resolve(request)).rejects.toMatchObject({ failure: 'usage', code: 'two_apps' })
  })

  it.each([
    ['SLACK_CLIENT_ID', { link: undefined }, { clientId: 'A0123456789' }, 'not_a_client_id'],
    ['--client-id', { link: undefined, clientId: 'A0123456789' }, {}, 'not_a_client_id'],
    ['SLACK_REDIRECT_URI', { link }, { redirectUri: 'nowhere' }, 'bad_redirect_uri'],
    ['--redirect-uri', { link, redirectUri: 'nowhere' }, exported, 'bad_redirect_uri'],
  ])(
    'are refused when a value is wrong, and the message names its source %s',
    async (source, request, environment, code) => {
      await expect(resolve(request, environment)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(source) as string,
      })
    },
  )
})
