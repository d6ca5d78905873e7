import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useModel } from './model.ts'

interface DialogProps {
  readonly title: string
  readonly close: () => void
  readonly children: ComponentChildren
}

/**
 * A window above the page, which also shows why the last action was refused. While the window is open, the rest of the
 * page is disabled; Escape closes the window.
 */
export function Dialog({ title, close, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { problem, dismiss } = useModel()
  useEffect(() => {
    dismiss()
    box.current?.showModal()
    // Without this, the button that closes the window has the focus.
    box.current?.querySelector<HTMLElement>(':is(input, textarea, select):not([type="file"])')?.focus()
    return () => box.current?.close()
  }, [])
  return (
    <dialog
      ref={box}
      aria-labelledby={id}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={close}>
          ✕
        </button>
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </header>
      {children}
    </dialog>
  )
}
