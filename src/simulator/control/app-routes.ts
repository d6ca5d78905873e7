import { text } from '../../shape/shape.ts'
import type { AppSettings } from '../state/app-types.ts'
import { descriptionFields } from './answer-shapes.ts'
import { type NoFields, route } from './route.ts'
import type { Frozen, SimulatorDescription } from './types.ts'

const settingLines = {
  redirectUrls: 'redirect URLs; a request without redirect_uri takes the first',
  botName: 'display name of the bot user; null for an app without one',
  messagesTab: 'whether people can write to the app in its messages tab',
  pkce: 'whether the app opted into PKCE',
  distributed: 'whether other workspaces may install it',
  approvalRequired: 'whether an admin has to approve it first',
  optionalScopes: '{ bot, user }: scopes that the person may untick',
  cancel: '{ description, state }: what comes back with access_denied',
  userAnswer: 'flat, nested or authed: the form of the answer of oauth.v2.user.access',
  rotation: 'whether access tokens expire and are refreshed',
  tokenLifetime: 'seconds that an access token lasts',
  refreshGrace: 'seconds that a used refresh token still works',
  refreshReuse: 'two-pairs or one-dead: what a second use in that time does',
  orgDeploy: 'whether it may be installed on the whole organization',
  installerLeaves: 'bot-stays or uninstalled: what happens when the installer is deactivated',
} as const satisfies Record<keyof AppSettings, string>

interface RegisteredApp extends Partial<Frozen<AppSettings>> {
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly signingSecret?: string
  readonly linkRedirectUrl?: string
}

/** Routes for the apps and their settings. */
export const appRoutes = {
  addRedirectUrls: route<SimulatorDescription, { readonly url?: string; readonly first?: readonly string[] }>({
    method: 'POST',
    path: '/_sim/redirect-urls',
    about: 'Registers redirect URLs with the first app.',
    body: { url: 'one that goes behind the others', first: 'several that go before the others, instead of url' },
    answer: descriptionFields,
  }),
  changeApp: route<SimulatorDescription, Partial<Frozen<AppSettings>>>({
    method: 'POST',
    path: '/_sim/app',
    about: 'Changes settings of the first app; all or none.',
    body: settingLines,
    answer: descriptionFields,
  }),
  registerApp: route<{ id: string }, RegisteredApp>({
    method: 'POST',
    path: '/_sim/adopt',
    about: 'Registers an app that exists elsewhere, or changes its settings, and answers its id.',
    body: {
      ...settingLines,
      clientId: 'its client id',
      clientSecret: 'its client secret; when left out, the first one that is sent counts',
      signingSecret: 'its signing secret',
      linkRedirectUrl: 'the redirect URL of its install link, which goes behind the others',
    },
    answer: { id: text },
  }),
  removeApp: route<NoFields, { readonly clientId: string }>({
    method: 'POST',
    path: '/_sim/remove',
    about: 'Uninstalls an app from every workspace, as an admin does.',
    body: { clientId: 'client id of the app' },
    answer: {},
  }),
}
