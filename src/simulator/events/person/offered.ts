import { isRecord } from '../../../shape/record.ts'
import type { EventHub } from '../hub.ts'
import { type Surface, suggestionParcel } from '../interaction/block-actions.ts'
import type { Visit } from '../interaction/common.ts'
import { type Fields, type FoundElement, optionsOf } from '../interaction/elements.ts'
import { valuesIn } from '../interaction/values.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { Delivery } from '../types.ts'
import type { Someone } from './find.ts'
import { findElement, type NamedElement } from './find-element.ts'
import type { Stage } from './stage.ts'

interface Asked {
  readonly visit: Visit
  readonly surface: Surface
  readonly found: FoundElement
  /** The text that the person types. For a menu of several options: several texts, separated by commas. */
  readonly typed: string | undefined
}

/**
 * Asks the app for the options of a menu with an external data source, as Slack does while a person types. Returns the
 * menu with the offered options. Returns any other element unchanged.
 * @throws TypeError when the app's answer is not a JSON object
 */
export async function withOffered(
  { events }: Stage,
  { visit, surface, found, typed }: Asked,
): Promise<{ readonly found: FoundElement; readonly deliveries: readonly Delivery[] }> {
  const { type } = found.element
  if (!type.includes('external_select') || typed === undefined || typed === '') return { found, deliveries: [] }
  const texts = type.startsWith('multi_') ? valuesIn(typed) : [typed]
  const shown = shownOptions(events, { visit, surface, found })
  const { optionsUrl } = subscriptionsOf(visit.app)
  const deliveries: Delivery[] = []
  const options: Fields[] = []
  for (const text of texts) {
    const chosen = shown.get(text)
    if (chosen) {
      options.push(chosen)
      continue
    }
    const parcel = suggestionParcel(visit, { surface, found, typed: text })
    const delivery = await events.courier.once(visit.app, parcel, optionsUrl)
    deliveries.push(delivery)
    options.push(...optionsIn(delivery.body))
  }
  return { found: { ...found, element: { ...found.element, options } }, deliveries }
}

function optionsIn(body: unknown): Fields[] {
  if (!isRecord(body)) throw new TypeError('The app offered no options: its answer is no JSON object')
  return optionsOf(body)
}

/**
 * Asks the app for the options that a menu with an external data source offers for the typed text.
 * @throws TypeError when the person does not see the menu, the menu has no external data source, or the app's answer is
 * not a JSON object
 */
export async function suggestOptions(
  stage: Stage,
  someone: Someone,
  named: NamedElement,
  typed: string,
): Promise<readonly Fields[]> {
  const { app, surface, found } = findElement(someone, named)
  if (!found.element.type.includes('external_select')) throw new TypeError(`${named.actionId} is no external menu`)
  const visit = { world: someone.world, person: someone.person, app, url: stage.url() }
  const parcel = suggestionParcel(visit, { surface, found, typed })
  const delivery = await stage.events.courier.once(app, parcel, subscriptionsOf(app).optionsUrl)
  const options = optionsIn(delivery.body)
  const shown = shownOptions(stage.events, { visit, surface, found })
  for (const option of options) shown.set(String(option['value']), option)
  return options
}

/**
 * For each hub, the options that the app offered in each menu. The key of the map consists of the person, the place and
 * the name of the menu.
 */
const shownBefore = new WeakMap<EventHub, Map<string, Map<string, Fields>>>()
/** Maximum number of menus whose options are stored; the oldest are removed first. */
const mostMenus = 200

/**
 * Returns the options that a person has seen in a menu, as a map from the value to the option. When the person chooses
 * one of these options, the app is not asked again. Apps often search in the labels, and then a search for a value
 * finds nothing.
 */
function shownOptions(events: EventHub, { visit, surface, found }: Omit<Asked, 'typed'>): Map<string, Fields> {
  const menus = shownBefore.get(events) ?? new Map<string, Map<string, Fields>>()
  shownBefore.set(events, menus)
  const place = surface.view?.id ?? surface.message?.ts ?? ''
  const name = [visit.person.id, place, found.blockId, found.actionId].join(' ')
  const shown = menus.get(name) ?? new Map<string, Fields>()
  menus.set(name, shown)
  const [oldest] = menus.keys()
  if (menus.size > mostMenus && oldest !== undefined) menus.delete(oldest)
  return shown
}
