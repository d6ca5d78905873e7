import { readArguments } from '../api/arguments.ts'
import { mayAct, type PageVisit, readOnlyNotice } from '../control/access.ts'
import { isSameOriginForm } from '../http/csrf.ts'
import { type Reply, type Request, text } from '../http/http.ts'
import type { Site } from '../http/types.ts'
import { changeApp } from '../state/app-settings.ts'
import type { App, AppSettings } from '../state/app-types.ts'
import { checkedRedirectUrl } from '../state/redirect-urls.ts'
import { findApp } from '../state/users.ts'
import { settingsView, switchNames } from './settings-view.ts'

/**
 * Answers `/apps/A…`, the settings page of an app. A form is accepted only when it was sent from this page (see
 * `isSameOriginForm`).
 */
export async function settingsPage(site: Site, request: Request): Promise<Reply> {
  const { verb, path } = request
  const app = findApp(site.world, path.slice('/apps/'.length).replace(/\/$/, ''))
  if (!app) return text(404, 'There is no such app on this local Slack simulator\n')
  const may = mayAct(site, request)
  const view = (problem?: PageVisit['problem']) => settingsView(site, app, { mayAct: may, ...(problem && { problem }) })
  if (verb === 'GET' || verb === 'HEAD') return view()
  if (verb !== 'POST') return text(405, 'Only GET and POST\n', { allow: 'GET, POST' })
  const { args: form, invalid } = await readArguments(request)
  if (invalid !== undefined) return text(400, 'The form is unreadable\n')
  if (!may) return view({ status: 403, message: `${readOnlyNotice} Nothing was changed.` })
  if (!isSameOriginForm(site, request, form)) {
    return view({ status: 403, message: 'That form is not from this page. Nothing was changed.' })
  }
  try {
    changeApp(site.world, { ...changesOf(app, form) }, app)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const message = `${form['url'] || 'Nothing'} can’t be a redirect URL: it has to be a whole one, without #.`
    return view({ status: 400, message })
  }
  return { status: 303, headers: { location: `/apps/${app.id}`, 'cache-control': 'no-store' }, body: '' }
}

/** Returns the settings that the form changes. @throws TypeError on an invalid redirect URL */
function changesOf({ redirectUrls }: App, form: Readonly<Record<string, string>>): Partial<AppSettings> {
  const { change, url = '' } = form
  if (change === 'add') return { redirectUrls: [...redirectUrls, checkedRedirectUrl(url.trim())] }
  if (change === 'remove') return { redirectUrls: redirectUrls.filter((one) => one !== url) }
  if (change === 'switches') return Object.fromEntries(switchNames.map((name) => [name, form[name] === 'on']))
  return {}
}
