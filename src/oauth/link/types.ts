import type { InstallFlow } from '../authorize-url.ts'

/** The page that a link opens; `openid` signs a person in and installs nothing. */
export type LinkPage = InstallFlow | 'openid'

/** An authorize link of Slack's, or of the simulator's, taken apart. */
export interface AuthorizeLink {
  readonly url: URL
  readonly page: LinkPage
  /** What came before it was an address: what surrounded it, or how it was encoded. */
  readonly came: LinkSource
}

export interface LinkSource {
  /** `&amp;` in a text that is no HTML. */
  readonly escaped: boolean
  /** `;` between the parameters, which only some servers read so. */
  readonly semicolons: boolean
  /** The whole link was percent-encoded, as the parameter of another one. */
  readonly encoded: boolean
}

/** Every rule that a link can break. */
export type LinkFindingId =
  | 'not_https'
  | 'html_escaped'
  | 'link_encoded'
  | 'rewritten_address'
  | 'parameter_separator'
  | 'parameter_twice'
  | 'parameter_misspelt'
  | 'secret_in_link'
  | 'classic_page'
  | 'client_id_missing'
  | 'client_id_placeholder'
  | 'client_id_wrong'
  | 'scope_missing'
  | 'scope_unknown'
  | 'scope_placeholder'
  | 'scope_separator'
  | 'scope_wrong_list'
  | 'scope_classic'
  | 'scope_not_installable'
  | 'scope_added_by_slack'
  | 'user_scope_ignored'
  | 'sign_in_mixed'
  | 'sign_in_page'
  | 'openid_missing'
  | 'openid_other_scope'
  | 'response_type'
  | 'redirect_missing'
  | 'redirect_not_url'
  | 'redirect_encoded_twice'
  | 'redirect_http'
  | 'redirect_localhost'
  | 'redirect_loopback_ip'
  | 'redirect_fragment'
  | 'redirect_query'
  | 'redirect_registered'
  | 'state_missing'
  | 'state_guessable'
  | 'team_form'
  | 'pkce_method'
  | 'pkce_challenge'
  | 'pkce_bot_scopes'

export interface LinkFinding {
  readonly id: LinkFindingId
  /** `error`: Slack refuses the link, or it does not do what it seems to. `warning`: it may work. `note`: to know. */
  readonly severity: 'error' | 'warning' | 'note'
  /** The parameter; `link` for the whole. */
  readonly about: 'link' | 'client_id' | 'scope' | 'redirect_uri' | 'state' | 'team' | 'pkce'
  /** One clause, no full stop. */
  readonly problem: string
  /** In the imperative, no full stop; null where there is nothing to do. */
  readonly cure: string | null
}

export interface LinkScopes {
  readonly bot: readonly string[]
  readonly user: readonly string[]
}
