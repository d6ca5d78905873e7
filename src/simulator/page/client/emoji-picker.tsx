import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { allEmoji, emojiNamed } from '../../../slack/facts/emoji.ts'

const usual = ['+1', 'tada', 'white_check_mark', 'eyes', 'heart', 'joy', 'rocket', 'thinking_face']
const mostShown = 40

/** Returns the names of emoji that contain the text. Names that begin with the text come first. */
export function emojiLike(text: string, most: number): string[] {
  const wanted = text.toLowerCase()
  const all = [...allEmoji().keys()].filter((name) => name.includes(wanted))
  return [...all.filter((name) => name.startsWith(wanted)), ...all.filter((name) => !name.startsWith(wanted))].slice(
    0,
    most,
  )
}

/** A small window in which the person chooses an emoji by its name. */
export function EmojiPicker({ choose }: { readonly choose: (name: string) => void }) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // Before the next key arrives, so that no letter is lost.
  useLayoutEffect(() => field.current?.focus(), [])
  const names = text === '' ? usual : emojiLike(text, mostShown)
  return (
    <div class="picker" role="dialog" aria-label="Choose an emoji">
      <input
        type="search"
        placeholder="Name of an emoji"
        aria-label="Name of an emoji"
        value={text}
        ref={field}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = names
          if (event.key !== 'Enter' || first === undefined) return
          // Otherwise the key also presses the button that gets the focus, which opens this window again.
          event.preventDefault()
          choose(first)
        }}
      />
      <div class="signs">
        {names.map((name) => (
          <button key={name} type="button" title={`:${name}:`} aria-label={name} onClick={() => choose(name)}>
            {emojiNamed(name)}
          </button>
        ))}
        {names.length === 0 && <p class="empty">No emoji has this name.</p>}
      </div>
    </div>
  )
}
