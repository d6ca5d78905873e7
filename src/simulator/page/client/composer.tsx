import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageChannel } from '../types.ts'
import { completionFor, type Offer } from './completion.ts'
import { useModel } from './model.ts'
import { appIn, titleOf } from './names.ts'
import { GlobalShortcuts } from './shortcuts.tsx'
import { base64Of } from './upload.ts'

/** The field in which the person writes messages and commands, with completion and a button for a file. */
export function Composer({ channel, thread }: { readonly channel: PageChannel; readonly thread?: string }) {
  const { desk, act } = useModel()
  const [text, setText] = useState('')
  const [cursor, setCursor] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closed, setClosed] = useState(false)
  const [files, setFiles] = useState<readonly File[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  // The position of the cursor after a completion. A browser moves the cursor to the end when a text is replaced.
  const caret = useRef<number>()
  const list = useId()
  const completion = closed ? undefined : completionFor(desk, text.slice(0, cursor))
  const offers = completion?.offers ?? []
  const chosenOffer = offers[Math.min(chosen, offers.length - 1)]

  useLayoutEffect(() => {
    const { current: at } = caret
    caret.current = undefined
    if (at !== undefined) field.current?.setSelectionRange(at, at)
  })
  const type = (next: string, at: number) => {
    setText(next)
    setCursor(at)
    setChosen(0)
    setClosed(false)
  }
  const accept = (offer: Offer) => {
    if (!completion) return
    const start = `${text.slice(0, completion.from)}${offer.text} `
    type(start + text.slice(cursor), start.length)
    setClosed(true)
    caret.current = start.length
    field.current?.focus()
  }
  /** Uploads the files. The last one shares the others in its message. Returns false when one is refused. */
  const upload = async (message: Readonly<Record<string, string>>): Promise<boolean> => {
    const stored: string[] = []
    for (const [index, file] of files.entries()) {
      const isLast = index === files.length - 1
      const body = { name: file.name, content: await base64Of(file) }
      const rest = { channel: channel.id, ...message, ...(stored.length > 0 && { with: stored.join(',') }) }
      const answer = await act<{ file: string }>('upload', isLast ? { ...body, ...rest } : body)
      if (!answer) return false
      stored.push(answer.file)
    }
    return true
  }
  const submit = async () => {
    const reply = thread === undefined ? {} : { thread }
    if (files.length > 0) {
      if (!(await upload({ text, ...reply }))) return
      setFiles([])
    } else {
      if (text.trim() === '' || !(await act('say', { channel: channel.id, text, ...reply }))) return
    }
    type('', 0)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (
      chosenOffer &&
      ['Tab', 'Enter'].includes(event.key) &&
      !event.shiftKey &&
      !isWhole(chosenOffer, text, completion?.from)
    ) {
      event.preventDefault()
      accept(chosenOffer)
    } else if (offers.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setChosen((now) => (now + (event.key === 'ArrowDown' ? 1 : offers.length - 1)) % offers.length)
    } else if (event.key === 'Escape') setClosed(true)
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void submit()
    }
  }
  if (channel.archived || !channel.members.includes(desk.me.id)) return <NotHere channel={channel} />
  if (appIn(channel, desk)?.messagesTab === false) return <NoMessages />
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {offers.length > 0 && (
        <div class="offers" role="listbox" id={list} aria-label="Suggestions">
          {offers.map((offer, index) => (
            // The keys of the field choose an option, as in every combobox.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={offer.text}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={offer === chosenOffer}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => accept(offer)}
            >
              <strong>{offer.label}</strong> <span class="soft">{offer.hint}</span>
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={field}
        rows={Math.min(8, text.split('\n').length)}
        placeholder={thread === undefined ? `Message ${titleOf(channel, desk)}` : 'Reply in the thread'}
        aria-label={thread === undefined ? `Message to ${titleOf(channel, desk)}` : 'Reply'}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-activedescendant={chosenOffer ? `${list}-${offers.indexOf(chosenOffer)}` : undefined}
        value={text}
        onInput={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart)}
        onKeyDown={onKey}
      />
      <div class="bar">
        <label class="file">
          <input
            type="file"
            multiple
            class="sr"
            onChange={({ currentTarget }) => setFiles([...(currentTarget.files ?? [])])}
          />
          <span>{files.length > 0 ? files.map(({ name }) => name).join(', ') : 'Add files'}</span>
        </label>
        {files.length > 0 && (
          <button type="button" class="quiet" onClick={() => setFiles([])}>
            Remove the files
          </button>
        )}
        {thread === undefined && <GlobalShortcuts />}
        <button type="submit" disabled={text.trim() === '' && files.length === 0}>
          Send
        </button>
      </div>
    </form>
  )
}

/** Whether the person has typed the whole offered text, so that Enter sends it. */
function isWhole(offer: Offer, text: string, from: number | undefined): boolean {
  return from !== undefined && text.slice(from).trim() === offer.text
}

/** The note that replaces the message field when the person cannot write in the conversation. */
function NotHere({ channel }: { readonly channel: PageChannel }) {
  const { desk, act } = useModel()
  if (channel.archived) return <p class="composer closed">This channel is archived.</p>
  return (
    <p class="composer closed">
      {desk.me.realName} is not in {titleOf(channel, desk)}.{' '}
      <button type="button" onClick={() => void act('join', { channel: channel.id })}>
        Join
      </button>
    </p>
  )
}

function NoMessages() {
  return (
    <p class="composer closed">
      The app takes no messages: its messages tab is off or read-only in its settings
      (features.app_home.messages_tab_enabled, messages_tab_read_only_enabled).
    </p>
  )
}
