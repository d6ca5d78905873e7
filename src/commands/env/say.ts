import type { EnvCollection } from '../../auth/environment/collect.ts'
import { endOf } from '../../config/choose-token.ts'
import { handleOrId, type Identity } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import type { Context } from '../../runtime/context.ts'
import { typedProfile } from '../../runtime/settings.ts'
import { expiresIn } from '../../terminal/duration.ts'

/**
 * Returns one line that names the workspace and the app of the secrets: `Sandbox Inc (T0SIM0001), app Sim App
 * (A0SIMAPP1)`.
 */
export function headOf({ installation }: EnvCollection): string {
  const { appName, appId } = installation
  const app = appName && appId ? `${appName} (${appId})` : (appName ?? appId)
  return `${workspaceLabel(installation)}${app ? `, app ${app}` : ''}`.replaceAll(/[\p{Cc}\s]+/gu, ' ')
}

/** Prints on stderr who owns the tokens, when the tokens expire, and what a Bolt app still needs. */
export function describeCollected(
  handed: EnvCollection,
  then: 'env' | 'run',
  { terminal, clock, settings }: Context,
): void {
  const { name, tokens, app } = handed
  const whom = (['bot', 'user'] as const).flatMap((identity) => {
    const access = tokens[identity]?.stored?.access
    return access ? [`${variableOf(identity)} acts as ${handleOrId(access, 'unknown')}`] : []
  })
  const typed = typedProfile(settings)
  terminal.note(`→ ${headOf(handed)}${typed ? `, “${name}” from ${typed.source}` : ''}`)
  if (whom.length > 0) terminal.note(`  ${whom.join(', ')}`)
  for (const identity of ['bot', 'user'] as const) {
    const access = tokens[identity]?.stored?.access
    const ends = access && endOf(access)
    if (!ends) continue
    const after =
      then === 'env' ? 'slack-tokens run refreshes it at each start' : 'a program that runs longer must be restarted'
    terminal.warn(`${variableOf(identity)} rotates: it ${expiresIn(ends, clock.now())} (${ends}); ${after}`)
  }
  if (app.signingSecret === null && app.appToken === null) {
    terminal.note(
      terminal.paint.dim(
        'No signing secret and no app-level token is stored: a Bolt app needs one of them. Store it: slack-tokens app add --signing-secret (or --app-token)',
      ),
    )
  }
}

/** Returns the name of a token's environment variable, for example `SLACK_BOT_TOKEN`. */
export function variableOf(identity: Identity): string {
  return `SLACK_${identity.toUpperCase()}_TOKEN`
}
