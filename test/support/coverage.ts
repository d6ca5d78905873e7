import { type MethodFacts, methodFacts } from '../../src/slack/facts/methods.ts'
import { examples } from './examples.ts'
import { implemented, stagedWorld } from './staged-world.ts'

export interface Covered {
  readonly method: string
  /** The tokens and scopes that may call the method, from the table of facts. */
  readonly gate: string
  /** What the test asserts about a successful call. */
  readonly behaviour: string
  /** The error codes that the tests expect. */
  readonly errors: readonly string[]
}

/** Returns what the tests check for each implemented method; a method without an example has empty texts and lists. */
export function coverage(): readonly Covered[] {
  const stage = stagedWorld()
  return implemented.map((method) => {
    const example = examples[method]
    const answers = Object.keys(example?.answers(stage) ?? {})
    const after = example?.after?.(stage)
    const behaviour = [answers.join(', '), ...(after ? [`read back by ${after[0]}`] : [])].join('; ')
    const errors = [...new Set(example?.errors(stage).map(([error]) => error))]
    return { method, gate: gateOf(method), behaviour, errors }
  })
}

function gateOf(method: string): string {
  const { auth, other, bot, user } = methodFacts(method) ?? {}
  if (auth === 'client') return 'client id and secret'
  if (auth === 'refresh_token') return 'refresh token'
  if (auth === 'none') return 'nothing'
  if (other?.configuration) return `configuration ${other.configuration.join(' or ')}`
  return scopesOf(bot) === scopesOf(user)
    ? `bot and user: ${scopesOf(bot)}`
    : `bot: ${scopesOf(bot)}; user: ${scopesOf(user)}`
}

/** Returns accepted scopes in short form, for example `channels/groups:read` for `channels:read` and `groups:read`. */
function scopesOf(accepted: MethodFacts['bot'] | undefined): string {
  if (accepted === null) return 'never'
  if (accepted === undefined || accepted === 'unknown' || accepted.length === 0) return 'no scope needed'
  const families = new Map<string, string[]>()
  for (const scope of accepted) {
    const [family = '', right = ''] = scope.split(':')
    families.set(right, [...(families.get(right) ?? []), family])
  }
  return [...families].map(([right, names]) => `${names.join('/')}:${right}`).join(', ')
}

/** Returns the coverage as a Markdown table. */
export function coverageTable(): string {
  const rows = coverage().map(
    ({ method, gate, behaviour, errors }) => `| \`${method}\` | ${gate} | ${behaviour} | ${errors.join(', ')} |`,
  )
  return ['| method | gate | behaviour | errors |', '|---|---|---|---|', ...rows].join('\n')
}
