import { describe, expect, it } from 'vitest'
import { withoutEffect } from '../../../src/simulator/api/argument-effects.ts'
import { answerMethod } from '../../../src/simulator/api/dispatch.ts'
import { configHandlers, handlers, openHandlers } from '../../../src/simulator/api/registry.ts'
import { knownArguments } from '../../../src/slack/facts/arguments.ts'
import { type Args, asForm, examples, type Who } from '../../support/examples.ts'
import { good } from '../../support/good-call.ts'
import { type Stage, stagedWorld } from '../../support/staged-world.ts'

const simulated = Object.keys({ ...handlers, ...openHandlers, ...configHandlers }).filter(knownArguments)

interface Try {
  readonly change?: Args
  readonly who?: Who
  /** Prepares data on which the argument has an effect. */
  readonly stage?: (stage: Stage) => void
}

/** Changes that make the user token a classic token. A classic token can choose the name and icon of its messages. */
const classic: Try = {
  who: 'user',
  stage({ user, world }) {
    user.scopes.push('chat:write:bot')
    for (const message of world.state.channels[0]?.messages ?? [])
      Object.assign(message, { user: '', subtype: 'bot_message' })
  },
}

/** Changes that make both tokens org-wide, so that each call must send `team_id`. */
const organization: Try = {
  change: { team_id: 'T0SIM0001' },
  stage({ world, bot, user }) {
    world.state.organization = { id: 'E0SIMORG1', name: 'Org', domain: 'org', teams: ['T0SIM0001'] }
    for (const token of [bot, user]) token.workspaceId = 'E0SIMORG1'
  },
}

const values = ['1', 'true', '[]', '{}', 'x']

/**
 * Returns calls that make the handler of a method read its arguments: successful calls, refused calls, and one call per
 * argument.
 */
function tries(method: string, known: readonly string[]): Try[] {
  const example = examples[method]
  const refused = example?.errors(stagedWorld()).map(([, change, who]): Try => ({ change, ...(who && { who }) })) ?? []
  const single = known.flatMap((name) => values.map((value): Try => ({ change: { [name]: value } })))
  const together: Try = { change: { thread_ts: '1.000001', reply_broadcast: 'true', name: 'title', value: 'x' } }
  const loose: Try = { change: { profile: undefined, name: 'title', value: 'x' } }
  const archived: Try = {
    change: { exclude_archived: 'true' },
    stage({ world }) {
      for (const channel of world.state.channels) channel.archived = true
    },
  }
  const otherSpelling: Try = { change: { alt_txt: undefined, alt_text: 'x' } }
  return [
    {},
    { who: 'user' },
    { who: 'bot' },
    ...refused,
    ...single,
    together,
    loose,
    archived,
    classic,
    organization,
    otherSpelling,
  ]
}

/** Returns the names of the arguments that the handler of `method` reads when the call is made. */
function lookedAt(method: string, { change = {}, who, stage: set }: Try): ReadonlySet<string> {
  const names = new Set<string>()
  const example = examples[method]
  const stage = stagedWorld()
  example?.prepare?.(stage)
  set?.(stage)
  const args = asForm({ ...example?.args(stage), ...change })
  const watched = new Proxy(args, {
    get(target, name) {
      names.add(String(name))
      return Reflect.get(target, name) as unknown
    },
  })
  const as = who ?? example?.as
  const token = as === 'bot' || as === 'user' ? stage[as].value : as === 'configuration' ? stage.configToken : undefined
  const url = 'http://localhost:4717'
  answerMethod(stage.world, { method, token, tokenInQuery: false, args: watched, url, contentType: undefined })
  return names
}

describe('every documented argument of a simulated method', () => {
  it.each(simulated)('is read by the handler of %s, or is listed in withoutEffect', (method) => {
    const known = knownArguments(method) ?? []
    const seen = new Set(tries(method, known).flatMap((one) => [...lookedAt(method, one)]))
    const silent: Readonly<Record<string, unknown>> =
      Object.entries(withoutEffect).find(([name]) => name === method)?.[1] ?? {}
    expect(known.filter((name) => !seen.has(name))).toEqual(known.filter((name) => name in silent))
  })

  it.each([
    [
      'chat.unfurl',
      [
        'metadata',
        'source',
        'unfurl_id',
        'user_auth_blocks',
        'user_auth_message',
        'user_auth_required',
        'user_auth_url',
      ],
    ],
    ['reactions.get', ['file', 'file_comment']],
    ['reactions.remove', ['file', 'file_comment']],
  ])(
    "returns not_simulated with the argument's name when the simulator does not implement the argument (%s %j)",
    (method, names) => {
      for (const name of names) {
        const body = good(method, { [name]: 'x' })
        expect(body).toMatchObject({ ok: false, error: 'not_simulated' })
        expect(JSON.stringify(body['response_metadata'])).toContain(name)
      }
    },
  )
})
