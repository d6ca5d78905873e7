/** The parts of a streamed message that are not text. */
export interface MessageStream {
  state: 'in_progress' | 'completed'
  /** How tasks are shown: each as a block, or all in one plan. */
  display: 'timeline' | 'plan'
  planTitle?: string
  tasks: TaskUpdate[]
  /** Blocks that the app added, without those of the tasks. */
  blocks: unknown[]
}

/** The newest state of one task of a streamed message. */
export interface TaskUpdate {
  id: string
  title: string
  status: string
  details?: string
  output?: string
  sources?: unknown
}

/** A thread that a person opened with an assistant (docs.slack.dev/ai/developing-ai-apps). */
export interface AssistantThread {
  appId: string
  userId: string
  channelId: string
  /** Of its first message. */
  ts: string
  /** Where the person was: `channel_id`; empty when nowhere. */
  context: Readonly<Record<string, string>>
  /** Empty until the app has set one. */
  title: string
  prompts?: { title: string; prompts: { title: string; message: string }[] }
}

/** What an app shows that it is doing in a thread (`assistant.threads.setStatus`). */
export interface ThreadStatus {
  appId: string
  channelId: string
  /** Of the thread. */
  ts: string
  text: string
  /** Texts that take turns while the person waits. */
  loadingMessages: string[]
  /** Name and icon in place of the app's. */
  username?: string
  icons?: { emoji?: string; image_48?: string }
  /** Milliseconds since 1970. */
  at: number
}
