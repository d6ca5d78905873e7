import { bot, type Form, hook, json } from './types.ts'

const at = (path: string, host = 'hooks.slack.com') => `https://${host}/${path}`
const command = at('commands/T0SIM0001/1111111111111/simsimsimsimsimsimsimsim')
const action = at('actions/T0SIM0001/1111111111111/simsimsimsimsimsimsimsim')
const view = at('app/T0SIM0001/1111111111111/simsimsimsimsimsimsimsim')
const trigger = at('triggers/T0SIM0001/1111111111111/simsimsimsimsimsimsimsim')
const workflow = at('workflows/T0SIM0001/A0SIM0001/1111111111111/simsimsimsim')

const alone = (kind: string, path = '') => ({ webhooks: [], addresses: [{ kind, path }] })

// biome-ignore format: one form a line
export const addressForms: readonly Form[] = [
  { name: 'response_url of a command', text: command, expected: alone('response') },
  { name: 'response_url of an action', text: action, expected: alone('response') },
  { name: 'response_url of a form', text: view, expected: alone('response') },
  { name: 'a webhook trigger', text: trigger, expected: alone('workflow') },
  { name: 'an old workflow', text: workflow, expected: alone('workflow') },
  { name: 'a trigger of GovSlack', text: at('triggers/T0SIM0001/1/sim', 'hooks.slack-gov.com'), expected: alone('workflow') },
  { name: 'with quotes around it', text: `"${action}"`, expected: alone('response') },
  { name: 'in a variable for webhooks', text: `SLACK_WEBHOOK_URL=${trigger}\nA=1`, expected: alone('workflow', 'SLACK_WEBHOOK_URL') },
  { name: 'in a variable for webhooks, alone', text: `SLACK_WEBHOOK_URL=${command}`, expected: { webhooks: [], addresses: [{ kind: 'response' }] } },
  { name: 'in the payload of a command', text: json({ command: '/deploy', team_id: 'T0SIM0001', user_id: 'U0SIMDANA', response_url: command, trigger_id: '1.2.sim' }), expected: { known: 'interaction', ...alone('response', 'response_url') } },
  { name: 'in the form body of a command', text: `token=sim&team_id=T0SIM0001&command=%2Fdeploy&response_url=${encodeURIComponent(command)}&trigger_id=1.2`, expected: alone('response', 'response_url') },
  { name: 'in the response_urls of a form', text: json({ type: 'view_submission', trigger_id: '1.2', response_urls: [{ response_url: view, channel_id: 'C0SIM0001' }] }), expected: { ...alone('response'), addresses: [{ kind: 'response' }] } },
  { name: 'in the place of a webhook in an answer', text: json({ ok: true, access_token: bot, scope: 'incoming-webhook', token_type: 'bot', app_id: 'A0SIM0001', bot_user_id: 'U0SIMBOT1', team: { id: 'T0SIM0001', name: 'Acme' }, authed_user: { id: 'U0SIMDANA' }, incoming_webhook: { url: trigger, channel: '#general' } }), expected: { shape: 'v2', ...alone('workflow', 'incoming_webhook.url') } },
  { name: 'in the place of a webhook of the Node SDK', text: json({ team: { id: 'T0SIM0001', name: 'Acme' }, user: { id: 'U0SIMDANA' }, bot: { token: bot, scopes: [], userId: 'U0SIMBOT1', id: 'B0SIM0001' }, incomingWebhook: { url: workflow } }), expected: { shape: 'stored-installation', ...alone('workflow', 'incomingWebhook.url') } },
  { name: 'in YAML of Alertmanager', text: `receivers:\n- name: slack\n  slack_configs:\n  - api_url: ${trigger}\n    channel: '#x'`, expected: { webhooks: [], addresses: [{ kind: 'workflow' }] } },
  { name: 'beside a webhook', text: `SLACK_WEBHOOK_URL=${hook}\nSLACK_WORKFLOW_URL=${trigger}`, expected: { webhooks: [{ path: 'SLACK_WEBHOOK_URL' }], addresses: [{ kind: 'workflow', path: 'SLACK_WORKFLOW_URL' }] } },
  { name: 'a webhook is one', text: hook, expected: { addresses: [], webhooks: [{ path: '' }] } },
  { name: 'a webhook inside a command line', text: json({ cmd: `curl -d '{}' ${hook} -v` }), expected: { addresses: [], webhooks: [{ path: 'cmd' }] } },
]
