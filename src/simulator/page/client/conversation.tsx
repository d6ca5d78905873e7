import type { PageChannel, PageConversation } from '../types.ts'
import { AskAssistants, NewAssistantThread, Prompts } from './assistant.tsx'
import { Composer } from './composer.tsx'
import { Members } from './members.tsx'
import { useModel } from './model.ts'
import { appIn, isWithApp, titleOf } from './names.ts'
import { Stream } from './stream.tsx'
import { useRead } from './use-read.ts'

/** The messages of a conversation, and the field in which the person writes. */
export function Conversation({
  channel: id,
  message,
}: {
  readonly channel: string
  readonly message: string | undefined
}) {
  const { desk } = useModel()
  const channel = desk.channels.find((one) => one.id === id)
  const shown = useRead<PageConversation>('conversation', { user: desk.me.id, channel: id })
  if (!channel) {
    return (
      <main class="middle">
        <p class="empty">{desk.me.realName} does not see this conversation.</p>
      </main>
    )
  }
  const title = titleOf(channel, desk)
  return (
    <main class="middle" aria-label={title} id="messages" tabIndex={-1}>
      <header class="head">
        <h2>{title}</h2>
        {channel.kind === 'im' ? <p class="soft">Direct message</p> : <Members channel={channel} />}
        {channel.kind !== 'im' && <AskAssistants channel={id} />}
        {channel.topic !== '' && <p class="soft topic">{channel.topic}</p>}
        {isWithApp(channel, desk) && <Tabs channel={channel} />}
      </header>
      <Stream channel={channel} newest={shown} message={message} />
      <Prompts channel={channel} ts="" />
      <Composer key={`${desk.me.id} ${id}`} channel={channel} />
    </main>
  )
}

/** The tabs of a direct conversation with an app: its messages and its App Home. */
function Tabs({ channel }: { readonly channel: PageChannel }) {
  const { desk, go, act } = useModel()
  const app = appIn(channel, desk)
  if (!app) return null
  const open = async () => {
    go({ kind: 'home', app: app.id })
    await act('home', { app: app.id, tab: 'home' })
  }
  return (
    <div class="tabs">
      <button type="button" onClick={() => void open()}>
        Home
      </button>
      <button type="button" aria-current="page">
        Messages
      </button>
      {app.assistant && <NewAssistantThread app={app.id} label="+ New chat" />}
    </div>
  )
}
