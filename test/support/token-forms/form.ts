/** A format in which programs print or store a token, alone or with the answer that contains it. */
export interface TokenForm {
  readonly kind: string
  readonly name: string
  readonly render: (token: string) => string
  /** True when the format shows the whole answer, so that the tool can find the workspace. */
  readonly whole: boolean
}

/** The ids in every format that shows the whole answer. */
export const ids = { team: 'T0SIM0001', app: 'A0SIM0001', bot: 'U0SIMBOT1', user: 'U0SIMDANA' } as const

export interface Answer {
  readonly ok: boolean
  readonly app_id: string
  readonly access_token: string
  readonly token_type: string
  readonly scope: string
  readonly bot_user_id: string
  readonly team: { readonly id: string; readonly name: string }
  readonly enterprise: null
  readonly authed_user: { readonly id: string }
  readonly is_enterprise_install: boolean
}

/** Returns the answer of a v2 install with `token` as bot token. */
export function answer(token: string): Answer {
  return {
    ok: true,
    app_id: ids.app,
    access_token: token,
    token_type: 'bot',
    scope: 'chat:write,users:read',
    bot_user_id: ids.bot,
    team: { id: ids.team, name: 'Acme Corp' },
    enterprise: null,
    authed_user: { id: ids.user },
    is_enterprise_install: false,
  }
}

/** Returns formats of one kind that show the token and little else. */
export function alone(kind: string, forms: Readonly<Record<string, (token: string) => string>>): TokenForm[] {
  return Object.entries(forms).map(([name, render]) => ({ kind, name, render, whole: false }))
}

/** Returns formats of one kind that show the whole answer. */
export function whole(kind: string, forms: Readonly<Record<string, (token: string) => string>>): TokenForm[] {
  return Object.entries(forms).map(([name, render]) => ({ kind, name, render, whole: true }))
}

export const json = (token: string): string => JSON.stringify(answer(token))
export const indented = (token: string): string => JSON.stringify(answer(token), null, 2)
export const base64 = (text: string): string => Buffer.from(text).toString('base64')
