/** Variables that drive always sets for the app. An assignment in the command overrides them. */
const drivesOwn = ['SLACK_APP_TOKEN', 'SLACK_API_URL', 'SLACK_TOKENS_SIMULATOR_URL', 'NODE_OPTIONS'] as const

const setting = (name: string) => new RegExp(`(^|[\\s;&|("'])${name}=(?:"[^"]*"|'[^']*'|[^\\s"']*)[ \\t]*`, 'g')

/** Variables that make the app send its requests through the proxy. If they are missing, the app still starts. */
const turning = [
  ...['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ...['NODE_EXTRA_CA_CERTS', 'DENO_CERT', 'BUN_OPTIONS', 'JAVA_TOOL_OPTIONS', 'PHP_INI_SCAN_DIR'],
] as const

/** Returns the names of the variables of `drivesOwn` that the command itself sets; usually an empty list. */
export function setInside(command: string): readonly string[] {
  return drivesOwn.filter((name) => setting(name).test(command))
}

/** Returns the names of all variables that the command itself sets although drive needs them for the app's requests. */
export function turnedInside(command: string): readonly string[] {
  return [...setInside(command), ...turning.filter((name) => setting(name).test(command))]
}

/** Returns the command without assignments of drive's variables. */
export function withoutSettings(command: string): string {
  return [...drivesOwn, ...turning].reduce((text, name) => text.replace(setting(name), '$1'), command).trim()
}
