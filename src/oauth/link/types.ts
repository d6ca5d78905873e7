import type { InstallFlow } from '../authorize-url.ts'

/** The page that a link opens; `openid` signs a person in and installs nothing. */
export type LinkPage = InstallFlow | 'openid'

/** A parsed authorize link to Slack or to the simulator. */
export interface AuthorizeLink {
  readonly url: URL
  /** The page that the address opens, or the page it was meant to open if its path is wrong. */
  readonly page: LinkPage
  /** How the link was written in the text that contained it. */
  readonly came: LinkSource
}

/** What was decoded or corrected to read a link. */
export interface LinkSource {
  /** Whether the link has `&amp;` in a text that is not HTML, or `&amp;amp;` in HTML. */
  readonly escaped?: boolean
  /** Whether `;` separates the parameters, which only some servers understand. */
  readonly semicolons?: boolean
  /** Whether the whole link was percent-encoded, as a parameter of another link. */
  readonly encoded?: boolean
  /** Whether the text is the source of an e-mail in quoted-printable (RFC 2045), where `=` is written as `=3D`. */
  readonly mail?: boolean
  /** The host of the link that contained this link, such as a search engine or a mail filter. */
  readonly inside?: string
  /**
   * Which typographic quotes the link had around it. A shell does not treat them as quotes: it cuts the link at the
   * first `&`.
   */
  readonly quotes?: 'both' | 'first'
  /** Whether the link has parameters but no `?`. */
  readonly noQuery?: boolean
}

/** The id of each rule that a link can break. */
export type LinkFindingId =
  | 'not_https'
  | 'wrong_host'
  | 'wrong_path'
  | 'html_escaped'
  | 'mail_encoded'
  | 'link_inside'
  | 'link_quotes'
  | 'link_cut'
  | 'from_program'
  | 'link_encoded'
  | 'rewritten_address'
  | 'parameter_separator'
  | 'parameter_twice'
  | 'parameter_misspelt'
  | 'parameter_quotes'
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
  | 'redirect_placeholder'
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
  /**
   * `error`: Slack refuses the link, or the link does not do what it seems to do. `warning`: it may work. `note`:
   * information only.
   */
  readonly severity: 'error' | 'warning' | 'note'
  /** The parameter with the problem; `link` for the whole link. */
  readonly about: 'link' | 'client_id' | 'scope' | 'redirect_uri' | 'state' | 'team' | 'pkce'
  /** The problem in one clause, without a full stop. */
  readonly problem: string
  /** What to do, in the imperative, without a full stop; null when there is nothing to do. */
  readonly cure: string | null
}

export interface LinkScopes {
  readonly bot: readonly string[]
  readonly user: readonly string[]
}
