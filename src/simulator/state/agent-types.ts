/** The data of a streamed message (`chat.startStream`) in addition to its text. */
export interface MessageStream {
  state: 'in_progress' | 'completed'
  /** How the tasks are shown: each task as its own block (`timeline`), or all tasks in one block (`plan`). */
  display: 'timeline' | 'plan'
  planTitle?: string
  tasks: TaskUpdate[]
  /** The blocks that the app added. The blocks of `tasks` are not in this list. */
  blocks: unknown[]
}

/** The current state of one task in a streamed message. */
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
  /** The `ts` of the first message in the thread. */
  ts: string
  /** The thread's context: `{ channel_id }` with the channel that the person was viewing, or `{}`. */
  context: Readonly<Record<string, string>>
  /** The title that the app set; empty before that. */
  title: string
  prompts?: { title: string; prompts: { title: string; message: string }[] }
}

/** The prompts that an agent shows in its messages tab, in the direct conversation with a person. */
export interface AgentPrompts {
  appId: string
  channelId: string
  title: string
  prompts: { title: string; message: string }[]
}

/** An execution of a function of an app, which a workflow started (docs.slack.dev/workflows/workflow-steps). */
export interface FunctionExecution {
  id: string
  workflowId: string
  appId: string
  callbackId: string
  /** The id of the person who started the workflow. */
  userId: string
  /** The token of the execution, `xwfp-`. */
  token: string
  inputs: Readonly<Record<string, unknown>>
  /** The names of the outputs that the app has to give. */
  required: readonly string[]
  state: 'running' | 'completed' | 'failed'
  outputs?: Readonly<Record<string, unknown>>
  /** The text that the app gave when the function failed. */
  error?: string
  /** The time of the start, in milliseconds since 1970. */
  at: number
}

/** The status that an app shows in a thread while it works (`assistant.threads.setStatus`). */
export interface ThreadStatus {
  appId: string
  channelId: string
  /** The `ts` of the first message in the thread. */
  ts: string
  text: string
  /** The texts that Slack shows in turn while the person waits. */
  loadingMessages: string[]
  /** The name that is shown in place of the app's name; `icons` replaces the app's icon. */
  username?: string
  icons?: { emoji?: string; image_48?: string }
  /** The time of the status, in milliseconds since 1970. */
  at: number
}
