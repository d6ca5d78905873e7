import { Conversation } from './conversation.tsx'
import { ModelContext, usePage } from './model.ts'
import { Sidebar } from './sidebar.tsx'

/** The whole page. @param stale whether the key in the URL was from another run, or was used before */
export function App({ stale }: { readonly stale: boolean }) {
  const page = usePage()
  if (!page) return <p class="wait">…</p>
  if (page.state === 'locked') return <Locked stale={stale} />
  if (page.state === 'ended') return <p class="wait">The simulator does not answer. Start it: slack-tokens sim start</p>
  const { model } = page
  return (
    <ModelContext.Provider value={model}>
      <p class="banner">
        Local Slack simulator, on this computer. This is not slack.com and no real workspace is touched.
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
        {model.place.kind === 'channel' && <Conversation key={model.place.channel} channel={model.place.channel} />}
      </div>
    </ModelContext.Provider>
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
