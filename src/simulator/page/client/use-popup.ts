import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * Opens and closes a popup: an element that a button shows above the page, such as a menu. Escape closes the popup, and
 * the focus returns to the button. The popup also closes when the person clicks outside it or moves the focus to
 * another element. The arrow keys move the focus between the buttons in the popup.
 * @returns the name of the open popup, and the attributes of the element that contains the buttons and the popups
 */
export function usePopup<Name extends string>() {
  const [open, setOpen] = useState<Name>()
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLElement>()
  useEffect(() => {
    if (open === undefined) return
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(undefined)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [open])
  const close = () => {
    setOpen(undefined)
    opener.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (open === undefined) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const buttons = [...(box.current?.querySelectorAll<HTMLElement>('.menu button, .signs button') ?? [])]
      const { activeElement } = document
      const at = buttons.findIndex((one) => one.contains(activeElement))
      const next = buttons[(at + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
  }
  return {
    open,
    close,
    toggle(name: Name, event: { readonly currentTarget: HTMLElement }) {
      opener.current = event.currentTarget
      setOpen((now) => (now === name ? undefined : name))
    },
    around: { ref: box, onKeyDown },
  }
}
