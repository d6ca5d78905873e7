import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { send } from '../api.ts'
import { isPart, labelOf, textOf } from '../fields.ts'
import { useModel } from '../model.ts'
import { useConfirm } from './confirm.tsx'
import { asTyped, chosenValues, type Option, optionsIn } from './options.ts'
import { type ElementProps, fieldNames, useElement } from './surface.ts'

/** The default of `min_query_length` (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
const leastTyped = 3

/** A menu whose options the app sends while the person types. */
export function ExternalSelect(props: ElementProps) {
  const { element } = props
  const { draft, stored, change } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  // The labels of options that the person chose, because a value that was not sent has no label.
  const labels = useRef(new Map<string, string>())
  const list = useId()
  const { offered, problem, search, close } = useOffered(props)
  useEffect(() => document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' }), [offered, at])
  const many = textOf(element['type']).startsWith('multi_')
  const chosen = chosenValues(draft, stored, element)
  for (const { value, label } of storedOptions(stored, element)) labels.current.set(value, label)
  const labelled = (value: string) => labels.current.get(value) ?? value
  const [only] = many ? [] : chosen

  const type = (text: string) => {
    setTyped(text)
    setAt(0)
    void search(text)
  }
  const choose = ({ label, value }: Option) => {
    close()
    setTyped(undefined)
    labels.current.set(value, label)
    ask(() => change(many ? asTyped([...chosen.filter((one) => one !== value), value]) : value))
  }
  const leave = () => {
    close()
    // An empty field takes away the choice; another text that is no choice is forgotten.
    if (typed === '' && only !== undefined) change('')
    setTyped(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const option = offered?.[at]
    if (steps !== undefined && offered && offered.length > 0) setAt((at + steps + offered.length) % offered.length)
    else if (event.key === 'Enter' && option) choose(option)
    else if (event.key === 'Escape' && offered) close()
    // Enter in this field never submits the form, because the typed text is no value.
    else if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <span class="external">
      {many &&
        chosen.map((value) => (
          <button
            key={value}
            type="button"
            class="chip"
            aria-label={`Remove ${labelled(value)}`}
            onClick={() => change(asTyped(chosen.filter((one) => one !== value)))}
          >
            {labelled(value)} <span aria-hidden="true">✕</span>
          </button>
        ))}
      <input
        type="text"
        class="element"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={offered !== undefined}
        aria-controls={list}
        aria-activedescendant={offered?.[at] ? `${list}-${at}` : undefined}
        {...fieldNames(props, labelOf(element['placeholder']) || 'Search')}
        placeholder={labelOf(element['placeholder']) || 'Type to search'}
        value={typed ?? (only === undefined ? '' : labelled(only))}
        onFocus={() => void search(typed ?? '')}
        onBlur={leave}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== '' && <span class="error">{problem}</span>}
      {offered && (
        <div class="offers dropdown" role="listbox" id={list} aria-label="Options">
          {offered.length === 0 && <p class="soft">The app offers nothing for this text.</p>}
          {offered.map((option, index) => (
            // The keys of the field choose an option, as in every combobox.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={option.value}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              {option.label}
            </div>
          ))}
        </div>
      )}
      {dialog}
    </span>
  )
}

/** The options that the app offers for the typed text, and why it offers none. */
function useOffered(props: ElementProps) {
  const { element } = props
  const { desk } = useModel()
  const { name, place } = useElement(props)
  const [offered, setOffered] = useState<readonly Option[]>()
  const [problem, setProblem] = useState('')
  const asked = useRef<string>()
  const least = typeof element['min_query_length'] === 'number' ? element['min_query_length'] : leastTyped
  const close = () => {
    asked.current = undefined
    setOffered(undefined)
  }
  const search = async (text: string) => {
    if (text.length < least) return close()
    asked.current = text
    try {
      const body = { user: desk.me.id, action_id: name, text, ...place }
      const { options } = await send<{ options: unknown }>('suggest', body)
      // The answer for an earlier text can arrive after the answer for a later text, or after the person left the field.
      if (asked.current !== text) return
      setOffered(optionsIn(options))
      setProblem('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
    }
  }
  return { offered, problem, search, close }
}

/** Returns the chosen options that have labels: those that the simulator stored, or the initial ones. */
function storedOptions(stored: unknown, element: ElementProps['element']): readonly Option[] {
  const own = isPart(stored) ? stored : {}
  return [own, element].flatMap((one) => [
    ...optionsIn([one['selected_option'], one['initial_option']].filter(isPart)),
    ...optionsIn(one['selected_options'] ?? one['initial_options']),
  ])
}
