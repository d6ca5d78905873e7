/** What drive sets for the app without regard to its own: a value inside the command takes its place. */
const drivesOwn = ['SLACK_APP_TOKEN', 'SLACK_API_URL', 'SLACK_TOKENS_DRIVE_URL', 'NODE_OPTIONS'] as const

const setting = (name: string) => new RegExp(`(^|[\\s;&|("'])${name}=(?:"[^"]*"|'[^']*'|[^\\s"']*)[ \\t]*`, 'g')

/** The variables that a command sets itself although drive sets them; none is usual. */
export function setInside(command: string): readonly string[] {
  return drivesOwn.filter((name) => setting(name).test(command))
}

/** The command without those. */
export function withoutSettings(command: string): string {
  return drivesOwn.reduce((text, name) => text.replace(setting(name), '$1'), command).trim()
}
