/** A pasted text, and the fields that `explain --json` must report for it. */
export interface Form {
  readonly name: string
  readonly text: string
  readonly expected: Readonly<Record<string, unknown>>
}

export const json = (value: unknown): string => JSON.stringify(value)

export const bot = 'xoxb-sim-bot-a1b2c3d4e5f6'
export const user = 'xoxp-sim-user-a1b2c3d4e5f6'
export const rotatingBot = 'xoxe.xoxb-1-sim-bot-a1b2c3'
export const rotatingUser = 'xoxe.xoxp-1-sim-user-a1b2'
export const refresh = 'xoxe-1-sim-r1r2r3r4'
export const app = ['xapp', '1-A0SIM0001-1-sim-a1b2c3'].join('-')
export const clientId = '1111111111111.2222222222222'
export const secret = 'fa4e'.repeat(8)
export const signing = 'ab1e'.repeat(8)
export const place = { team: { id: 'T0SIM0001', name: 'Acme' }, enterprise: null }
export const hook = 'https://hooks.slack.com/services/T0SIM0001/B0SIM0001/sim-hook'
