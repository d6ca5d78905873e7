import { useState } from 'preact/hooks'
import { useModel } from '../model.ts'
import { useRead } from '../use-read.ts'
import type { FaultDraft } from './fault-draft.ts'

interface WaitingFault {
  readonly on: string
  readonly what: string
  readonly times: number
  readonly after: number
}

interface FaultChoices {
  readonly places: readonly string[]
  readonly kinds: readonly string[]
}

/** The faults that wait for a request or a delivery, and a form for a new fault. */
export function Faults({ draft }: { readonly draft: FaultDraft }) {
  const { change } = useModel()
  const waiting = useRead<{ faults: readonly WaitingFault[] }>('fail', {})?.faults ?? []
  const choices = useRead<FaultChoices>('fault-choices', {})
  const [on, setOn] = useState(draft.on)
  const [what, setWhat] = useState(draft.what)
  const [times, setTimes] = useState('1')
  const [note, setNote] = useState('')
  const add = async (event: Event) => {
    event.preventDefault()
    const answer = await change<{ note: string | null }>('fail', {
      on: on.trim(),
      what: what.trim(),
      times: Number(times),
    })
    if (!answer) return
    setNote(answer.note ?? '')
    setWhat('')
  }
  return (
    <div class="rows">
      <form class="fault" onSubmit={(event) => void add(event)}>
        <label>
          Where
          <input
            required
            list="fault-places"
            value={on}
            placeholder="chat.postMessage"
            onInput={(event) => setOn(event.currentTarget.value)}
          />
        </label>
        <label>
          What
          <input
            required
            list="fault-kinds"
            value={what}
            placeholder="429"
            ref={(field) => {
              if (draft.on !== '' && what === '') field?.focus()
            }}
            onInput={(event) => setWhat(event.currentTarget.value)}
          />
        </label>
        <label>
          Times
          <input
            inputMode="numeric"
            pattern="[0-9]{1,6}"
            value={times}
            onInput={(event) => setTimes(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Add the fault
        </button>
        <datalist id="fault-places">
          {choices?.places.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <datalist id="fault-kinds">
          {choices?.kinds.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </form>
      {note !== '' && <p class="soft">{note}</p>}
      {waiting.length === 0 && <p class="empty">Nothing fails on purpose.</p>}
      <ul>
        {waiting.map((fault, index) => (
          <li key={index}>
            <strong>{fault.on}</strong> → <code>{fault.what}</code>{' '}
            <span class="soft">
              {fault.times} left{fault.after > 0 ? `, after ${fault.after}` : ''}
            </span>{' '}
            <button
              type="button"
              class="quiet"
              onClick={() => void change('remove-fault', { on: fault.on, what: fault.what })}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
