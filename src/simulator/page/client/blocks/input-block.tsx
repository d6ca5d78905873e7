import { useId } from 'preact/hooks'
import { isPart, type Part } from '../fields.ts'
import { Element } from './element.tsx'
import { useSurface } from './surface.ts'
import { TextObject } from './text-object.tsx'

/** An input with its label, its hint and the error of the app’s last answer. */
export function InputBlock({ block, blockId }: { readonly block: Part; readonly blockId: string }) {
  const { errors } = useSurface()
  const id = useId()
  const { element, label, hint } = block
  const error = errors[blockId]
  return (
    <div class={`input${error === undefined ? '' : ' wrong'}`}>
      <p class="label" id={id}>
        <TextObject value={label} />
        {block['optional'] === true && <span class="soft"> (optional)</span>}
      </p>
      {isPart(element) && (
        <Element
          element={element}
          blockId={blockId}
          at={0}
          isInput
          dispatches={block['dispatch_action'] === true}
          labelledBy={id}
          describedBy={
            [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ') ||
            undefined
          }
          isWrong={error !== undefined}
        />
      )}
      {error !== undefined && (
        <p class="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p class="soft hint" id={`${id}-hint`}>
          <TextObject value={hint} />
        </p>
      )}
    </div>
  )
}
