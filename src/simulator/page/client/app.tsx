import { useState } from 'preact/hooks'
import { Conversation } from './conversation.tsx'
import { DeveloperPanel } from './developer/panel.tsx'
import { Home } from './home.tsx'
import { Modal } from './modal.tsx'
import { ModelContext, useModel, usePage } from './model.ts'
import { Sidebar } from './sidebar.tsx'
import { Thread } from './thread.tsx'

/** The whole page. @param stale whether the key in the URL was from another run, or was used before */
export function App({ stale }: { readonly stale: boolean }) {
  const page = usePage()
  const [panel, setPanel] = useState<{ readonly about?: string } | undefined>()
  if (!page) return <p class="wait">…</p>
  if (page.state === 'locked') return <Locked stale={stale} />
  if (page.state === 'ended') return <p class="wait">The simulator does not answer. Start it: slack-tokens sim start</p>
  const { model } = page
  return (
    <ModelContext.Provider value={{ ...model, inspect: (about) => setPanel({ about }) }}>
      <p class="banner">
        <span>Local Slack simulator, on this computer. This is not slack.com and no real workspace is touched.</span>
        <button type="button" aria-expanded={panel !== undefined} onClick={() => setPanel(panel ? undefined : {})}>
          Developer’s side
        </button>
      </p>
      {model.problem !== undefined && (
        <p class="problem" role="alert">
          {model.problem}{' '}
          <button type="button" onClick={model.dismiss}>
            Close
          </button>
        </p>
      )}
      <div class="columns">
        <Sidebar />
        <Middle />
      </div>
      {panel && <DeveloperPanel about={panel.about} showAll={() => setPanel({})} close={() => setPanel(undefined)} />}
      {model.desk.modal && <Modal key={model.desk.modal.id} view={model.desk.modal} />}
    </ModelContext.Provider>
  )
}

/** The place that the URL names: a conversation with perhaps a thread, or an App Home. */
function Middle() {
  const { place, desk } = useModel()
  if (place.kind === 'home') return <Home key={place.app} app={place.app} />
  const channel = desk.channels.find(({ id }) => id === place.channel)
  return (
    <>
      <Conversation key={`${desk.me.id} ${place.channel}`} channel={place.channel} message={place.message} />
      {channel && place.thread !== undefined && <Thread channel={channel} ts={place.thread} />}
    </>
  )
}

function Locked({ stale }: { readonly stale: boolean }) {
  return (
    <main class="locked">
      <h1>Local Slack simulator</h1>
      {stale && <p>The address that you opened is from another run, or was used before.</p>}
      <p>
        This page needs the key of this run. Open it with <code>slack-tokens sim open</code>
      </p>
    </main>
  )
}
