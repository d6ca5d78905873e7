/**
 * An event of @slack/types whose `blocks`, `attachments` and `metadata` an app wrote. The simulator passes them on
 * unread, so their type is unknown.
 */
export type WithWritten<Event> = Event extends unknown
  ? Omit<Event, 'blocks' | 'attachments' | 'metadata'> & { readonly blocks?: unknown; readonly attachments?: unknown }
  : never

/** The same type with some of its required fields optional. */
export type Lacking<Event, Field extends keyof Event> = Omit<Event, Field> & Partial<Pick<Event, Field>>
