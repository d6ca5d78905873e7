import { useLayoutEffect, useRef } from 'preact/hooks'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly hint: string
}

interface MenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly choose: (id: string) => void
}

/** A list of actions below a button. Its first entry gets the focus. */
export function Menu({ label, entries, choose }: MenuProps) {
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => list.current?.querySelector('button')?.focus(), [])
  return (
    <ul class="menu" ref={list} aria-label={label}>
      {entries.map((one) => (
        <li key={one.id}>
          <button type="button" onClick={() => choose(one.id)}>
            {one.label} <span class="soft">{one.hint}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
