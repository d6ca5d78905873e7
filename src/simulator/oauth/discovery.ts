/**
 * Slack's OpenID discovery document, /.well-known/openid-configuration, as docs.slack.dev/authentication/
 * sign-in-with-slack shows it. The simulator has the document because libraries read it before they send the browser to
 * Slack; it has no other part of “Sign in with Slack”.
 */
export const discoveryDocument = {
  issuer: 'https://slack.com',
  authorization_endpoint: 'https://slack.com/openid/connect/authorize',
  token_endpoint: 'https://slack.com/api/openid.connect.token',
  userinfo_endpoint: 'https://slack.com/api/openid.connect.userInfo',
  jwks_uri: 'https://slack.com/openid/connect/keys',
  scopes_supported: ['openid', 'profile', 'email'],
  response_types_supported: ['code'],
  response_modes_supported: ['form_post'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'auth_time', 'iss'],
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: true,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
} as const
