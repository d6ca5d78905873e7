import { NewAssistantThread } from './assistant.tsx'
import { Blocks } from './blocks/blocks.tsx'
import { useDrafts } from './blocks/use-drafts.ts'
import { useModel } from './model.ts'
import { ViewSurface } from './view-surface.tsx'

/** The App Home that an app published for the person. */
export function Home({ app: id }: { readonly app: string }) {
  const { desk, act, go } = useModel()
  const app = desk.apps.find((one) => one.id === id)
  const view = desk.homes.find(({ appId }) => appId === id)
  const { drafts, setDraft } = useDrafts(view?.payload['blocks'])
  const openMessages = async () => {
    const bot = app?.botUserId
    if (!bot) return
    const answer = await act<{ channel: string }>('open', { with: bot })
    if (answer) go({ kind: 'channel', channel: answer.channel })
    await act('home', { app: id, tab: 'messages' })
  }
  return (
    <main class="middle" aria-label={`Home of ${app?.name ?? id}`}>
      <header class="head">
        <h2>{app?.name ?? id}</h2>
        <p class="soft">App</p>
        <div class="tabs">
          <button type="button" aria-current="page">
            Home
          </button>
          <button type="button" onClick={() => void openMessages()}>
            Messages
          </button>
          {app?.assistant && <NewAssistantThread app={app.id} label="+ New chat" />}
        </div>
      </header>
      <div class="stream home">
        {app?.homeTab === false ? (
          <p class="empty">The Home tab is off in the settings of the app (features.app_home.home_tab_enabled).</p>
        ) : view ? (
          <ViewSurface view={view} drafts={drafts} setDraft={setDraft}>
            <Blocks blocks={view.payload['blocks']} />
          </ViewSurface>
        ) : (
          <p class="empty">The app has not published a Home for {desk.me.realName} (views.publish).</p>
        )}
      </div>
    </main>
  )
}
