import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { useModel } from '../model.ts'

/** The message or the view in which blocks are shown, and what the person has entered there. */
export interface BlockSurface {
  /** The `ts` of the message; undefined in a view. */
  readonly message?: string
  /** The id of the modal or the App Home; undefined in a message. */
  readonly view?: string
  /** The values that the simulator has stored: `values[block id][action id]`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** A map from `block id.action id` to the value, as text, that the person typed or chose but has not sent. */
  readonly drafts: Readonly<Record<string, string>>
  /** A map from the block id to an error in the app’s last answer. */
  readonly errors: Readonly<Record<string, string>>
  setDraft(name: string, typed: string): void
}

export const SurfaceContext = createContext<BlockSurface | undefined>(undefined)

export function useSurface(): BlockSurface {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('outside a message or a view')
  return surface
}

/** The properties of the component for an element, with facts about its block. */
export interface ElementProps {
  readonly element: Readonly<Record<string, unknown>>
  readonly blockId: string
  readonly actionId: string
  /** Whether the element is in an input block, whose value is sent when the person submits the view. */
  readonly isInput: boolean
  /** Whether each use of the element is sent to the app at once. */
  readonly dispatches: boolean
  /** The id of the text that describes an input; undefined outside an input block. */
  readonly labelledBy?: string | undefined
  /** The ids of the texts with the error and the hint of an input; undefined when it has neither. */
  readonly describedBy?: string | undefined
  /** Whether the app or Slack refused the value of the input. */
  readonly isWrong?: boolean
}

/** Returns the attributes with which a screen reader reads the label, the hint and the error of a field. */
export function fieldNames({ labelledBy, describedBy, isWrong = false }: ElementProps, label: string) {
  return {
    'aria-labelledby': labelledBy,
    'aria-label': labelledBy === undefined ? label : undefined,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong || undefined,
  }
}

/** Returns the values of an element, and the functions that report what the person does with the element. */
export function useElement({ blockId, actionId, dispatches }: ElementProps) {
  const { act } = useModel()
  const surface = useSurface()
  const name = `${blockId}.${actionId}`
  const place = surface.view === undefined ? { message: surface.message } : { view: surface.view }
  const use = (value?: string) =>
    act('click', { action_id: name, ...place, values: surface.drafts, ...(value !== undefined && { value }) })
  return {
    place,
    name,
    /** The value that the person entered but has not sent; undefined when there is no such value. */
    draft: surface.drafts[name],
    stored: surface.values[blockId]?.[actionId],
    /** Sends a use of the element to the app, for example a click on a button. */
    use,
    /** Stores a new value of the element, as text. If `dispatches` is true, also sends the value to the app. */
    change(typed: string) {
      surface.setDraft(name, typed)
      if (dispatches) void use(typed)
    },
    /** Stores a value that is not complete, for example a text while the person types it. */
    keep: (typed: string) => surface.setDraft(name, typed),
  }
}
