import type { Desk, PageChannel } from '../../types.ts'
import { isPart, labelOf, type Part, partsOf, textOf } from '../fields.ts'
import { useModel } from '../model.ts'
import { titleOf } from '../names.ts'
import { useConfirm } from './confirm.tsx'
import { ExternalSelect } from './external-select.tsx'
import { asTyped, chosenValues, type Option, optionsIn } from './options.ts'
import { type ElementProps, fieldNames, useElement } from './surface.ts'

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
        {...fieldNames(props, label)}
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
  if (type.endsWith('channels_select')) {
    const shown = desk.channels.filter(({ kind }) => kind === 'public')
    return [{ title: '', options: shown.map((one) => ({ value: one.id, label: titleOf(one, desk) })) }]
  }
  if (type.endsWith('conversations_select')) return [{ title: '', options: conversations(desk, element['filter']) }]
  const grouped = partsOf(element['option_groups'])
  if (grouped.length === 0) return [{ title: '', options: optionsIn(element['options']) }]
  return grouped.map((group) => ({ title: labelOf(group['label']), options: optionsIn(group['options']) }))
}

/**
 * Returns the conversations that a menu offers: channels, group messages, and people, as Slack does. A person has the
 * user id as value (docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object).
 */
function conversations(desk: Desk, filter: unknown): OptionGroup['options'] {
  const { include, exclude_bot_users: withoutBots } = isPart(filter) ? filter : {}
  const isIn = (kind: PageChannel['kind']) => !Array.isArray(include) || include.includes(kind)
  const rooms = desk.channels.filter(({ kind, archived }) => kind !== 'im' && !archived && isIn(kind))
  const people = desk.people.filter(
    ({ id, appId, deactivated }) =>
      isIn('im') && id !== desk.me.id && !deactivated && !(withoutBots === true && appId !== null),
  )
  return [
    ...rooms.map((one) => ({ value: one.id, label: titleOf(one, desk) })),
    ...people.map(({ id, realName }) => ({ value: id, label: realName })),
  ]
}
