import { describe, expect, it } from 'vitest'
import { allowedCode, answerConsent, askForConsent, exchange, loadPage } from '../../support/consent.ts'
import { control, inSimulator } from '../../support/simulator.ts'

describe('optional scopes', () => {
  const app = { optionalScopes: { bot: ['channels:read', 'incoming-webhook', 'users:read'], user: ['chat:write'] } }
  const requested = { scope: 'chat:write,channels:read,incoming-webhook', user_scope: 'chat:write,search:read' }
  const scopesOf = (body: Record<string, unknown>) => [
    body['scope'],
    (body['authed_user'] as Record<string, string>)['scope'],
  ]

  it('have a checked checkbox on the consent page, while required scopes have no checkbox', () =>
    inSimulator({ app }, async (simulator) => {
      const { text } = await loadPage(simulator, requested)
      const boxes = [...text.matchAll(/<input type="checkbox" name="([^"]+)" checked>/g)].map(([, name]) => name)
      expect(boxes).toEqual(['keep:bot:channels:read', 'keep:bot:incoming-webhook', 'keep:user:chat:write'])
      expect((await askForConsent(simulator, requested)).optional).toEqual({
        bot: ['channels:read', 'incoming-webhook'],
        user: ['chat:write'],
      })
    }))

  it('are not granted when the submitted form does not contain them', () =>
    inSimulator({ app }, async (simulator) => {
      const form = { boxes: '1', 'keep:bot:channels:read': 'on' }
      const body = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, requested, form) })
      expect(scopesOf(body)).toEqual(['chat:write,channels:read', 'search:read'])
      expect(body).not.toHaveProperty('incoming_webhook')
    }))

  it('are all granted when a program consents, except those that it lists in `without`', () =>
    inSimulator({ app }, async (simulator) => {
      const without = 'channels:read, incoming-webhook'
      const some = await allowedCode(simulator, requested, { without })
      expect(scopesOf(await exchange(simulator, 'oauth.v2.access', { code: some }))).toEqual([
        'chat:write',
        requested.user_scope,
      ])
      const all = await allowedCode(simulator, requested)
      expect(scopesOf(await exchange(simulator, 'oauth.v2.access', { code: all }))[0]).toContain('incoming-webhook')
    }))

  it.each(['search:read', 'users:read', 'nonsense'])(
    'are the only scopes that `without` accepts (%s is refused)',
    (without) =>
      inSimulator({ app }, async (simulator) => {
        const { request } = await askForConsent(simulator, requested)
        const answer = await answerConsent(simulator, { request, decision: 'allow', without })
        expect([answer.status, answer.callback]).toEqual([400, null])
        expect(answer.text).toContain(`${without} is not optional`)
      }),
  )

  it.each([
    ['v2', 'channels:read', 'oauth.v2.access', 'no_scopes'],
    ['v2_user', 'chat:write', 'oauth.v2.user.access', 'no_user_scopes'],
  ] as const)(
    'cause an error at the code exchange of the flow %s when none of the requested scopes is granted',
    (flow, scope, method, error) =>
      inSimulator({ app }, async (simulator) => {
        const code = await allowedCode(simulator, { flow, scope }, { without: scope })
        expect(await exchange(simulator, method, { code })).toEqual({ ok: false, error })
      }),
  )
})

describe('withheld scopes', () => {
  it('are granted only after the setting is changed, although the app requests them and nobody unticks them', () =>
    inSimulator({ app: { withheldScopes: { bot: ['channels:read'], user: ['chat:write'] } } }, async (simulator) => {
      const requested = { scope: 'chat:write,channels:read', user_scope: 'chat:write,search:read' }
      const granted = async () => {
        const code = await allowedCode(simulator, requested)
        return await exchange(simulator, 'oauth.v2.access', { code })
      }
      expect(await granted()).toMatchObject({ scope: 'chat:write', authed_user: { scope: 'search:read' } })
      await control(simulator, 'app', { withheldScopes: { bot: [] } })
      expect(await granted()).toMatchObject({ scope: requested.scope, authed_user: { scope: 'search:read' } })
    }))
})
