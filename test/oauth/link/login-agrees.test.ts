import { describe, expect, it } from 'vitest'
import { readInstallLink } from '../../../src/oauth/install-link.ts'
import { linkRedirect } from '../../../src/oauth/redirect-uri.ts'
import { createMachine } from '../../support/cli.ts'
import { bot, home, id, ofV2, state } from '../../support/links.ts'

const v1 = 'https://slack.com/oauth/authorize'

describe('login and explain, for the same link', () => {
  it.each([
    ['two lists on the page of classic apps', `${v1}?${id}&scope=chat:write&user_scope=search:read`, 'v2'],
    ['only user scopes on the page of classic apps', `${v1}?${id}&user_scope=search:read`, 'v2'],
    ['a classic app', `${v1}?${id}&scope=bot&user_scope=search:read`, 'v1'],
    ['one list on the page of classic apps', `${v1}?${id}&scope=chat:write`, 'v1'],
  ])('choose the same flow: %s', (_, link, flow) => expect(readInstallLink(link, []).flow).toBe(flow))

  it.each(['acme', '1', 'T'])('leave out the team %s, and print that', (team) => {
    const notes: string[] = []
    expect(readInstallLink(ofV2(id, bot, home, state, `team=${team}`), notes).team).toBeNull()
    expect(notes).toHaveLength(1)
  })

  it.each(['http://app.example.test/cb', 'https://app.example.test/cb#x', 'app://callback'])(
    'do not suggest a --redirect-uri that login refuses: %s',
    (redirect) => {
      const notes: string[] = []
      expect(linkRedirect(redirect, undefined, notes)).toBeUndefined()
      expect(notes.join()).not.toContain('--redirect-uri')
      expect(notes).toHaveLength(1)
    },
  )
})

describe('a create-app link', () => {
  const manifest = JSON.stringify({ display_information: { name: 'Deploy' }, settings: { bogus: true } })
  const link = `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(manifest)}`
  it.each([
    link,
    `<a href="${link.replaceAll('&', '&amp;')}">Create</a>`,
    `[Create the app](${link})`,
    `“${link}”`,
    link.replace('api.', 'app.'),
    link.replace('new_app=1&', ''),
    `${link}&team=T0ACME123`,
    link.replace(encodeURIComponent(manifest), encodeURIComponent(encodeURIComponent(manifest))),
    link.replace(encodeURIComponent(manifest), manifest),
    link.replaceAll('&', '&amp;amp;'),
    `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent('display_information:\n  name: Deploy\nsettings:\n  bogus: true\n')}`,
  ])('is refused by login and app add, which name commands that can read it: %s', async (text) => {
    using machine = createMachine()
    for (const command of ['login', 'app add']) {
      const { code, json } = await machine.run([...command.split(' '), text, '--json'], {
        env: { SLACK_CLIENT_SECRET: 'not-a-real-one' },
      })
      expect([code, json]).toMatchObject([2, { error: 'not_an_install_link' }])
      const { hint } = json as { hint: string }
      expect(hint).toContain('slack-tokens app manifest --check')
      expect(hint).toContain('slack-tokens app create --manifest')
    }
    for (const args of [
      ['app', 'manifest', '--check', text],
      ['app', 'create', '--link', '--manifest', text],
    ]) {
      const { code, json } = await machine.run([...args, '--json'])
      expect([code, json]).toMatchObject([2, { error: 'invalid_manifest' }])
    }
  })
})
