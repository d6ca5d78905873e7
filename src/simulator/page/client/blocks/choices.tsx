import { useId } from 'preact/hooks'
import { useConfirm } from './confirm.tsx'
import { asTyped, chosenValues, optionsIn } from './options.ts'
import { type ElementProps, useElement } from './surface.ts'
import { TextObject } from './text-object.tsx'

/** A list of options. The person can choose any number of them. */
export function Checkboxes(props: ElementProps) {
  const { element } = props
  const { draft, stored, change } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const chosen = chosenValues(draft, stored, element)
  const toggle = (value: string, on: boolean) =>
    change(asTyped(on ? [...chosen, value] : chosen.filter((one) => one !== value)))
  return (
    <fieldset class="choices" aria-labelledby={props.labelledBy}>
      {optionsIn(element['options']).map(({ value, part }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget }) => {
              const { checked } = currentTarget
              ask(() => toggle(value, checked))
            }}
          />
          <OptionText part={part} />
        </label>
      ))}
      {dialog}
    </fieldset>
  )
}

/** A list of options. The person can choose only one of them. */
export function RadioButtons(props: ElementProps) {
  const { element } = props
  const { draft, stored, change } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const [chosen] = chosenValues(draft, stored, element)
  const group = useId()
  return (
    <fieldset class="choices" aria-labelledby={props.labelledBy}>
      {optionsIn(element['options']).map(({ value, part }) => (
        <label key={value}>
          <input type="radio" name={group} checked={chosen === value} onChange={() => ask(() => change(value))} />
          <OptionText part={part} />
        </label>
      ))}
      {dialog}
    </fieldset>
  )
}

/** A button that opens a list of actions. */
export function Overflow(props: ElementProps) {
  const { element } = props
  const { use } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  return (
    <>
      <select
        class="element"
        aria-label="More actions"
        value=""
        onChange={({ currentTarget }) => {
          const { value } = currentTarget
          currentTarget.value = ''
          if (value !== '') ask(() => void use(value))
        }}
      >
        <option value="">⋯</option>
        {optionsIn(element['options']).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {dialog}
    </>
  )
}

function OptionText({ part }: { readonly part: Readonly<Record<string, unknown>> }) {
  return (
    <span>
      <TextObject value={part['text']} />
      {part['description'] !== undefined && (
        <span class="soft description">
          <TextObject value={part['description']} />
        </span>
      )}
    </span>
  )
}
