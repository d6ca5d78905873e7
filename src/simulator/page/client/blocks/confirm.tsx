import { useRef, useState } from 'preact/hooks'
import { Dialog } from '../dialog.tsx'
import { isPart, labelOf, type Part } from '../fields.ts'
import { TextObject } from './text-object.tsx'

/**
 * Returns the function `ask`, which runs some work after the person has agreed, and `dialog`, the dialog in which the
 * person agrees. When the element has no `confirm`, `ask` runs the work immediately.
 * @param element the element, or the option, that can have `confirm`
 */
export function useConfirm(element: Part) {
  const [asking, setAsking] = useState(false)
  const waiting = useRef<() => void>()
  const { confirm } = element
  const ask = (work: () => void) => {
    if (!isPart(confirm)) return work()
    waiting.current = work
    setAsking(true)
  }
  const end = (agreed: boolean) => {
    setAsking(false)
    if (agreed) waiting.current?.()
  }
  const dialog = asking && isPart(confirm) && (
    <Dialog title={labelOf(confirm['title'])} close={() => end(false)}>
      <div class="text">
        <TextObject value={confirm['text']} />
      </div>
      <footer>
        <button type="button" class="quiet" onClick={() => end(false)}>
          {labelOf(confirm['deny']) || 'Cancel'}
        </button>
        <button type="button" class={confirm['style'] === 'danger' ? 'danger' : 'primary'} onClick={() => end(true)}>
          {labelOf(confirm['confirm']) || 'Yes'}
        </button>
      </footer>
    </Dialog>
  )
  return { ask, dialog }
}
