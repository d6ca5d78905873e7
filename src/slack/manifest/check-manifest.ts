import { join } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import { brokenRules, type RuleBreak } from './rules.ts'
import { manifestSchema } from './schema.ts'
import { type ManifestProblem, type ProblemReporter, reportProblems } from './validate.ts'

/**
 * Returns what Slack would refuse in a manifest, in the order of the manifest; empty when nothing is wrong. Accepts any
 * value, never throws.
 */
export function checkManifest(manifest: unknown): ManifestProblem[] {
  const problems: ManifestProblem[] = []
  const report: ProblemReporter = (steps, { problem, cure = null, certain = true }) =>
    void problems.push({ path: steps.reduce<string>(join, ''), steps, problem, cure, certain })
  reportProblems(manifestSchema, manifest, report)
  if (isRecord(manifest)) for (const broken of brokenRules(manifest)) report(broken.steps, wording(broken))
  return problems
}

function wording(broken: RuleBreak): { problem: string; cure: string | null; certain: boolean } {
  switch (broken.rule) {
    case 'bot_user':
      return sure('is missing, and bot scopes need a bot user', 'Add features.bot_user with a display_name')
    case 'events_url':
      return sure(
        'is missing, and events need it or Socket Mode',
        'Add the address that takes events, or set settings.socket_mode_enabled',
      )
    case 'interactivity_url':
      return sure(
        'is missing, and interactivity needs it or Socket Mode',
        'Add the address that takes them, or set settings.socket_mode_enabled',
      )
    case 'commands_scope':
      return sure('need the bot scope commands', 'Add commands to oauth_config.scopes.bot')
    case 'optional_scope':
      return sure(`must also stand in oauth_config.scopes.${broken.kind}`, `Add ${broken.scope} there`)
    case 'command_url':
      return sure(
        'has no url, and a slash command needs it or Socket Mode',
        'Add the address that takes the command, or set settings.socket_mode_enabled',
      )
    case 'event_scope':
      return sure(
        `${broken.event} needs the ${broken.kind} scope ${broken.scopes.join(' or ')}`,
        `Add ${broken.scopes[0]} to oauth_config.scopes.${broken.kind}, or leave out the event`,
      )
    case 'event_kind': {
      const other = broken.kind === 'bot' ? 'user' : 'bot'
      return {
        problem: `${broken.event} is an event of ${other} tokens`,
        cure: `Move it to ${other}_events`,
        certain: false,
      }
    }
    case 'function_key':
      return sure('is missing', 'Add it')
    case 'parameters':
      return sure('expected a group of keys, found something else', 'Write a group: a name and a value for each')
    case 'parameter_properties':
      return {
        problem: 'has no properties, under which the second version of manifests (_metadata.major_version: 2) has them',
        cure: 'Put the parameters under properties, and required beside it',
        certain: broken.certain,
      }
    case 'parameter_type':
      return sure('has no type', 'Write a parameter as a group with its type, such as type: string')
    case 'parameter_list':
      return sure(
        'expected a list of names, found something else',
        'Write the names of the parameters that have to be there',
      )
    case 'event_unknown': {
      const { event, near, certain } = broken
      const cure = near
        ? `Write ${near}, or look it up in docs.slack.dev/reference/events`
        : 'Look it up in docs.slack.dev/reference/events'
      return { problem: `“${event}” is no event that an app can subscribe to`, cure, certain }
    }
  }
}

function sure(problem: string, cure: string): { problem: string; cure: string; certain: boolean } {
  return { problem, cure, certain: true }
}
