import { useId, useRef, useState } from 'preact/hooks'
import { send } from '../api.ts'
import { labelOf, type Part, partsOf, textOf } from '../fields.ts'
import { useModel } from '../model.ts'
import { titleOf } from '../names.ts'
import { useConfirm } from './confirm.tsx'
import { asTyped, chosenValues, type Option, optionsIn } from './options.ts'
import { type ElementProps, useElement } from './surface.ts'

/** A menu of fixed options, of options from the app, or of people, channels or conversations. */
export function Select(props: ElementProps) {
  const type = textOf(props.element['type'])
  return type.endsWith('external_select') ? <ExternalSelect {...props} /> : <FixedSelect {...props} />
}

function FixedSelect(props: ElementProps) {
  const { element } = props
  const { draft, stored, change } = useElement(props)
  const { ask, dialog } = useConfirm(element)
  const groups = useGroups(element)
  const chosen = chosenValues(draft, stored, element)
  const many = textOf(element['type']).startsWith('multi_')
  const label = labelOf(element['placeholder']) || 'Choose'
  return (
    <>
      <select
        class="element"
        multiple={many}
        size={
          many
            ? Math.min(
                6,
                groups.reduce((sum, { options }) => sum + options.length, 0),
              )
            : undefined
        }
        aria-labelledby={props.labelledBy}
        aria-label={props.labelledBy === undefined ? label : undefined}
        onChange={({ currentTarget }) => {
          const values = [...currentTarget.selectedOptions].map(({ value }) => value)
          ask(() => change(many ? asTyped(values) : (values[0] ?? '')))
        }}
      >
        {!many && (
          <option value="" selected={chosen.length === 0}>
            {label}
          </option>
        )}
        {groups.map(({ title, options }) => {
          const rows = options.map((option) => (
            <option key={option.value} value={option.value} selected={chosen.includes(option.value)}>
              {option.label}
            </option>
          ))
          return title === '' ? (
            rows
          ) : (
            <optgroup key={title} label={title}>
              {rows}
            </optgroup>
          )
        })}
      </select>
      {dialog}
    </>
  )
}

interface OptionGroup {
  readonly title: string
  readonly options: readonly Pick<Option, 'value' | 'label'>[]
}

/** Returns the options of a menu, in their groups. A menu without groups has one group without a title. */
function useGroups(element: Part): readonly OptionGroup[] {
  const { desk } = useModel()
  const type = textOf(element['type'])
  if (type.endsWith('users_select')) {
    const people = desk.people.filter(({ deactivated }) => !deactivated)
    return [{ title: '', options: people.map(({ id, realName }) => ({ value: id, label: realName })) }]
  }
  if (type.endsWith('channels_select') || type.endsWith('conversations_select')) {
    const shown = desk.channels.filter(({ kind }) => kind === 'public' || type.endsWith('conversations_select'))
    return [{ title: '', options: shown.map((one) => ({ value: one.id, label: titleOf(one, desk) })) }]
  }
  const grouped = partsOf(element['option_groups'])
  if (grouped.length === 0) return [{ title: '', options: optionsIn(element['options']) }]
  return grouped.map((group) => ({ title: labelOf(group['label']), options: optionsIn(group['options']) }))
}

/** A menu whose options the app sends while the person types. */
function ExternalSelect(props: ElementProps) {
  const { element } = props
  const { desk } = useModel()
  const { name, place, draft, stored, change } = useElement(props)
  const [typed, setTyped] = useState('')
  const [offered, setOffered] = useState<Option[]>()
  const [problem, setProblem] = useState('')
  const asked = useRef('')
  const list = useId()
  const many = textOf(element['type']).startsWith('multi_')
  const least = typeof element['min_query_length'] === 'number' ? element['min_query_length'] : 3
  const chosen = chosenValues(draft, stored, element)
  const search = async (text: string) => {
    setTyped(text)
    if (text.length < least) return setOffered(undefined)
    try {
      const body = { user: desk.me.id, action_id: name, text, ...place }
      asked.current = text
      const { options } = await send<{ options: unknown }>('suggest', body)
      // The answer for an earlier text can arrive after the answer for a later text.
      if (asked.current !== text) return
      setOffered(optionsIn(options))
      setProblem('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '')
    }
  }
  const choose = ({ label, value }: Option) => {
    setOffered(undefined)
    setTyped(many ? '' : label)
    change(many ? asTyped([...chosen, value]) : value)
  }
  return (
    <span class="external">
      {many && chosen.length > 0 && <span class="soft">{chosen.join(', ')}</span>}
      <input
        type="search"
        role="combobox"
        aria-expanded={offered !== undefined}
        aria-controls={list}
        aria-labelledby={props.labelledBy}
        aria-label={props.labelledBy === undefined ? labelOf(element['placeholder']) || 'Search' : undefined}
        placeholder={chosen.length > 0 && !many ? chosen[0] : labelOf(element['placeholder'])}
        value={typed}
        onFocus={() => void (least === 0 && search(typed))}
        onInput={({ currentTarget }) => void search(currentTarget.value)}
      />
      {problem !== '' && <span class="error">{problem}</span>}
      {offered && (
        <ul class="menu offered" id={list}>
          {offered.length === 0 && <li class="empty">The app offers nothing for this text.</li>}
          {offered.map((option) => (
            <li key={option.value}>
              <button type="button" onClick={() => choose(option)}>
                {option.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </span>
  )
}
