import type { KnownSentence } from './types.ts'

/**
 * Sentences of products that post into Slack: alerting, build servers, automation. Sources are files of the product and
 * threads of GitHub.
 */
// biome-ignore format: one row a line
export const productSentences = [
  { by: 'Alertmanager', place: 'library', id: 'alertmanager_404', wraps: 'webhook', texts: ['unexpected status code 404'], near: ['slack'], means: 'The webhook was deleted or switched off, its channel is gone, or the address in slack_api_url is not whole.', next: 'Look what it answers, without posting: slack-tokens webhook --check', source: 'alertmanager#1606' },
  { by: 'an incoming webhook', place: 'library', id: 'webhook_invalid_channel', texts: ['Invalid channel specified'], near: ['slack', 'webhook'], means: 'The channel that the message names does not exist, or this webhook may not post there.', next: 'Leave channel out: the webhook has its own; for another channel: slack-tokens login --scopes incoming-webhook', source: 'alertmanager#96' },
  { by: 'the Slack plugin of Jenkins', place: 'library', id: 'jenkins_post_failed', wraps: 'any', texts: ['Slack post may have failed'], means: 'Slack did not take the message; the plugin prints Slack’s answer behind Response. Without one, no answer came from the address that the plugin posts to: the workspace (Team Domain) or the base URL is wrong, or a proxy stands in between.', next: 'Look up the word behind Response: slack-tokens why CODE; with a bot token, tick “Custom slack app bot user”, leave Team Domain to the workspace’s own, and test the token: slack-tokens login --with-token', source: 'jenkinsci/slack-plugin StandardSlackService' },
] as const satisfies readonly KnownSentence[]
