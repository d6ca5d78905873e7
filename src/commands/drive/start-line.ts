/** Variables that drive always sets for the app. An assignment in the command overrides them. */
const drivesOwn = ['SLACK_APP_TOKEN', 'SLACK_API_URL', 'SLACK_TOKENS_SIMULATOR_URL', 'NODE_OPTIONS'] as const

const setting = (name: string) => new RegExp(`(^|[\\s;&|("'])${name}=(?:"[^"]*"|'[^']*'|[^\\s"']*)[ \\t]*`, 'g')

/** Returns the names of drive's variables that the command sets itself; usually an empty list. */
export function setInside(command: string): readonly string[] {
  return drivesOwn.filter((name) => setting(name).test(command))
}

/** Returns the command without assignments of drive's variables. */
export function withoutSettings(command: string): string {
  return drivesOwn.reduce((text, name) => text.replace(setting(name), '$1'), command).trim()
}
