import { count, flag, listOf, named, object, oneOf, optional, orNull, type Shape, text } from '../../shape/shape.ts'
import type { Fault } from '../state/fault-spec.ts'
import type { Organization, Workspace } from '../state/types.ts'
import type { LoggedRequest } from '../testing/types.ts'
import type { AppDescription, ClientDescription, Frozen, SimulatorDescription } from './types.ts'

/** The shape of each field of `T`. When `T` gets a new field, the compiler requires its shape. */
export type FieldShapes<T> = { readonly [Field in keyof T]-?: Shape<T[Field]> }

const texts = listOf(text)
const workspaceFields = { id: text, name: text, domain: text }
const workspace = object<Frozen<Workspace>>(workspaceFields)

const clientFields: FieldShapes<ClientDescription> = {
  id: text,
  clientId: text,
  clientSecret: text,
  signingSecret: orNull(text),
  appToken: text,
  eventsBy: orNull(oneOf('http', 'socket')),
  eventsUrl: orNull(text),
  redirectUrls: texts,
  botName: orNull(text),
  messagesTab: flag,
  pkce: flag,
  pkceLocalhost: oneOf('desktop', 'web'),
  distributed: flag,
  approvalRequired: flag,
  optionalScopes: object<AppDescription['optionalScopes']>({ bot: texts, user: texts }),
  withheldScopes: object<AppDescription['withheldScopes']>({ bot: texts, user: texts }),
  cancel: object<AppDescription['cancel']>({ description: flag, state: flag }),
  userAnswer: oneOf('flat', 'nested', 'authed'),
  rotation: flag,
  tokenLifetime: count,
  refreshGrace: count,
  refreshReuse: oneOf('two-pairs', 'one-dead'),
  orgDeploy: flag,
  installerLeaves: oneOf('bot-stays', 'uninstalled'),
}

const app = object<AppDescription>({
  ...clientFields,
  name: text,
  scopes: optional(orNull(object<NonNullable<AppDescription['scopes']>>({ bot: texts, user: texts }))),
})

export const descriptionFields: FieldShapes<SimulatorDescription> = {
  name: text,
  url: text,
  apiUrl: text,
  authorizeUrl: text,
  workspace,
  otherWorkspace: orNull(workspace),
  workspaces: listOf(workspace),
  organization: orNull(object<Frozen<Organization>>({ ...workspaceFields, teams: texts })),
  configToken: optional(orNull(text)),
  configRefreshToken: optional(orNull(text)),
  configTokenExpires: optional(orNull(count)),
  run: object<SimulatorDescription['run']>({ pid: count, since: count, requests: count, kept: optional(flag) }),
  app,
  clients: listOf(object<ClientDescription>(clientFields)),
  controlToken: optional(text),
}

export const loggedRequest = object<LoggedRequest>({
  at: count,
  verb: text,
  what: text,
  as: orNull(text),
  owner: optional(text),
  args: named(text),
  status: count,
  ok: flag,
  error: orNull(text),
  drill: optional(text),
  secretsInQuery: optional(listOf(text)),
  secretsInText: optional(listOf(text)),
})

export const fault = object<Frozen<Fault>>({
  on: text,
  what: text,
  times: count,
  after: count,
  retryAfter: optional(count),
})
