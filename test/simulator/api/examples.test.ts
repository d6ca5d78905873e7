import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { type Args, asForm, type Example, examples, type Way, type Who, ways } from '../../support/examples.ts'
import { noon } from '../../support/installed-world.ts'
import { type Stage, stagedWorld } from '../../support/staged-world.ts'

let simulator: SimulatorServer

beforeAll(async () => {
  simulator = await startSimulator({ now: () => noon })
})

afterAll(() => simulator.close())

/** Creates prepared data and makes the simulator serve it. */
function setUp(prepare: Example['prepare']): Stage {
  const stage = stagedWorld()
  prepare?.(stage)
  simulator.world.state = stage.world.state
  return stage
}

function tokenOf(stage: Stage, who: Who): string | undefined {
  if (who === 'bot' || who === 'user') return stage[who].value
  return who === 'configuration' ? stage.configToken : undefined
}

interface Sent {
  readonly method: string
  readonly args: Args
  readonly token: string | undefined
  readonly way?: Way
}

/** Sends a call in one of the formats that Slack accepts. Returns the parsed answer. */
async function send({ method, args, token, way = 'header' }: Sent): Promise<Record<string, unknown>> {
  const form = asForm(args)
  const headers: Record<string, string> =
    token === undefined || way === 'body token' ? {} : { authorization: `Bearer ${token}` }
  const url = simulator.apiUrl + method
  if (way === 'query') return await answered(`${url}?${new URLSearchParams(form).toString()}`, { headers })
  if (way === 'json') {
    const json = { ...headers, 'content-type': 'application/json; charset=utf-8' }
    return await answered(url, { method: 'POST', headers: json, body: JSON.stringify(args) })
  }
  const fields = way === 'body token' && token !== undefined ? { token, ...form } : form
  const body = way === 'multipart' ? multipart(fields) : new URLSearchParams(fields)
  return await answered(url, { method: 'POST', headers, body })
}

function multipart(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

async function answered(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init)
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

describe.each(Object.entries(examples))(
  'the example call of %s',
  (method, { as, ways: own = ways, prepare, args, answers, errors }) => {
    it.each(own)('succeeds when the program sends the call in the form “%s”', async (way) => {
      const stage = setUp(prepare)
      const token = tokenOf(stage, as)
      const body = await send({ method, args: args(stage), token, way })
      expect(body).toMatchObject({ ok: true, ...answers(stage) })
    })

    it('returns each listed error after the listed change of its arguments, and a refused call changes nothing', async () => {
      const stage = setUp(prepare)
      const before = kept(stage)
      const good = args(stage)
      const cases = errors(stage)
      const got: unknown[] = []
      for (const [, change, who = as] of cases) {
        const body = await send({ method, args: { ...good, ...change }, token: tokenOf(stage, who) })
        got.push(body['error'] ?? body)
      }
      expect(got).toEqual(cases.map(([error]) => error))
      expect(kept(stage)).toBe(before)
    })
  },
)

const changing = Object.entries(examples).flatMap(([method, { as, prepare, args, after }]) =>
  after ? [{ method, as, prepare, args, after }] : [],
)

/** Returns the simulator’s state as JSON, without the log and the number of requests. */
const kept = ({ world }: Stage) => JSON.stringify({ ...world.state, log: [], requests: 0 })

describe('the change that an example call makes', () => {
  it.each(changing)('can be read with another method after $method', async ({ method, as, prepare, args, after }) => {
    const stage = setUp(prepare)
    const token = tokenOf(stage, as)
    const before = kept(stage)
    await send({ method, args: args(stage), token })
    expect(kept(stage)).not.toBe(before)
    const [next, nextArgs, contains] = after(stage)
    expect(await send({ method: next, args: nextArgs, token })).toMatchObject(contains)
  })
})
