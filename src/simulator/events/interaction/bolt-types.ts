import type { BlockAction, ViewOutput } from '@slack/bolt'

/** The fields that an interface declares, without its index signature. */
type Declared<Payload> = { [Field in keyof Payload as string extends Field ? never : Field]: Payload[Field] }

/**
 * The view of a payload. The app wrote its title, blocks and buttons, and the options in its values, so their types are
 * unknown.
 */
type SentView = Omit<ViewOutput, 'title' | 'type' | 'blocks' | 'close' | 'submit' | 'state'> & {
  readonly state: { readonly values: BlockValues }
}

/** Values by block id and action id. Each has its `type`, and the fields of its kind of element. */
export type BlockValues = Readonly<Record<string, Readonly<Record<string, { readonly type: string }>>>>

/**
 * A payload of Bolt's types, except for what those cannot express: `enterprise` is null outside an organization, `view`
 * is `SentView`, the values in `state` have options that the app wrote, and only messages have a `response_url`.
 */
export type SentPayload<Payload extends object> = Omit<
  Declared<Payload>,
  'enterprise' | 'view' | 'state' | (Payload extends BlockAction<infer _> ? 'response_url' : never)
> & {
  readonly enterprise: { readonly id: string; readonly name: string } | null
  readonly response_url?: string
  readonly state?: { readonly values: BlockValues }
} & (Payload extends { view: ViewOutput } ? { readonly view: SentView } : { readonly view?: SentView })
