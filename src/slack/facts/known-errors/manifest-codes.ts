import type { CodeMeaning } from './causes.ts'

/**
 * Codes of the problems in a refused manifest: `errors[].code` of apps.manifest.*, which Slack's CLI prints in brackets.
 * Sources: slack-samples/deno-simple-survey#11, deno-triage-rotation#16, deno-github-functions#17 and derive-to/derive#558.
 */
// biome-ignore format: one row a line
export const manifestCodes = {
  failed_constraint: { means: 'A value in the manifest, in blocks or in a view is too long, too short, or not one of the values that Slack accepts; constraint and pointer name the rule and the value.', next: 'Correct the value that pointer names; to check a manifest offline: slack-tokens app manifest --check FILE' },
  requires_commands_bot_scope: { means: 'The manifest has slash commands but not the bot scope commands.', next: 'Add commands to oauth_config.scopes.bot, then install the app again; to check offline: slack-tokens app manifest --check FILE' },
  invalid_template_values_wf_function_step: { means: 'A step of a workflow gives its function an input that Slack does not accept.', next: 'Correct that input in the code of the workflow; when the input is the id of a token, sign in to the provider again: slack external-auth add' },
  provider_not_found_wf_function_step: { means: 'A step of a workflow names a sign-in provider that the manifest does not have.', next: 'Compare provider_key with the external auth providers of the manifest' },
  invalid_trigger_inputs: { means: 'A step of a workflow, or a trigger, lacks an input that its function requires.', next: 'Give the step every required input of its function; the input interactivity comes from a trigger that a person starts' },
} as const satisfies Record<string, CodeMeaning>
