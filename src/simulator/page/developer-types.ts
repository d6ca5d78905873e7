// The data of the developer's side of the page. The page's script uses these types too.
import type { NamedPlace } from './types.ts'

/** One row of the activity list: a request of an app, or a delivery to an app. */
export type ActivityRow =
  | {
      readonly kind: 'request'
      /** The number of the request, counted from the first request of this run. */
      readonly number: number
      readonly at: number
      readonly verb: string
      /** The API method, `authorize`, `webhook`, `upload`, or the path. */
      readonly what: string
      /** The identity of the token in a readable form: `bot @sim-app`; empty without a valid token. */
      readonly as: string
      /** The id of the app to which the token belongs; null when it is not known. */
      readonly appId: string | null
      /** The id of the delivery after which the app sent the request; null when there is none. */
      readonly cause: string | null
      readonly ok: boolean
      readonly status: number
      readonly error: string | null
      readonly fault: string | null
    }
  | {
      readonly kind: 'delivery'
      readonly id: string
      readonly at: number
      readonly appId: string
      readonly app: string
      /** `event`, `command`, `interaction`, `options` or `verification`. */
      readonly type: string
      readonly what: string
      /**
       * Who caused the delivery, and the beginning of the text that they wrote or chose: `@dana: hello`; empty when the
       * delivery has neither.
       */
      readonly note: string
      readonly by: string
      readonly attempt: number
      readonly ok: boolean
      readonly error: string | null
      readonly ms: number
      readonly fault: string | null
      /** The `ts` of every message that the payload is about. */
      readonly messages: readonly string[]
    }

/** A request with everything that the simulator knows about it. Secrets are masked. */
export interface RequestDetail {
  /** The headers and the body; null when they are not stored any more. */
  readonly sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string } | null
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  } | null
  readonly token: {
    readonly kind: string
    readonly masked: string
    readonly as: string
    readonly scopes: readonly string[]
  } | null
  /** What the error means and what to do next; null on success. */
  readonly why: { readonly means: string; readonly next: string } | null
}

export interface DeliveryDetail {
  readonly to: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Readonly<Record<string, unknown>>
  readonly status: number | null
  readonly error: string | null
  /** The app’s answer as parsed JSON or text. */
  readonly answer: unknown
  /** The other attempts of the same event, oldest first. */
  readonly attempts: readonly {
    readonly id: string
    readonly attempt: number
    readonly at: number
    readonly ok: boolean
  }[]
}

/** An app, with its tokens, webhooks and installations. */
export interface PageInstall {
  readonly appId: string
  readonly app: string
  readonly clientId: string
  /**
   * The URL that starts an install; null for an app that lists no scopes. Only the app's own install page can install
   * such an app.
   */
  readonly installUrl: string | null
  readonly settingsUrl: string
  readonly tokens: readonly {
    readonly kind: 'bot' | 'user'
    readonly masked: string
    readonly userId: string
    readonly as: string
    readonly team: NamedPlace
    readonly scopes: readonly string[]
    /** The expiry in milliseconds since 1970; null for a token that does not expire. */
    readonly expiresAt: number | null
    readonly state: 'works' | 'expired' | 'revoked'
  }[]
  readonly webhooks: readonly { readonly channel: string; readonly by: string; readonly works: boolean }[]
  /** The workspaces and the organization in which the app is installed. */
  readonly places: readonly NamedPlace[]
}
