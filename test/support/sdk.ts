import * as bolt4 from '@slack/bolt'
import * as oauth3 from '@slack/oauth'
import * as webApi7 from '@slack/web-api'
import * as webhook7 from '@slack/webhook'
import * as bolt5 from 'bolt-5'
import * as oauth4 from 'oauth-4'
import * as webApi8 from 'web-api-8'
import * as webhook8 from 'webhook-8'

/** Two major versions of Slack's client. They have the same methods, so both have the type of version 7 here. */
export const webApis = [
  { name: '@slack/web-api 7', WebClient: webApi7.WebClient },
  { name: '@slack/web-api 8', WebClient: webApi8.WebClient as unknown as typeof webApi7.WebClient },
] as const

export const oauths = [
  { name: '@slack/oauth 3', InstallProvider: oauth3.InstallProvider },
  { name: '@slack/oauth 4', InstallProvider: oauth4.InstallProvider as unknown as typeof oauth3.InstallProvider },
] as const

export const bolts = [
  { name: '@slack/bolt 4', App: bolt4.App, Assistant: bolt4.Assistant },
  {
    name: '@slack/bolt 5',
    App: bolt5.App as unknown as typeof bolt4.App,
    Assistant: bolt5.Assistant as unknown as typeof bolt4.Assistant,
  },
] as const

export const webhookClients = [
  { name: '@slack/webhook 7', IncomingWebhook: webhook7.IncomingWebhook },
  { name: '@slack/webhook 8', IncomingWebhook: webhook8.IncomingWebhook as unknown as typeof webhook7.IncomingWebhook },
] as const

/** A logger that prints nothing, because the SDKs log every refusal that a test expects. */
export const silent: webApi7.Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => webApi7.LogLevel.ERROR,
  setName() {},
}
