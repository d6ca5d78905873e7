import type { CredentialKind } from '../../slack/facts/credential-names.ts'
import { isRedactedWebhook, isStorable, isWhole, tokenKinds } from '../../slack/facts/token-kinds.ts'
import type { TextSheet } from '../../terminal/layout.ts'
import type { Explanation } from './explanation.ts'

/** Where the input of a command comes from: `file` is the name of the file, or null for a pipe or the clipboard. */
export interface CommandInput {
  readonly file: string | null
}

/**
 * Returns a line with the command that stores the tokens or the app's credentials. Returns an empty list when there is
 * nothing to store, or when a secret is incomplete.
 */
export function keepLines(explanation: Explanation, source: CommandInput, { paint }: TextSheet): string[] {
  const command = keepCommand(explanation, source)
  return command === undefined ? [] : [`${command.does}: ${paint.cyan(command.line)}`]
}

function keepCommand(
  { shape, known, cut, tokens, webhooks, credentials }: Explanation,
  { file }: CommandInput,
): { readonly does: string; readonly line: string } | undefined {
  const name = file === null ? '-' : quoted(file)
  const from = file === null ? '' : ` < ${name}`
  const isConfiguration =
    tokens.some(({ kind, value }) => kind === 'config' && isWhole(value)) &&
    tokens.every(({ kind }) => kind === 'config' || kind === 'refresh')
  if (known === 'tooling.tokens.rotate' || isConfiguration)
    return { does: 'To store the pair here', line: `slack-tokens app config-token${from}` }
  const access = tokens.filter(({ kind }) => kind === 'bot' || kind === 'user')
  // `import` refuses the whole input if one secret is redacted or cut. Secrets of a kind that is never stored do not
  // matter.
  const whole =
    !cut &&
    tokens.every(({ kind, value }) => isWhole(value) || (access.length > 0 && !tokenKinds[kind].fromInstall)) &&
    access.every(({ value }) => isStorable(value)) &&
    !webhooks.some(({ url }) => isRedactedWebhook(url))
  if (shape !== 'openid' && shape !== 'config' && access.length + webhooks.length > 0) {
    return whole ? { does: 'To store it here', line: `slack-tokens import ${name}` } : undefined
  }
  if (!whole || credentials.some(({ kind, state }) => kind !== null && state === 'redacted')) return undefined
  const client = credentials.some(({ kind, state }) => kind === 'clientId' && state === 'whole')
  if (client) return { does: 'To store the app here', line: `slack-tokens import ${name}` }
  const secret = credentials.some(({ kind, state }) => kind !== null && ofApp.has(kind) && state === 'whole')
  return secret
    ? { does: 'To store it with its app', line: `slack-tokens app add --client-id ID --secrets${from}` }
    : undefined
}

/** The kinds of secret that `app add` stores. */
const ofApp: ReadonlySet<CredentialKind> = new Set(['clientSecret', 'signingSecret', 'appToken'])

/** Quotes a file name for a shell, and adds `./` so that a leading `-` is not read as a flag. */
function quoted(file: string): string {
  const safe = file.startsWith('-') ? `./${file}` : file
  return /^[\w./:@%+,=-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`
}
