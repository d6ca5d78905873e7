import { createMachine } from './cli.ts'

export const good = {
  display_information: { name: 'Deploy' },
  features: { bot_user: { display_name: 'deploy' }, app_home: { messages_tab_enabled: true } },
  oauth_config: { redirect_urls: ['https://app.example.test/cb'], scopes: { bot: ['chat:write', 'commands'] } },
  settings: { interactivity: { is_enabled: true, request_url: 'https://app.example.test/i' } },
}

export const withScopes = (bot: readonly string[], user: readonly string[] = []) => ({
  ...good.oauth_config,
  scopes: { bot, ...(user.length > 0 && { user }) },
})
export const withEvents = (bot_events: readonly string[], more: object = {}) => ({
  ...good.settings,
  event_subscriptions: { request_url: 'https://app.example.test/e', bot_events, ...more },
})

export interface CheckFinding {
  readonly severity: string
  readonly pointer: string
  readonly line: number | null
  readonly problem: string
  readonly cure: string | null
}

export async function checkManifestText(input: string) {
  using machine = createMachine()
  const { code, json } = await machine.run(['app', 'manifest', '--check', '-', '--json'], { input })
  const { findings = [], error } = json as { findings?: readonly CheckFinding[]; error?: string }
  const at = (severity: string) => findings.filter((one) => one.severity === severity).map(({ pointer }) => pointer)
  return { code, error, findings, errors: at('error'), doubts: at('doubt'), warnings: at('warning') }
}

export const command = { command: '/deploy', description: 'Deploys', url: 'https://app.example.test/c' }
