import { describe, expect, it } from 'vitest'
import { answerWebhook } from '../../../src/simulator/api/webhooks.ts'
import { callMethod, installedWorld } from '../../support/installed-world.ts'

const path = '/services/T0SIM0001/B0SIMHOOK/sim-secret'
const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

describe('a webhook request', () => {
  const cases: [name: string, path: string, body: string, type: string | undefined, status: number, text: string][] = [
    ['JSON', path, '{"text":"hi"}', json, 200, 'ok'],
    ['a form', path, `payload=${encodeURIComponent('{"text":"hi"}')}`, form, 200, 'ok'],
    ['JSON with the content type of a form', path, '{"text":"hi"}', form, 200, 'ok'],
    ['no content type', path, '{"text":"hi"}', undefined, 200, 'ok'],
    ['a path without /services', path.slice('/services/'.length), '{"text":"hi"}', json, 200, 'ok'],
    ['only blocks', path, '{"blocks":[{"type":"divider"}]}', json, 200, 'ok'],
    ['invalid JSON, which lets a program check a webhook without a post', path, '{', json, 400, 'invalid_payload'],
    ['an empty body', path, '', json, 400, 'invalid_payload'],
    ['a list', path, '[]', json, 400, 'invalid_payload'],
    ['null', path, 'null', json, 400, 'invalid_payload'],
    ['a form without payload', path, 'text=hi', form, 400, 'invalid_payload'],
    ['no text', path, '{}', json, 400, 'no_text'],
    ['null as text', path, '{"text":null}', json, 400, 'no_text'],
    ['wrong blocks', path, '{"text":"a","blocks":[{}]}', json, 400, 'invalid_blocks'],
    ['blocks that are not a list', path, '{"text":"a","blocks":{}}', json, 400, 'invalid_blocks'],
    ['a wrong secret', '/services/T0SIM0001/B0SIMHOOK/sim-other', '{"text":"a"}', json, 403, 'invalid_token'],
    ['no secret', '/services/T0SIM0001/B0SIMHOOK', '{"text":"a"}', json, 403, 'invalid_token'],
    ['an unknown service', '/services/T0SIM0001/B0SIMNONE/sim-secret', '{"text":"a"}', json, 404, 'no_service'],
    ['another workspace', '/services/T0OTHER/B0SIMHOOK/sim-secret', '{"text":"a"}', json, 404, 'no_team'],
    ['an unknown webhook with an invalid payload', '/services/T0SIM0001/B0SIMNONE/x', '{', json, 404, 'no_service'],
  ]
  it.each(cases)("returns Slack's HTTP status and text for %s", (_name, to, body, type, status, text) => {
    const { world, changes } = installedWorld()
    expect(answerWebhook(world, to, body, type)).toEqual({ status, text })
    expect(changes()).toBe(status === 200 ? 1 : 0)
  })
})

describe('a webhook', () => {
  it('posts as the app, and ignores `username` and `channel` in the payload', () => {
    const { world, user } = installedWorld({ user: ['channels:history'] })
    answerWebhook(world, path, '{"text":"hi","username":"Parrot","channel":"#random","thread_ts":"1.000000"}', json)
    const [message] = world.state.channels.find(({ name }) => name === 'general')?.messages ?? []
    expect(message).toMatchObject({ threadTs: '1.000000', text: 'hi' })
    answerWebhook(world, path, '{"text":"again"}', json)
    const { messages } = callMethod(world, 'conversations.history', user, { channel: 'C0SIMGENL' }).body
    expect(messages).toMatchObject([
      { text: 'again', subtype: 'bot_message', bot_id: 'B0SIMHOOK', username: 'Sim App', app_id: 'A0SIMAPP1' },
    ])
  })

  it('returns 404 no_service after the bot token was revoked', () => {
    const { world, bot } = installedWorld()
    callMethod(world, 'auth.revoke', bot)
    for (const to of [path, path.replace('secret', 'guess')]) {
      expect(answerWebhook(world, to, '{"text":"a"}', json)).toEqual({ status: 404, text: 'no_service' })
    }
  })

  it('returns 410 when its channel is archived, and 404 when its channel does not exist', () => {
    const { world } = installedWorld()
    for (const channel of world.state.channels) channel.archived = true
    expect(answerWebhook(world, path, '{"text":"a"}', json)).toEqual({ status: 410, text: 'channel_is_archived' })
    world.state.channels = []
    expect(answerWebhook(world, path, '{"text":"a"}', json)).toEqual({ status: 404, text: 'channel_not_found' })
  })
})
