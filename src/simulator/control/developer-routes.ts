import { anything, count, listOf, orNull, record, text } from '../../shape/shape.ts'
import type { ActivityRow, DeliveryDetail, PageInstall, RequestDetail } from '../page/developer-types.ts'
import { list, object } from './page-shapes.ts'
import { type NoFields, route } from './route.ts'

/** The routes of the developer's side of the page. */
export const developerRoutes = {
  activity: route<{ readonly rows: readonly ActivityRow[] }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/activity',
    about: 'Answers the newest requests of apps and deliveries to apps in one list, oldest first. Needs the token.',
    body: {},
    answer: { rows: list<readonly ActivityRow[]>() },
  }),
  request: route<RequestDetail, { readonly number: number }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/request',
    about:
      'Answers a request with its headers, bodies, token and the meaning of its error; secrets are masked. Needs the token.',
    body: { number: 'number of the request, from 1' },
    answer: {
      sent: orNull(object<NonNullable<RequestDetail['sent']>>()),
      answer: orNull(object<NonNullable<RequestDetail['answer']>>()),
      token: orNull(object<NonNullable<RequestDetail['token']>>()),
      why: orNull(object<NonNullable<RequestDetail['why']>>()),
    },
  }),
  delivery: route<DeliveryDetail, { readonly id: string }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/delivery',
    about: 'Answers a delivery with its headers, payload, answer and other attempts. Needs the token.',
    body: { id: 'id of the delivery' },
    answer: {
      to: orNull(text),
      headers: object<DeliveryDetail['headers']>(),
      payload: record,
      status: orNull(count),
      error: orNull(text),
      answer: anything,
      attempts: list<DeliveryDetail['attempts']>(),
    },
  }),
  installs: route<{ readonly installs: readonly PageInstall[] }>({
    method: 'GET',
    isPrivate: true,
    path: '/_sim/installs',
    about: 'Answers every app with its masked tokens, webhooks and installations. Needs the token.',
    body: {},
    answer: { installs: list<readonly PageInstall[]>() },
  }),
  uninstall: route<NoFields, { readonly app_id: string; readonly team_id?: string | undefined }>({
    method: 'POST',
    path: '/_sim/uninstall',
    about: 'Uninstalls an app, as an admin does.',
    body: { app_id: 'id of the app', team_id: 'id of the workspace or organization; by default the first workspace' },
    answer: {},
  }),
  faultChoices: route<{ readonly places: readonly string[]; readonly kinds: readonly string[] }>({
    method: 'GET',
    path: '/_sim/fault-choices',
    about: 'Answers where a fault can apply, and how a request or a delivery can fail.',
    body: {},
    answer: { places: listOf(text), kinds: listOf(text) },
  }),
  removeFault: route<{ readonly lifted: number }, { readonly on: string; readonly what: string }>({
    method: 'POST',
    path: '/_sim/remove-fault',
    about: 'Removes one fault: the first one with this place and this kind.',
    body: { on: 'the place of the fault', what: 'the kind of the fault' },
    answer: { lifted: count },
  }),
}
