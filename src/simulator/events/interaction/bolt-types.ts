import type { BlockAction, ViewOutput } from '@slack/bolt'

/** The fields that a type declares by name, without its index signature. */
type Declared<Payload> = { [Field in keyof Payload as string extends Field ? never : Field]: Payload[Field] }

/**
 * The type of `view` in a payload. The app wrote the title, blocks, buttons and options of the view, so their types are
 * unknown.
 */
type SentView = Omit<ViewOutput, 'title' | 'type' | 'blocks' | 'close' | 'submit' | 'state'> & {
  readonly state: { readonly values: BlockValues }
}

/**
 * The values of elements: a map from block id to a map from action id to the value. Each value has a `type`, and the
 * fields for this type of element.
 */
export type BlockValues = Readonly<Record<string, Readonly<Record<string, { readonly type: string }>>>>

/**
 * The type that Bolt declares for a payload, with these differences: `enterprise` is null outside an organization,
 * `view` is `SentView`, the values in `state` can have options that the app wrote, and only a payload about a message
 * has a `response_url`.
 */
export type SentPayload<Payload extends object> = Omit<
  Declared<Payload>,
  'enterprise' | 'view' | 'state' | (Payload extends BlockAction<infer _> ? 'response_url' : never)
> & {
  readonly enterprise: { readonly id: string; readonly name: string } | null
  readonly response_url?: string
  readonly state?: { readonly values: BlockValues }
} & (Payload extends { view: ViewOutput } ? { readonly view: SentView } : { readonly view?: SentView })
