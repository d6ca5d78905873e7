/** A fix for a problem that Slack names. */
interface ProblemFix {
  /** The pattern for the key, a space and the message. */
  readonly pattern: RegExp
  /** What to do, in the imperative, without a full stop. */
  readonly fix: string
}

/** Fixes for the `errors` of a refused manifest. The first match is used. */
// biome-ignore format: one row a line
export const manifestFixes: readonly ProblemFix[] = [
  { pattern: /^workflows\b/i, fix: 'Correct the step in the code of the workflow: give its function each required input, of the type that it has' },
  { pattern: /redirect_urls/i, fix: 'Give whole addresses with https://; slack-tokens app manifest prints the one that a login uses' },
  { pattern: /(?:invalid|unknown|illegal).{0,20}(?:bot|user)?.{0,10}scope/i, fix: 'Look the scope up, and put it in the list of its token: slack-tokens scopes NAME' },
  { pattern: /scopes\.user/i, fix: 'Put only user scopes here: slack-tokens scopes NAME' },
  { pattern: /scopes\.bot/i, fix: 'Put only bot scopes here: slack-tokens scopes NAME; bot scopes need features.bot_user too' },
  { pattern: /slash_commands.{0,200}(?:empty|at least|fewer|min|too short)/i, fix: 'Leave slash_commands out when there is no command' },
  { pattern: /slash_commands.{0,200}url/i, fix: 'Give the command a url, or set settings.socket_mode_enabled to true' },
  { pattern: /slash_commands/i, fix: 'Give each command a name that begins with /, a description, and a url unless Socket Mode is on' },
  { pattern: /bot_events|user_events/i, fix: 'Add the scope that the event needs to oauth_config.scopes, or take the event out' },
  { pattern: /event_subscriptions|request_url|interactivity/i, fix: 'Give a request_url with https://, or set settings.socket_mode_enabled to true' },
  { pattern: /bot_user/i, fix: 'Add features.bot_user with a display_name; bot scopes need it' },
  { pattern: /display_information.{0,60}name|\bname\b/i, fix: 'Give display_information.name with 1 to 35 characters' },
  { pattern: /display_information/i, fix: 'Keep the limits: description 140 characters, long_description 175 to 4000, background_color as #RRGGBB' },
  { pattern: /token_rotation|token_management/i, fix: 'Leave it as the app has it: rotation cannot be switched off again' },
  { pattern: /(?:unknown|unexpected|additional|not allowed|unsupported).{0,30}(?:property|key|field)?/i, fix: 'Take the key out: the manifest has none of that name there' },
]

/**
 * Fixes for the messages about arguments, blocks and views. The first match is used. Messages: docs.slack.dev
 * (blocks.validate), slackapi/java-slack-sdk#302 and #1017, slack-go/slack#805, metabase/metabase#74943.
 */
// biome-ignore format: one row a line
export const argumentFixes: readonly ProblemFix[] = [
  { pattern: /trigger_id/i, fix: 'Send the trigger_id of a new interaction within three seconds, before any other work' },
  { pattern: /failed to match all allowed schemas/i, fix: 'Read the other messages: they say what is wrong below this place; when there are none, compare the type here with docs.slack.dev/reference/block-kit' },
  { pattern: /exactly one of|only one of|\beither\b/i, fix: 'Give one of the fields that the message names' },
  { pattern: /already exists|duplicate|unique/i, fix: 'Give each block_id and action_id only once in a message or view' },
  { pattern: /(?:blocks|view|attachments).{0,200}missing required field/i, fix: 'Add the field; which ones a block has: docs.slack.dev/reference/block-kit' },
  { pattern: /missing required field/i, fix: 'Add the argument; which ones a method takes: slack-tokens which METHOD' },
  { pattern: /less than|no more than|too long|too many|exceed|maximum/i, fix: 'Shorten it, or split it: a section holds 3000 characters, a header 150, a button 75, a title of a view 24; a message holds 50 blocks, a view 100' },
  { pattern: /more than|at least|empty|minimum|too short/i, fix: 'Give it a value, or leave the field out' },
  { pattern: /additional propert|invalid_keys|unknown (?:field|key|argument)/i, fix: 'Take out the field that has no such name here: docs.slack.dev/reference/block-kit, and for arguments: slack-tokens which METHOD' },
  { pattern: /unsupported type|one of|enum|invalid type/i, fix: 'Use a type that this place takes: docs.slack.dev/reference/block-kit' },
  { pattern: /(?:invalid|not a valid|malformed).{0,12}\bur[il]\b|downloading image|image_url/i, fix: 'Give a whole address with https:// that Slack can load without a login' },
  { pattern: /invalid.{0,12}json|valid json/i, fix: 'Send whole JSON: in a form, the list or object as one string' },
  { pattern: /must (?:provide|be) an? (?:string|object|array|number|integer|boolean)|must be (?:valid|of type)/i, fix: 'Give a value of that type; slack-tokens call takes JSON as key:=VALUE' },
  { pattern: /pattern|regex|format|invalid.{0,12}emoji/i, fix: 'Write the value in the form that docs.slack.dev names for the field' },
  { pattern: /channel|conversation/i, fix: 'Give the id of a channel: slack-tokens call conversations.list' },
  { pattern: /\buser/i, fix: 'Give the id of a person (U…): slack-tokens call users.list' },
]
