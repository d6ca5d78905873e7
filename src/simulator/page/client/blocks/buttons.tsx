import { isPart, labelOf, partsOf, textOf } from '../fields.ts'
import { useConfirm } from './confirm.tsx'
import { type ElementProps, useElement } from './surface.ts'
import { TextObject } from './text-object.tsx'

/** A button. It also opens its URL when it has one. */
export function Button(props: ElementProps) {
  const { element } = props
  const { use } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const style = textOf(element['style'])
  const url = textOf(element['url'])
  const press = () => {
    if (/^https?:\/\//.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
    void use()
  }
  return (
    <>
      <button
        type="button"
        class={`element ${style}`}
        aria-label={textOf(element['accessibility_label']) || undefined}
        title={url || undefined}
        onClick={() => ask(press)}
      >
        {element['text'] === undefined ? textOf(element['icon']) : <TextObject value={element['text']} />}
      </button>
      {dialog}
    </>
  )
}

/** Two buttons with which a person rates an answer as good or bad. */
export function FeedbackButtons(props: ElementProps) {
  const { element } = props
  const { use } = useElement(props)
  const buttons = [element['positive_button'], element['negative_button']].filter(isPart)
  return (
    <>
      {partsOf(buttons).map((button, index) => (
        <button
          key={index}
          type="button"
          class="element"
          aria-label={textOf(button['accessibility_label']) || undefined}
          onClick={() => void use(textOf(button['value']) || labelOf(button['text']))}
        >
          <TextObject value={button['text']} />
        </button>
      ))}
    </>
  )
}
