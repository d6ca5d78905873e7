import type { Change } from '../../apps/diff.ts'
import { type FeatureFlag, featureFlagFacts, featureFlagNames } from '../../apps/feature-flags.ts'
import { confirmYes } from '../../auth/confirm.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { manifestFacts } from '../../slack/manifest/facts.ts'
import type { Group } from '../../slack/manifest/validate.ts'

const oneWay = featureFlagNames.filter((name) => featureFlagFacts[name].oneWay)

/** Returns the switches that these changes turn on and that nobody can turn off again. */
export function turnedOnForGood(changes: readonly Change[]): FeatureFlag[] {
  return oneWay.filter((name) =>
    changes.some(({ path, after }) => path === featureFlagFacts[name].path && after === true),
  )
}

/**
 * Parses the value of `--turn-on`, for example `rotation,org`.
 * @throws CliError with the exit reason `usage`: a name is not one of these switches.
 */
export function featureFlagList(text: string): FeatureFlag[] {
  const names = text.split(',').map((name) => name.trim())
  const known = names.map((name) => oneWay.find((one) => one === name))
  const wrong = names.find((_, index) => known[index] === undefined)
  if (wrong === undefined) return known.filter((one) => one !== undefined)
  throw new CliError('usage', `“${wrong}” is not one of the switches that stay on permanently`, {
    hint: `Those switches are ${oneWay.join(', ')}: --turn-on ${oneWay[0] ?? ''}`,
  })
}

/**
 * Refuses a name in `--turn-on` whose switch stays off: the option confirms what a manifest turns on, and turns on
 * nothing by itself.
 * @param after the settings that Slack would have after the push
 * @throws CliError with the exit reason `usage`.
 */
export function refuseIdleTurnOn(turnOn: readonly FeatureFlag[], after: Group, app: string): void {
  const { switches } = manifestFacts(after)
  const idle = turnOn.find((name) => !switches[name])
  if (idle === undefined) return
  const { path } = featureFlagFacts[idle]
  const push = `slack-tokens app push ${app} --manifest manifest.json --turn-on ${idle}`
  throw new CliError('usage', `--turn-on ${idle} only confirms a manifest that sets ${path}. Nothing was changed`, {
    hint: `Get the manifest: slack-tokens app pull ${app} --output manifest.json   Set it to true there, then: ${push}`,
  })
}

/**
 * Asks for confirmation before the settings of an app are changed, and again for each switch that cannot be turned off.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed` or `one_way_switch`: the user did not
 * confirm, or could not be asked, because there is no terminal.
 */
export async function agreeTo(
  { changes, turnOn, question }: { changes: readonly Change[]; turnOn: readonly FeatureFlag[]; question: string },
  context: Context,
): Promise<void> {
  for (const name of turnedOnForGood(changes).filter((one) => !turnOn.includes(one))) {
    const { warning, path } = featureFlagFacts[name]
    context.terminal.warn(warning)
    if (!context.terminal.interactive)
      throw new CliError('usage', `Nothing was changed: ${path} cannot be turned off again`, {
        code: 'one_way_switch',
        hint: `To turn it on permanently: --turn-on ${name} --yes`,
        details: { changes },
      })
    // `--yes` does not answer this question; only `--turn-on` does.
    const withoutYes = { ...context, settings: { yes: false } }
    await confirmYes(
      `Turn on ${featureFlagFacts[name].label} permanently? It cannot be turned off again.`,
      withoutYes,
      { flag: `--turn-on ${name}` },
    )
  }
  await confirmYes(question, context, { details: { changes } })
}
