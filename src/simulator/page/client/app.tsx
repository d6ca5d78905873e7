import { useRef, useState } from 'preact/hooks'
import { Conversation } from './conversation.tsx'
import { DeveloperPanel } from './developer/panel.tsx'
import { Home } from './home.tsx'
import { Modal } from './modal.tsx'
import { ModelContext, useModel, usePage } from './model.ts'
import { Sidebar } from './sidebar.tsx'
import { Thread } from './thread.tsx'

/**
 * The whole page.
 * @param stale whether the key in the URL is from another run of the simulator, or was already used
 */
export function App({ stale }: { readonly stale: boolean }) {
  const page = usePage()
  // On a narrow screen the list of conversations is above the page, and a button opens it.
  const [drawer, setDrawer] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const closeDrawer = (back: boolean) => {
    setDrawer(false)
    if (back) opener.current?.focus()
  }
  const [panel, setPanel] = useState<{ readonly about?: string } | undefined>()
  if (!page) return <p class="wait">…</p>
  if (page.state === 'locked') return <Locked stale={stale} />
  if (page.state === 'refused') return <p class="wait">{page.message}</p>
  if (page.state === 'ended') return <p class="wait">The simulator does not answer. Start it: slack-tokens sim start</p>
  const { model } = page
  return (
    <ModelContext.Provider value={{ ...model, inspect: (about) => setPanel({ about }) }}>
      <p class="banner">
        <button
          type="button"
          class="opensidebar"
          ref={opener}
          aria-expanded={drawer}
          aria-controls="sidebar"
          onClick={() => setDrawer(!drawer)}
        >
          <span aria-hidden="true">☰</span>
          <span class="sr">Show the conversations</span>
        </button>
        <span>
          Local Slack simulator
          <span class="more">, on this computer. This is not slack.com and no real workspace is touched.</span>
        </span>
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
        <Sidebar open={drawer} close={closeDrawer} />
        <Middle />
      </div>
      {panel && <DeveloperPanel about={panel.about} showAll={() => setPanel({})} close={() => setPanel(undefined)} />}
      {model.desk.modal && !model.isSwitching && <Modal key={model.desk.modal.id} view={model.desk.modal} />}
    </ModelContext.Provider>
  )
}

/** The middle of the page: the conversation or the App Home in the URL. */
function Middle() {
  const { place, desk, isSwitching } = useModel()
  // What is on the page still belongs to the person before.
  if (isSwitching) return <main class="middle" aria-busy="true" />
  if (place.kind === 'home') return <Home key={place.app} app={place.app} />
  const channel = desk.channels.find(({ id }) => id === place.channel)
  return (
    <>
      <Conversation
        key={`${desk.me.id} ${place.channel}`}
        channel={place.channel}
        message={place.thread === undefined ? place.message : undefined}
      />
      {channel && place.thread !== undefined && <Thread channel={channel} ts={place.thread} message={place.message} />}
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
