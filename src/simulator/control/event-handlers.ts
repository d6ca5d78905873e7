import { CliError } from '../../errors.ts'
import { isRecord } from '../../shape/record.ts'
import { eventByHand } from '../events/by-hand/draft.ts'
import { findSomeone } from '../events/person/find.ts'
import { challengeEarly, checkedRequestUrl, setRequestUrl, setRequestUrlEarly } from '../events/settings.ts'
import type { Delivery, WrongAck } from '../events/types.ts'
import type { Site } from '../http/types.ts'
import { simulatedExecutions } from '../testing/assistant-thread.ts'
import { messagesOf } from '../testing/message.ts'
import { describe } from './describe.ts'
import type { eventRoutes } from './event-routes.ts'
import { type ControlHandlers, earlierTotal, optionalText, textField } from './handler.ts'

/**
 * When there was no request and no delivery for this many milliseconds, an app has finished its reaction to an event.
 */
const quietAfterEvent = 40

export const eventHandlers: ControlHandlers<keyof typeof eventRoutes> = {
  deliveries({ site: { events }, mayAct }, { since, wrongAcksSince }) {
    const deliveries = events.deliveries.newest(earlierTotal(since, 'since'))
    const wrongAcks = events.wrongAcks.newest(earlierTotal(wrongAcksSince, 'wrongAcksSince'))
    return {
      deliveries: mayAct ? deliveries : deliveries.map(withoutContent),
      total: events.deliveries.total,
      wrongAcks: mayAct ? wrongAcks : wrongAcks.map(withoutFrame),
      wrongAcksTotal: events.wrongAcks.total,
    }
  },
  messages: ({ site }, { channel }) => ({ messages: messagesIn(site, textField(channel, 'channel')) }),
  async settled({ site }, { quiet }) {
    try {
      await site.events.settled(quiet === undefined ? {} : { quiet: Number(quiet) })
      return {}
    } catch (error) {
      if (error instanceof TypeError) throw error
      throw new CliError('failed', error instanceof Error ? error.message : '', { code: 'not_settled' })
    }
  },
  advanceClock({ site }, { ms }) {
    if (typeof ms !== 'number') throw new TypeError('ms has to be a number')
    site.advance(ms)
    return { now: site.world.now() }
  },
  async sendEvent({ site }, { type, fields = {}, user }) {
    if (!isRecord(fields)) throw new TypeError('fields has to be an object')
    const { world, person } = findSomeone(site.world, optionalText(user, 'user'))
    const draft = eventByHand(world, { name: textField(type, 'type'), fields, person })
    const { result, missed } = await site.events.watchMissed(() =>
      site.events.deliveriesOf(() => site.events.send(world, draft)),
    )
    // After this wait, a quick app has completed the execution that the event started.
    if (result.length > 0) await site.events.settled({ quiet: quietAfterEvent, most: 1500 }).catch(() => {})
    const started = result.flatMap(({ payload }) => (isRecord(payload['event']) ? [payload['event']] : []))
    const ids = started.map((event) => event['function_execution_id'])
    return {
      deliveries: result,
      missed,
      executions: simulatedExecutions(site.world).filter(({ id }) => ids.includes(id)),
    }
  },
  async setRequestUrl({ site }, { url, early, clientId, keep }) {
    const target = targetOf(site, optionalText(clientId, 'clientId'))
    const { requestUrl: before = null } = target.app
    if (url === null) {
      delete target.app.requestUrl
      delete target.app.keepsSubscriptions
      site.world.changed()
      return { verified: false, problem: null, status: null, before }
    }
    const address = textField(url, 'url')
    if (early === true) {
      const answered = await setRequestUrlEarly(target, address, keep === true)
      return { verified: answered.problem === null, ...answered, before }
    }
    try {
      await setRequestUrl(target, address)
      return { verified: true, problem: null, status: 200, before }
    } catch (error) {
      if (error instanceof TypeError || !(error instanceof Error)) throw error
      throw new CliError('slack', error.message, { code: 'url_not_verified' })
    }
  },
  async useManifest({ site }, { manifest, requestUrl, challenge }) {
    if (!isRecord(manifest)) throw new TypeError('manifest has to be an object')
    const url = optionalText(requestUrl, 'requestUrl')
    const address = url === undefined ? undefined : checkedRequestUrl(site.events, url)
    site.useManifest(manifest, address)
    const asks = challenge === true && address !== undefined
    return { ...describe(site), problem: asks ? await challengeEarly(targetOf(site), address) : null }
  },
  allowHost({ site }, { name }) {
    const host = textField(name, 'name')
    if (!URL.canParse(`http://${host}`) || new URL(`http://${host}`).hostname !== host.toLowerCase())
      throw new TypeError(`${host} is no host name`)
    site.events.allowedHosts.add(host.toLowerCase())
    return {}
  },
}

function targetOf(site: Site, clientId?: string) {
  const { apps } = site.world.state
  const app = clientId === undefined ? apps[0] : apps.find((one) => one.clientId === clientId)
  if (!app) throw new TypeError('There is no such app')
  return { app, events: site.events, world: site.world }
}

/**
 * Returns a delivery without its headers, payload and answer. Every account on this computer can read the list of deliveries,
 * and a payload has response URLs.
 */
function withoutContent({ wrongAcks, headers: _headers, ...delivery }: Delivery): Delivery {
  return { ...delivery, payload: {}, body: null, ...(wrongAcks && { wrongAcks: wrongAcks.map(withoutFrame) }) }
}

function withoutFrame(wrongAck: WrongAck): WrongAck {
  return { ...wrongAck, frame: '' }
}

function messagesIn({ world }: Site, channel: string) {
  try {
    return messagesOf(world, channel)
  } catch (error) {
    throw error instanceof TypeError ? error : new TypeError(error instanceof Error ? error.message : '')
  }
}
