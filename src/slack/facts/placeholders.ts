import type { CredentialKind } from './credential-names.ts'
import { tokenKind } from './token-kinds.ts'

const words =
  'your|yours|my|here|placeholder|change[-_]?me|replace|example|sample|insert|enter|paste|put|add|todo|dummy|token|secret|value|goes'
/** Matches the part after a token's prefix in a template: `xoxb-your-token`, `xoxb-...`, `xoxb-<token>`, `xoxb-`. */
const behindPrefix = new RegExp(
  `^(?:[\\s.…-]*|<.*|\\[.*|\\{.*|\\$.*|[xX-]{3,}|[^\\d]*(?<![A-Za-z])(?:${words})(?![A-Za-z])[^\\d]*)$`,
  'i',
)

/** Matches text that must be replaced: text in brackets, a variable of a shell or template, or words such as `your`. */
const fillIn =
  /^(?:<.*>|\[.*\]|\$\{?[\w.:-]+\}?|\$\(.*\)|\{\{.*\}\}|%[\w.]+%|(?:your|my|change|replace|insert|enter|paste|put[-_ ]|todo|example|xxx|foo|dummy|none|null|undefined|secret|\.\.\.|…).*|["'].*["']|[a-z_]\w*(?:\.[a-z_]\w*)+(?:[([].*)?|.*[-_ ](?:here|placeholder))$/i
const filled = /^[xX0-]+$/
const reference =
  /\$\{[^}$]*\}|^(?:op|vault|sm|ssm|gsm|secret|secretsmanager|akv|keyvault|doppler):\/\/|^arn:aws|^(?:filesystem|file|classpath|env):|^\/(?:run|etc|var|mnt|secrets)\/|^@Microsoft\.KeyVault|^!(?:Ref|Sub|GetAtt|ImportValue)\b/

/**
 * Matches encrypted values and references of sops, Ansible Vault, Spring Cloud Config and Vault's transit engine, which
 * are not the secret itself.
 */
const encrypted = /^(?:ENC\[|\$ANSIBLE_VAULT;|\{cipher\}|vault:v\d+:)|:censored:/

const hook = /^https:\/\/hooks\.slack(?:-gov)?\.com\/services\/(.*)$/

/** Whether a value is a placeholder, a reference to a secret, or an encrypted secret, and not the secret itself. */
export function isPlaceholder(value: string): boolean {
  const kind = tokenKind(value)
  if (kind !== undefined) return behindPrefix.test(value.replace(/^(?:xoxe\.)?[a-z]{4}-/, ''))
  const path = hook.exec(value)?.[1]
  if (path !== undefined) return /^T0{4,}\/|your|<|\.\.\./i.test(path)
  return encrypted.test(value) || reference.test(value) || fillIn.test(value) || filled.test(value)
}

const kinds: Readonly<Partial<Record<NonNullable<ReturnType<typeof tokenKind>>, CredentialKind>>> = {
  bot: 'botToken',
  user: 'userToken',
  app: 'appToken',
  refresh: 'refreshToken',
  config: 'configToken',
}

/** Returns the kind that a placeholder's prefix shows: `xoxb-your-token` is a bot token. Undefined without a prefix. */
export function placeholderKind(value: string): CredentialKind | undefined {
  const kind = tokenKind(value)
  if (kind !== undefined) return kinds[kind]
  return value.startsWith('https://hooks.') && hook.test(value) ? 'webhook' : undefined
}
