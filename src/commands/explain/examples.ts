import type { Identity } from '../../config/installation.ts'
import { accessTo } from '../../slack/facts/access.ts'
import { classicName } from '../../slack/facts/classic-scopes.ts'
import type { MethodName } from '../../slack/facts/methods.ts'

/** A command line of this tool that uses a token. */
export interface Example {
  readonly command: string
  readonly does: string
  /** The scope to request first; null when a granted scope covers the command, or no scope is needed. */
  readonly lacks: string | null
}

interface ExampleUse {
  readonly argv: string
  readonly does: string
  readonly method: MethodName
  /** Whether the example is shown only for tokens whose scopes allow its command; missing otherwise. */
  readonly extra?: true
}

const uses: Readonly<Record<Identity, readonly ExampleUse[]>> = {
  user: [
    { argv: 'whoami', does: 'say who it acts as', method: 'auth.test' },
    { argv: 'upload notes.txt', does: 'upload a file', method: 'files.getUploadURLExternal' },
    { argv: 'post "#general" "hello"', does: 'post a message', method: 'chat.postMessage' },
    { argv: 'call search.messages query=hello', does: 'search', method: 'search.messages' },
  ],
  bot: [
    { argv: 'post "#general" "hello"', does: 'post a message', method: 'chat.postMessage' },
    { argv: 'call conversations.list', does: 'list channels', method: 'conversations.list', extra: true },
    { argv: 'upload notes.txt', does: 'upload a file', method: 'files.getUploadURLExternal', extra: true },
  ],
}

export interface ExampleOptions {
  readonly identity: Identity
  /** The granted scopes; null when unknown. */
  readonly scopes: readonly string[] | null
  /** Whether the app is a classic app, which requests scopes by their old names. */
  readonly classic: boolean
  /** Text to add to every command, for example ` --profile acme`. */
  readonly suffix: string
}

/**
 * Returns commands to try with a token. If the token lacks the scope that a command needs, the command is returned with
 * this scope.
 */
export function examplesFor({ suffix, ...token }: ExampleOptions): Example[] {
  return uses[token.identity].flatMap(({ argv, does, method, extra }) => {
    const lacks = lackingScope({ ...token, method })
    if (extra && (lacks !== null || token.scopes === null)) return []
    return [{ command: `slack-tokens ${argv} --as ${token.identity}${suffix}`, does, lacks }]
  })
}

interface MissingForExample extends Omit<ExampleOptions, 'suffix'> {
  readonly method: MethodName
}

function lackingScope({ method, identity, scopes, classic }: MissingForExample): string | null {
  // Nothing is known to be missing. The table of methods is large.
  if (scopes === null) return null
  const access = accessTo(method, identity, scopes)
  const [first] = access.state === 'lacksScope' ? access.anyOf : []
  if (first === undefined) return null
  return classic ? classicName(first, identity) : first
}
