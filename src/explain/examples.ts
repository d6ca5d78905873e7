import type { Identity } from '../installations/installation.ts'
import { classicName } from '../slack/classic-scopes.ts'
import { type MethodName, methodFacts } from '../slack/methods.ts'
import { scopeFacts } from '../slack/scopes.ts'

/** Something a token is good for, as a command line of this tool. */
export interface Example {
  readonly command: string
  readonly does: string
  /** The scope to ask for first; null when a granted one covers it, or none is needed. */
  readonly lacks: string | null
}

interface Use {
  readonly argv: string
  readonly does: string
  readonly method: MethodName
}

const uses: Readonly<Record<Identity, readonly Use[]>> = {
  user: [
    { argv: 'whoami', does: 'say who it acts as', method: 'auth.test' },
    { argv: 'upload notes.txt', does: 'upload a file', method: 'files.getUploadURLExternal' },
    { argv: 'post "#general" "hello"', does: 'post a message', method: 'chat.postMessage' },
    { argv: 'call search.messages query=hello', does: 'search', method: 'search.messages' },
  ],
  bot: [{ argv: 'post "#general" "hello"', does: 'post a message', method: 'chat.postMessage' }],
}

export interface ExampleOptions {
  readonly identity: Identity
  /** What the token was granted. */
  readonly scopes: readonly string[]
  /** Whether the app is a classic one, which asks for scopes by their old names. */
  readonly classic: boolean
  /** Added to every command, ` --profile acme`. */
  readonly suffix: string
}

/** What to try with a token, and the scope that each wants and the token lacks. */
export function examplesFor({ identity, scopes, classic, suffix }: ExampleOptions): Example[] {
  return uses[identity].map(({ argv, does, method }) => ({
    command: `slack-tokens ${argv} --as ${identity}${suffix}`,
    does,
    lacks: lackingScope(method, { identity, scopes, classic }),
  }))
}

function lackingScope(
  method: MethodName,
  { identity, scopes, classic }: Omit<ExampleOptions, 'suffix'>,
): string | null {
  const wanted = methodFacts(method)?.[identity]
  if (!Array.isArray(wanted) || wanted.length === 0) return null
  if (scopes.some((scope) => covers(scope, wanted, identity))) return null
  const first: string = wanted[0] ?? ''
  return classic ? classicName(first, identity) : first
}

/** A scope of classic apps covers what became of it, for the token that holds it; `…:bot` acts as the app even there. */
function covers(scope: string, wanted: readonly string[], identity: Identity): boolean {
  if (wanted.includes(scope)) return true
  const facts = scopeFacts(scope)
  if (!facts?.classic || !facts[identity] || scope.endsWith(':bot')) return false
  return facts.successor?.some((one) => wanted.includes(one)) ?? false
}
