import { applyManifest, createApp, installLink, listedScopes, manifestOf } from '../../state/app-manifest.ts'
import { isSecretOf } from '../../state/app-secrets.ts'
import type { App, Manifest } from '../../state/app-types.ts'
import { type AnswerBody, fail } from '../../state/refusal.ts'
import { uninstall } from '../../state/revoke.ts'
import { findApp } from '../../state/users.ts'
import { workspacesOf, worldOf } from '../../state/workspaces.ts'
import { checkManifest, parseManifest } from '../manifest-errors.ts'
import type { ConfigHandlers, Handlers, OpenCall } from '../method.ts'

export const apps = {
  // Slack does not document which kinds of token this method accepts, so any token of the app works.
  'apps.uninstall': ({ world, token, args }) => {
    const app = world.state.apps.find(({ clientId }) => clientId === args['client_id'])
    if (!app) return fail('invalid_client_id')
    if (!isSecretOf(world, app, args['client_secret'] ?? '')) return fail('bad_client_secret')
    if (token.appId !== app.id) return fail('client_id_token_mismatch')
    uninstall(world, token)
    return { ok: true }
  },
} satisfies Handlers

export const manifests = {
  'apps.manifest.create': (call) => {
    const { manifest, problem } = readManifest(call)
    if (!manifest) return problem
    const app = createApp(call.world, manifest)
    return {
      ok: true,
      app_id: app.id,
      credentials: {
        client_id: app.clientId,
        client_secret: app.clientSecret,
        verification_token: app.verificationToken,
        signing_secret: app.signingSecret,
      },
      oauth_authorize_url: installLink(app, listedScopes(call.world, app), call.url),
    }
  },

  'apps.manifest.validate': (call) => {
    const { app_id: id } = call.args
    if (id && !findApp(call.world, id)) return fail('app_not_found')
    const { manifest, problem } = readManifest(call)
    return manifest ? { ok: true, errors: [] } : problem
  },

  'apps.manifest.export': (call) => {
    const app = askedApp(call)
    return app ? { ok: true, manifest: manifestOf(call.world, app) } : fail('app_not_found')
  },

  'apps.manifest.update': (call) => {
    const { world } = call
    const app = askedApp(call)
    if (!app) return fail('app_not_found')
    const { manifest, problem } = readManifest(call)
    if (!manifest) return problem
    const before = listedScopes(world, app)
    applyManifest(app, manifest)
    const after = listedScopes(world, app)
    world.changed()
    const permissions_updated = !sameScopes(before.bot, after.bot) || !sameScopes(before.user, after.user)
    return { ok: true, app_id: app.id, permissions_updated }
  },

  'apps.manifest.delete': (call) => {
    const { world } = call
    const app = askedApp(call)
    if (!app) return fail('app_not_found')
    // Slack deletes only apps that were created from a manifest
    // (docs.slack.dev/reference/methods/apps.manifest.delete).
    if (!app.byManifest) return fail('app_not_eligible')
    const { organization } = world.state
    for (const { id: workspaceId } of [...workspacesOf(world), ...(organization ? [organization] : [])])
      uninstall(world, { appId: app.id, workspaceId })
    world.state.apps = world.state.apps.filter((one) => one !== app)
    world.state.codes = world.state.codes.filter(({ appId }) => appId !== app.id)
    world.changed()
    for (const { id } of workspacesOf(world)) {
      world.happened(worldOf(world, id), { what: 'app_deleted', appId: app.id, name: app.name })
    }
    return { ok: true }
  },
} satisfies ConfigHandlers

function askedApp({ world, args }: OpenCall): App | undefined {
  return findApp(world, args['app_id'] ?? '')
}

type ReadManifest =
  | { readonly manifest: Manifest; readonly problem?: never }
  | { readonly manifest?: never; readonly problem: AnswerBody }

function readManifest({ args }: OpenCall): ReadManifest {
  const manifest = parseManifest(args['manifest'] ?? '')
  const errors = manifest ? checkManifest(manifest) : [{ message: 'The manifest is not a JSON object', pointer: '/' }]
  return manifest && errors.length === 0 ? { manifest } : { problem: fail('invalid_manifest', { errors }) }
}

function sameScopes(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((scope) => other.includes(scope))
}
