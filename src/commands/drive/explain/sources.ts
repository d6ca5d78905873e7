const slack = 'https://docs.slack.dev'

/** The pages that explanations name, by what they say. */
export const pages = {
  asking: `${slack}/authentication/installing-with-oauth#asking`,
  exchanging: `${slack}/authentication/installing-with-oauth#exchanging`,
  optionalScopes: `${slack}/authentication/installing-with-oauth#handling-optional-scopes`,
  revoking: `${slack}/authentication/installing-with-oauth#revoking`,
  oauthErrors: `${slack}/authentication/installing-with-oauth#errors`,
  usingTokens: `${slack}/authentication/installing-with-oauth#using`,
  access: `${slack}/reference/methods/oauth.v2.access`,
  classicAccess: `${slack}/reference/methods/oauth.access`,
  rateLimits: `${slack}/apis/web-api/rate-limits`,
  webhooks: `${slack}/messaging/sending-messages-using-incoming-webhooks`,
  organizations: `${slack}/enterprise/developing-for-enterprise-orgs#oauth`,
  appUninstalled: `${slack}/reference/events/app_uninstalled`,
  tokensRevoked: `${slack}/reference/events/tokens_revoked`,
  tokens: `${slack}/authentication/tokens`,
  rotation: `${slack}/authentication/using-token-rotation`,
  signatures: `${slack}/authentication/verifying-requests-from-slack`,
  tokenStorage: `${slack}/security#token-storage`,
  noTokensInUrls: `${slack}/changelog/2020-11-no-more-tokens-in-querystrings-for-newly-created-apps`,
  leakedTokens: 'https://datatracker.ietf.org/doc/html/rfc6750#section-2.3',
  pkce: `${slack}/authentication/using-pkce`,
  openRedirects: 'https://datatracker.ietf.org/doc/html/rfc9700#section-4.11',
  csrf: 'https://datatracker.ietf.org/doc/html/rfc6749#section-10.12',
  denial: 'https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.2.1',
  codes: 'https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.2',
} as const
