import { text } from '../../shape/shape.ts'
import type { AppSettings } from '../state/app-types.ts'
import { descriptionFields } from './answer-shapes.ts'
import { type NoFields, route } from './route.ts'
import type { Frozen, SimulatorDescription } from './types.ts'

const settingLines = {
  redirectUrls: 'redirect URLs; a request without redirect_uri uses the first one',
  botName: 'display name of the bot user; null for an app without one',
  messagesTab: 'whether people can write to the app in its messages tab',
  pkce: 'whether the app uses PKCE',
  pkceLocalhost:
    'with PKCE, a redirect to localhost is `desktop`, without bot scopes, or `web`, in place of an https URL',
  distributed: 'whether other workspaces can install the app',
  approvalRequired: 'whether an admin has to approve the app first',
  optionalScopes: '{ bot, user }: scopes that the user can untick',
  withheldScopes: '{ bot, user }: requested scopes that are not granted, although nobody unticked them',
  cancel: '{ description, state }: whether the callback gets them with access_denied',
  userAnswer: 'flat, nested or authed: the format of the answer of oauth.v2.user.access',
  rotation: 'whether access tokens expire and are refreshed',
  tokenLifetime: 'lifetime of an access token in seconds',
  refreshGrace: 'seconds after its first use in which a refresh token still works',
  refreshReuse: 'two-pairs or one-dead: the effect of a second use in that time',
  orgDeploy: 'whether the app can be installed on the whole organization',
  installerLeaves: 'bot-stays or uninstalled: the effect when the installer is deactivated',
} as const satisfies Record<keyof AppSettings, string>

interface RegisteredApp extends Partial<Frozen<AppSettings>> {
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly signingSecret?: string
  readonly linkRedirectUrl?: string
}

/** The routes that register and remove apps and change their settings. */
export const appRoutes = {
  addRedirectUrls: route<SimulatorDescription, { readonly url?: string; readonly first?: readonly string[] }>({
    method: 'POST',
    path: '/_sim/redirect-urls',
    about: 'Adds redirect URLs to the first app.',
    body: {
      url: 'a URL to add at the end of the list',
      first: 'a list of URLs to add at the start; then url is not used',
    },
    answer: descriptionFields,
  }),
  changeApp: route<SimulatorDescription, Partial<Frozen<AppSettings>>>({
    method: 'POST',
    path: '/_sim/app',
    about: 'Changes settings of the first app. On an error nothing is changed.',
    body: settingLines,
    answer: descriptionFields,
  }),
  registerApp: route<{ id: string }, RegisteredApp>({
    method: 'POST',
    path: '/_sim/adopt',
    about: 'Registers an app that exists elsewhere, or changes its settings, and answers its id.',
    body: {
      ...settingLines,
      clientId: 'client id of the app',
      clientSecret: 'client secret of the app; by default the first one that an exchange sends',
      signingSecret: 'signing secret of the app',
      linkRedirectUrl: 'redirect URL of the install link, to add at the end of the list',
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
