import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { app, bot, clientId, json, secret, signing } from '../../support/forms/types.ts'

async function added(machine: Machine, input: string, argv: readonly string[] = []) {
  const ran = await machine.run(['app', 'add', '--secrets', ...argv], { input })
  return ran
}

function recordOf({ directory }: Machine) {
  const config = JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
  return Object.values(config.apps ?? {})[0]
}

describe('app add --secrets', () => {
  it.each<[string, string]>([
    ['an .env file', `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`],
    [
      'the variables of OnCall',
      `SLACK_CLIENT_OAUTH_ID=${clientId}\nSLACK_CLIENT_OAUTH_SECRET=${secret}\nSLACK_SIGNING_SECRET_LIVE=${signing}`,
    ],
    [
      'the variables of Outline until 2022',
      `SLACK_KEY=${clientId}\nSLACK_SECRET=${secret}\nSLACK_SIGNING_SECRET=${signing}`,
    ],
    [
      'the settings of Sentry',
      `slack.client-id: '${clientId}'\nslack.client-secret: '${secret}'\nslack.signing-secret: '${signing}'`,
    ],
    [
      'a compose file',
      `services:\n  web:\n    environment:\n      - SLACK_CLIENT_ID=${clientId}\n      - SLACK_CLIENT_SECRET=${secret}\n      - SLACK_SIGNING_SECRET=${signing}`,
    ],
    ['Helm values', `slack:\n  clientId: "${clientId}"\n  clientSecret: ${secret}\n  signingSecret: ${signing}`],
    ['JSON of OpenMetadata', json({ clientId, clientSecret: secret, signingSecret: signing })],
    ['JSON of GitLab', json({ slack_app_id: clientId, slack_app_secret: secret, slack_app_signing_secret: signing })],
    [
      'the answer of apps.manifest.create',
      json({
        ok: true,
        app_id: 'A0SIM0001',
        credentials: { client_id: clientId, client_secret: secret, signing_secret: signing },
      }),
    ],
    [
      'a Secret of Kubernetes',
      `kind: Secret\ndata:\n  SLACK_CLIENT_ID: ${btoa(clientId)}\n  SLACK_CLIENT_SECRET: ${btoa(secret)}\n  SLACK_SIGNING_SECRET: ${btoa(signing)}`,
    ],
  ])('reads the client id, the client secret and the signing secret from %s', async (_what, text) => {
    using machine = createMachine()
    const { code, stderr, stdout } = await added(machine, text)
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ clientId, clientSecret: secret, signingSecret: signing })
    for (const value of [secret, signing]) expect(stderr + stdout).not.toContain(value)
  })

  it.each(['ENC[AES256_GCM,data:Tr7o=,type:str]', '{cipher}fa4e', 'vault:v1:fa4e'])(
    'exits with 2 and names the key of the encrypted value %s',
    async (value) => {
      using machine = createMachine()
      const { code, stderr } = await added(machine, `slack:\n  signing_secret: '${value}'\n`, ['--client-id', clientId])
      expect(code, stderr).toBe(2)
      expect(stderr).toContain('slack.signing_secret')
    },
  )

  it('removes the quotes that a word processor adds to a value', async () => {
    using machine = createMachine()
    const { code, stderr } = await added(machine, `SLACK_CLIENT_ID=${clientId}\nSLACK_SIGNING_SECRET=‘${signing}’`)
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ signingSecret: signing })
  })

  it('names the variables that it did not use', async () => {
    using machine = createMachine()
    const text = [
      `SLACK_CLIENT_ID=${clientId}`,
      `SLACK_CLIENT_SECRET=${secret}`,
      `SLACK_APP_TOKEN=${app}`,
      `SLACK_BOT_TOKEN=${bot}`,
      'SLACK_VERIFICATION_TOKEN=AbCdEfGhIjKlMnOpQrStUvWx',
      `SLACK_MAGIC_KEY=${signing}`,
      'SLACK_SIGNING_SECRET=',
    ].join('\n')
    const { stderr } = await added(machine, text)
    expect(recordOf(machine)).toMatchObject({ clientId, appToken: app })
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_VERIFICATION_TOKEN', 'SLACK_MAGIC_KEY', 'SLACK_SIGNING_SECRET'])
      expect(stderr).toMatch(new RegExp(`Not used.*${name}`))
  })

  it('stores the complete secrets, and names the redacted secret but does not store it', async () => {
    using machine = createMachine()
    const text = `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}\nSLACK_APP_TOKEN=xapp-1-...`
    const { code, stderr } = await added(machine, text)
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ clientId, clientSecret: secret })
    expect(recordOf(machine)).not.toHaveProperty('appToken', 'xapp-1-...')
    expect(stderr).toMatch(/Not used.*SLACK_APP_TOKEN/)
  })

  it('stores an app-level token from a text without variable names', async () => {
    using machine = createMachine()
    const { code, stderr } = await added(machine, `Token Name\nsocket\nToken\n${app}\nCopy`, ['--client-id', clientId])
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ clientId, appToken: app })
  })

  it.each([
    ['a call of Bolt', `app = App(token="${bot}", signing_secret="${signing}")\nstart(app)`],
    ['settings inside a call', `App(signing_secret="${signing}", oauth=Settings(client_id="${clientId}"))`],
  ])('stores the signing secret from %s', async (_what, text) => {
    using machine = createMachine()
    const { code, stderr } = await added(machine, text, ['--client-id', clientId])
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ signingSecret: signing })
  })

  // Columns: language, names of the client id, the client secret and the signing secret.
  it.each([
    ['Japanese', '■クライアントID：', '■クライアントシークレット：', '■署名シークレット：'],
    ['Chinese', '客户端 ID：', '客户端密钥：', '签名密钥：'],
    ['Korean', '클라이언트 ID: ', '클라이언트 시크릿은 ', '서명 시크릿: '],
    ['Spanish', 'ID de cliente: ', 'Secreto de cliente: ', 'Secreto de firma: '],
    ['Portuguese', 'ID do cliente: ', 'Segredo do cliente: ', 'Segredo de assinatura: '],
    ['French', 'Identifiant client : «\u00a0', 'Secret client : ', 'Secret de signature : '],
    ['Italian', 'ID client: ', 'Segreto client: ', 'Segreto di firma: '],
    ['German', 'Kunden-ID: ', 'Clientgeheimnis: ', 'Das Signing Secret ist „'],
    ['Russian', 'ID клиента: ', 'Секрет клиента: ', 'Секрет подписи: '],
  ])('finds the credentials by their names in %s', async (_language, idName, secretName, signingName) => {
    using machine = createMachine()
    const input = `${idName}${clientId}\n${secretName}${secret}\n${signingName}${signing}\n`
    const { code, stderr } = await added(machine, input)
    expect(code, stderr).toBe(0)
    expect(recordOf(machine)).toMatchObject({ clientId, clientSecret: secret, signingSecret: signing })
  })

  it('exits with 2 (other_app) when the text has another client id than --client-id', async () => {
    using machine = createMachine()
    const ran = await machine.run(['app', 'add', '--secrets', '--client-id', '9999999999.8888888888888', '--json'], {
      input: `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}`,
    })
    expect(ran).toMatchObject({ code: 2, json: { error: 'other_app' } })
  })
})
