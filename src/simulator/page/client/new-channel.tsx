import { useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import { useModel } from './model.ts'

/** The button that opens the form for a new channel. */
export function NewChannel() {
  const { act, go } = useModel()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [isPrivate, setPrivate] = useState(false)
  const create = async (event: Event) => {
    event.preventDefault()
    const answer = await act<{ channel: string }>('create-channel', { name, private: isPrivate })
    if (!answer) return
    setOpen(false)
    setName('')
    go({ kind: 'channel', channel: answer.channel })
  }
  return (
    <>
      <button type="button" class="row outside" onClick={() => setOpen(true)}>
        <span class="name">+ New channel</span>
      </button>
      {open && (
        <Dialog title="New channel" close={() => setOpen(false)}>
          <form class="modal" onSubmit={(event) => void create(event)}>
            <label>
              Name
              <input
                type="text"
                value={name}
                maxLength={80}
                placeholder="plan-budget"
                onInput={({ currentTarget }) => setName(currentTarget.value.toLowerCase().replaceAll(' ', '-'))}
              />
            </label>
            <label class="choice">
              <input
                type="checkbox"
                checked={isPrivate}
                onChange={({ currentTarget }) => setPrivate(currentTarget.checked)}
              />{' '}
              Private: only members see it
            </label>
            <footer>
              <button type="button" class="quiet" onClick={() => setOpen(false)}>
                Cancel
              </button>
              <button type="submit" class="primary" disabled={name === ''}>
                Create
              </button>
            </footer>
          </form>
        </Dialog>
      )}
    </>
  )
}
