import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { maskSecrets } from '../../../slack/facts/mask.ts'
import { type PageVisit, readOnlyNotice } from '../../control/access.ts'
import type { Reply } from '../../http/http.ts'
import type { Site } from '../../http/types.ts'
import type { Person, World } from '../../state/types.ts'
import { currentWorkspace, peopleIn, workspacesOf, worldsOf } from '../../state/workspaces.ts'
import { type Html, page } from '../layout.ts'
import { appPanels } from './apps.ts'
import { faultForm, stagedFaults } from './faults.ts'
import { channelPanels, tints } from './messages.ts'
import { requestTable } from './requests.ts'
import { inspectorScript } from './script.ts'
import { inspectorStyle } from './style.ts'

/** The colours of avatars, dark enough for white letters. */
const faces = ['#7a3e9d', '#1f6f8b', '#8a5a00', '#2d7a46', '#a23b5a', '#4655b8']
const style =
  inspectorStyle + Array.from({ length: tints }, (_, index) => `.tint${index}{background:${faces[index]}}`).join('')

/** Returns the inspector, the page at `/`: workspaces, messages, tokens, faults and the newest requests. */
export function inspector(site: Site, { mayAct, problem }: PageVisit): Reply {
  const { world } = site
  const { workspace, organization } = world.state
  const body = html`<a class="skip" href="#messages">Skip to the messages</a>
<div class="top"><div><h1>${workspace.name}</h1><p class="soft small">${workspace.id}${organization ? ` · in ${organization.name}` : ''} · API <code>${site.url()}/api/</code></p></div>
<div class="tools"><label class="grow" hidden><input id="filter" type="search" placeholder="Filter ( / )" aria-label="Filter what is shown"></label><span class="live" id="live" role="status" hidden>live</span><noscript><a href="/">Reload</a></noscript></div></div>
<div class="columns"><div class="stack" id="messages" data-part tabindex="-1">${worldsOf(world).map((there) => workspaceMessages(world, there))}</div>
<div class="stack"><section class="panel" id="faults" data-group="faults"><h2>Faults<small>requests that fail on purpose</small></h2>${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : ''}
<div id="staged" data-part>${stagedFaults(site, mayAct)}</div>${mayAct ? faultForm(site) : html`<p class="soft small" id="looking">${readOnlyNotice}</p><p class="problem" role="alert" id="stale" hidden>The address that you opened is from another run, or was used before.</p>`}</section>
<div class="stack" id="apps" data-part>${appPanels(world)}</div>
<section class="panel" id="people" data-group="people" data-part>${peopleOf(world)}</section></div></div>
<section class="panel requests" data-group="requests"><h2>Requests<small>newest first</small></h2><div id="requests" data-part>${requestTable(world)}</div></section>`
  const reply = page(problem?.status ?? 200, {
    title: maskSecrets(workspace.name),
    body: raw(maskSecrets((body as HtmlEscapedString).toString())),
    style,
    wide: true,
    forms: 'here',
    script: inspectorScript,
    version: site.version(),
  })
  // With the referrer policy `no-referrer`, browsers send a form with the origin `null`, which the simulator refuses.
  return { ...reply, headers: { ...reply.headers, 'referrer-policy': 'same-origin' } }
}

function workspaceMessages(world: World, there: World): Html {
  const { name, id } = currentWorkspace(there)
  const several = worldsOf(world).length > 1
  return html`${several ? html`<h2 class="place">${name} <small>${id}</small></h2>` : ''}${channelPanels(there)}`
}

function peopleOf(world: World): Html {
  const several = workspacesOf(world).length > 1
  return html`<h2>People</h2>${worldsOf(world).map(
    (there) => html`${several ? html`<h3>${currentWorkspace(there).name}</h3>` : ''}${peopleIn(there).map(personLine)}`,
  )}`
}

function personLine({ realName, name, id, bot, isAdmin, deleted }: Person): Html {
  return html`<p class="small" data-find>${realName}${bot ? html`<span class="tag">APP</span>` : ''} <span class="soft">@${name} · ${id}${isAdmin ? ' · admin' : ''}${deleted ? ' · deactivated' : ''}</span></p>`
}
