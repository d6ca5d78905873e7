/**
 * The type of an event from @slack/types in which an app wrote `blocks`, `attachments` and `metadata`. The simulator
 * does not read them, so their types are unknown.
 */
export type WithWritten<Event> = Event extends unknown
  ? Omit<Event, 'blocks' | 'attachments' | 'metadata'> & { readonly blocks?: unknown; readonly attachments?: unknown }
  : never

/** The type `Event` in which the fields `Field` are optional. */
export type Lacking<Event, Field extends keyof Event> = Omit<Event, Field> & Partial<Pick<Event, Field>>
