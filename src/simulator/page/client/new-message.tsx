import { useState } from 'preact/hooks'
import { Dialog } from './dialog.tsx'
import { useModel } from './model.ts'

/** The highest number of other people in a group message (docs.slack.dev/reference/methods/conversations.open). */
const mostOthers = 8

/** The button that opens the form for a message to several people. */
export function NewMessage() {
  const { desk, act, go } = useModel()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const others = desk.people.filter(({ id, deactivated }) => id !== desk.me.id && !deactivated)
  const close = () => {
    setOpen(false)
    setChosen([])
  }
  const start = async (event: Event) => {
    event.preventDefault()
    const answer = await act<{ channel: string }>('open', { with: chosen.join(',') })
    if (!answer) return
    close()
    go({ kind: 'channel', channel: answer.channel })
  }
  return (
    <>
      <button type="button" class="row outside" onClick={() => setOpen(true)}>
        <span class="name">+ New group message</span>
      </button>
      {open && (
        <Dialog title="New group message" close={close}>
          <form class="modal" onSubmit={(event) => void start(event)}>
            <fieldset class="choices memberlist">
              <legend class="soft">With whom? At most {mostOthers} people and apps</legend>
              {others.map(({ id, name, realName, appId }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(id)}
                    disabled={chosen.length >= mostOthers && !chosen.includes(id)}
                    onChange={({ currentTarget }) =>
                      setChosen(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                    }
                  />
                  <span>
                    {realName} <span class="soft">@{name}</span> {appId !== null && <span class="tag">APP</span>}
                  </span>
                </label>
              ))}
            </fieldset>
            <footer>
              <button type="button" class="quiet" onClick={close}>
                Cancel
              </button>
              <button type="submit" class="primary" disabled={chosen.length === 0}>
                Open
              </button>
            </footer>
          </form>
        </Dialog>
      )}
    </>
  )
}
