import { useMemo } from 'preact/hooks'
import type { PageMessage } from '../types.ts'
import { Attachments } from './attachments.tsx'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceContext } from './blocks/surface.ts'
import { useDrafts } from './blocks/use-drafts.ts'
import { isPart, partsOf, textOf } from './fields.ts'
import { Files } from './files.tsx'
import { Markdown } from './text/markdown.tsx'
import { Mrkdwn, PlainText } from './text/mrkdwn.tsx'

const none = {}

/** The content of a message: its blocks, otherwise its text; its attachments and files. */
export function Content({ message, values }: Pick<PageMessage, 'message' | 'values'>) {
  const { drafts, setDraft } = useDrafts(message['blocks'])
  const surface = useMemo(
    () => ({ message: message.ts, values, errors: none, drafts, setDraft }),
    [message.ts, values, drafts, setDraft],
  )
  const { blocks, text } = message
  const formatted = message['mrkdwn'] !== false
  return (
    <SurfaceContext.Provider value={surface}>
      {message['streaming_state'] !== undefined ? (
        <Streamed text={text} blocks={blocks} />
      ) : Array.isArray(blocks) && blocks.length > 0 ? (
        <Blocks blocks={blocks} />
      ) : (
        text !== '' && (
          <div class={`text${message['subtype'] === 'me_message' ? ' me' : ''}`}>
            {formatted ? <Mrkdwn text={text} /> : <PlainText text={text} />}
          </div>
        )
      )}
      {isPart(message['edited']) && <span class="soft small">(edited)</span>}
      <Attachments list={message['attachments']} />
      <Files list={message['files']} />
    </SurfaceContext.Provider>
  )
}

/**
 * A message that an app wrote in several steps: its tasks, its text in standard Markdown, and the blocks that the app
 * put below (docs.slack.dev/reference/methods/chat.stopStream).
 */
function Streamed({ text, blocks }: { readonly text: string; readonly blocks: unknown }) {
  const all = partsOf(blocks)
  const isOther = ({ type }: (typeof all)[number]) => !['plan', 'task_card'].includes(textOf(type))
  const tasks = all.findIndex(isOther)
  const split = tasks < 0 ? all.length : tasks
  return (
    <>
      <Blocks blocks={all.slice(0, split)} />
      <div class="text">
        <Markdown text={text} />
      </div>
      <Blocks blocks={all.slice(split)} first={split} />
    </>
  )
}
