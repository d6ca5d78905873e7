import { describe, expect, it } from 'vitest'
import { readInstallLink } from '../../../src/oauth/install-link.ts'
import { linkRedirect } from '../../../src/oauth/redirect-uri.ts'
import { createMachine } from '../../support/cli.ts'
import { bot, home, id, ofV2, state } from '../../support/links.ts'

const v1 = 'https://slack.com/oauth/authorize'

describe('login, for a link that explain also judges', () => {
  it.each([
    ['two lists on the page of classic apps', `${v1}?${id}&scope=chat:write&user_scope=search:read`, 'v2'],
    ['only user scopes on the page of classic apps', `${v1}?${id}&user_scope=search:read`, 'v2'],
    ['a classic app', `${v1}?${id}&scope=bot&user_scope=search:read`, 'v1'],
    ['one list on the page of classic apps', `${v1}?${id}&scope=chat:write`, 'v1'],
  ])('chooses the flow by the scopes of the link: %s', (_, link, flow) =>
    expect(readInstallLink(link, []).flow).toBe(flow),
  )

  it.each(['acme', '1', 'T'])('ignores the team %s with a note, because it is not a team id', (team) => {
    const notes: string[] = []
    expect(readInstallLink(ofV2(id, bot, home, state, `team=${team}`), notes).team).toBeNull()
    expect(notes).toHaveLength(1)
  })

  it.each(['http://app.example.test/cb', 'https://app.example.test/cb#x', 'app://callback'])(
    'does not use the redirect URL %s, and does not suggest it as --redirect-uri',
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
  ])('is refused by login and app add, which name the commands that read such a link: %s', async (text) => {
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
