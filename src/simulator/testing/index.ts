import { findSomeone } from '../events/person/find.ts'
import type { Stage } from '../events/person/stage.ts'
import { setRequestUrl, useManifest } from '../events/settings.ts'
import { type SimulatorAddresses, withAddresses } from '../http/addresses.ts'
import { type SimulatorServer as Running, startSimulator as start } from '../http/simulator.ts'
import { appTokenOf } from '../state/app-token.ts'
import { checkedSeed } from '../state/checked-seed.ts'
import { liftFault } from '../state/faults.ts'
import { isExpired } from '../state/rotation.ts'
import type { SeedProblem } from '../state/seed-schema.ts'
import type { World } from '../state/types.ts'
import { findPerson } from '../state/users.ts'
import { workspaceOf, worldOf } from '../state/workspaces.ts'
import { agentPrompts, simulatedExecutions, simulatedThread } from './assistant-thread.ts'
import { checkArguments } from './check-options.ts'
import { messagesOf } from './message.ts'
import { simulatedPerson, simulatedView } from './person.ts'
import type { Clock, SimulatedToken, Simulator, StartSimulator } from './types.ts'

/**
 * Starts a simulator for a test. `slack-tokens/simulator` exports this function. Two simulators share no data.
 * @throws CliError with the exit reason `failed` and the code `port_in_use` when the port is taken
 * @throws TypeError when an option is invalid
 */
export const startSimulator: StartSimulator = async (options = {}) => {
  checkArguments('startSimulator', options)
  const { startAt, redirectUrls, content, ...rest } = options
  const running = await start({
    ...rest,
    background: true,
    ...(content && { content: checkedSeed(content, seedProblem) }),
    now: clockFrom(startAt),
    ...(redirectUrls && { app: { redirectUrls: [...redirectUrls] } }),
  })
  return facade(running)
}

function seedProblem(problems: readonly SeedProblem[]): TypeError {
  return new TypeError(`content is no seed: ${problems.map(({ path, problem }) => `${path} ${problem}`).join('; ')}`)
}

/**
 * Returns a clock that stands still at `startAt`; without `startAt`, the computer's clock.
 * @throws TypeError when `startAt` is not a valid date
 */
function clockFrom(startAt: Date | number | string | undefined): () => number {
  const start = startAt === undefined ? undefined : new Date(startAt).getTime()
  if (Number.isNaN(start)) throw new TypeError('startAt is a date')
  return () => start ?? Date.now()
}

function facade(running: Running): Simulator {
  const { world } = running
  const stage: Stage = { world, events: running.events, url: () => running.url }
  const clock: Clock = {
    now: () => world.now(),
    advance: (ms) => running.advance(ms),
  }
  const simulator: Omit<Simulator, keyof SimulatorAddresses> = {
    controlToken: running.controlToken,
    get app() {
      const { id, name, clientId, redirectUrls } = running.app
      // The secrets in `content` come from the test itself, so they are shown here.
      const { clientSecret, signingSecret } = { ...running.app, ...world.secrets.get(clientId) }
      const appToken = appTokenOf(world, running.app)
      return { id, name, clientId, clientSecret, signingSecret, appToken, redirectUrls: [...redirectUrls] }
    },
    get workspace() {
      return { ...running.workspace }
    },
    get tokens() {
      return tokensOf(world)
    },
    get log() {
      return structuredClone(running.log())
    },
    clock,
    async approve(installUrl, consent = {}) {
      checkArguments('consent', consent)
      // This module is loaded only when it is used, because it includes a large cookie jar.
      const { approve } = await import('./approve.ts')
      return await approve(running.url, { installUrl, consent })
    },
    messages(channel) {
      checkArguments('messages', channel)
      return messagesOf(world, channel)
    },
    as(person) {
      checkArguments('as', person)
      return simulatedPerson(stage, person)
    },
    get deliveries() {
      return structuredClone(running.events.deliveries.newest())
    },
    get wrongAcks() {
      return running.events.wrongAcks.newest().map((one) => ({ ...one }))
    },
    get assistantThreads() {
      return (world.state.assistantThreads ?? []).map((thread) => simulatedThread(world, thread))
    },
    get executions() {
      return simulatedExecutions(world)
    },
    get agentPrompts() {
      return agentPrompts(world)
    },
    view(person) {
      checkArguments('view', person)
      return simulatedView(findSomeone(world, person))
    },
    async sendTo(requestUrl) {
      const { app } = running
      if (requestUrl === null) delete app.requestUrl
      else await setRequestUrl(running, String(requestUrl))
    },
    useManifest(manifest) {
      checkArguments('useManifest', manifest)
      useManifest(world, running.app, manifest)
    },
    async settled(options) {
      checkArguments('settled', options)
      await running.events.settled(options)
    },
    fail(failure) {
      checkArguments('fail', failure)
      const fault = running.fail(failure)
      return { [Symbol.dispose]: () => liftFault(world, fault) }
    },
    reset: () => running.reset({ clock: 'back' }),
    close: () => running.close(),
    [Symbol.asyncDispose]: () => running.close(),
  }
  return withAddresses(simulator, () => running.url)
}

function tokensOf(world: World): SimulatedToken[] {
  const alive = world.state.tokens.filter((token) => !token.revoked && !isExpired(world, token))
  return alive.map(({ value, kind, userId, scopes, appId, workspaceId, expiresAt = null }) => ({
    value,
    kind,
    userId,
    user: findPerson(worldOf(world, workspaceId), userId)?.name ?? userId,
    scopes: [...scopes],
    appId,
    teamId: workspaceOf(world, workspaceId).id,
    expiresAt,
  }))
}
