import { Menu } from './menu.tsx'
import { useModel } from './model.ts'
import { usePopup } from './use-popup.ts'

/** The global shortcuts of the apps, beside the field for a message. */
export function GlobalShortcuts() {
  const { desk, act } = useModel()
  const { open, toggle, close, around } = usePopup<'shortcuts'>()
  const entries = desk.shortcuts
    .filter(({ on }) => on === 'global')
    .map(({ callbackId, name, app }) => ({ id: callbackId, label: name, hint: app }))
  if (entries.length === 0) return null
  const use = (id: string) => {
    close()
    void act('shortcut', { callback_id: id })
  }
  return (
    // The key handlers are on this element, so that Escape and the arrow keys work from every button in the element.
    <div class="upward" {...around}>
      <button
        type="button"
        class="quiet"
        aria-expanded={open !== undefined}
        onClick={(event) => toggle('shortcuts', event)}
      >
        Shortcuts
      </button>
      {open && <Menu label="Shortcuts" entries={entries} choose={use} />}
    </div>
  )
}
