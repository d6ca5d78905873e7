import type { KnownSentence } from './types.ts'

const library = (by: string) => ({ by, place: 'library' }) as const
const omniauth = library('OmniAuth (Ruby)')
const golang = library('golang.org/x/oauth2')
const supabase = library('Supabase Auth (GoTrue)')
const spring = library('Spring Security')
const league = library('league/oauth2-client (PHP)')
const socialite = library('Laravel Socialite')
const oauthlib = library('oauthlib (Python)')
const authlib = library('Authlib (Python)')
const allauth = library('django-allauth')
const socialAuth = library('python-social-auth')

/**
 * Sentences of OAuth libraries for other languages than JavaScript, during an install into Slack. Sources: the files of
 * the libraries in November 2026, and threads on GitHub.
 */
// biome-ignore format: one row a line
export const otherLibrarySentences = [
  { ...omniauth, id: 'omniauth_csrf', cause: 'stateLost', texts: ['csrf_detected'], means: 'The callback’s state is not that of the session: the link was built by hand instead of by /auth/slack, or the session was lost.', next: 'Begin at /auth/slack by POST, on the host of the redirect URL; to walk the route: slack-tokens drive http://localhost:3000/auth/slack', source: 'omniauth-oauth2 oauth2.rb' },
  { ...omniauth, id: 'omniauth_exchange', wraps: 'exchange', cause: 'exchangeRefused', texts: ['invalid_credentials: OAuth2::Error', 'Authentication failure! invalid_credentials'], source: 'omniauth-slack#35' },
  { ...omniauth, id: 'omniauth_no_token', cause: 'noTopToken', texts: ['undefined method `expired?’ for nil', 'undefined method expired? for nil'], source: 'ginjo/omniauth-slack#22' },
  { ...golang, id: 'golang_no_token', cause: 'noTopToken', texts: ['oauth2: server response missing access_token', 'server response missing access_token'], source: 'internal/token.go; supabase/auth#1294' },
  { ...golang, id: 'golang_cannot_fetch', wraps: 'exchange', cause: 'exchangeRefused', texts: ['oauth2: cannot fetch token'], means: 'The token endpoint answered with an HTTP error or with no JSON: it is not Slack’s, or a proxy stands between.', next: 'Compare the token URL with https://slack.com/api/oauth.v2.access, and look up a code in the Response: slack-tokens why CODE', source: 'token.go' },
  { ...supabase, id: 'supabase_exchange', wraps: 'exchange', cause: 'noTopToken', texts: ['Unable to exchange external code'], source: 'api/external_oauth.go; auth#1294' },
  { ...supabase, id: 'supabase_state', cause: 'stateLost', texts: ['OAuth state parameter missing', 'OAuth state not found or expired', 'bad_oauth_state', 'State has already been used', 'OAuth callback with invalid state', 'bad_oauth_callback'], source: 'api/external.go' },
  { ...supabase, id: 'supabase_provider', texts: ['Unsupported provider: Provider slack', 'Provider slack could not be found', 'Provider slack is not enabled', 'Provider slack_oidc is not enabled', 'Unsupported provider: {} slack'], means: 'The project has no provider of that name: slack was replaced by slack_oidc, and each has to be enabled.', next: 'Use slack_oidc, and enable it with client id and secret', source: 'api/external.go' },
  { ...spring, id: 'spring_token_response', wraps: 'exchange', cause: 'noTopToken', texts: ['An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response', 'tokenType cannot be null', 'tokenValue cannot be empty', 'Missing JSON object member with key "token_type"'], means: 'Spring could not read the answer of the exchange: Slack’s token type is bot or user, a grant of user scopes alone has no token at the top, or Slack refused the exchange with HTTP 200 and ok: false.', next: 'Log the body; with ok: false look up its error: slack-tokens why CODE; otherwise give the token client a response converter that sets token_type to bearer', source: 'spring-security#5118, #7815' },
  { ...spring, id: 'spring_state', cause: 'stateLost', texts: ['authorization_request_not_found'], source: 'OAuth2LoginAuthenticationFilter' },
  { ...library('ScribeJava'), id: 'scribe_no_token', cause: 'userOnly', texts: ['Response body is incorrect. Can’t extract a'], source: 'scribejava#1023' },
  { ...league, id: 'league_no_token', cause: 'noTopToken', texts: ['Required option not passed: "access_token"'], source: 'Token/AccessToken.php' },
  { ...league, id: 'league_no_json', texts: ['Invalid response received from Authorization Server. Expected JSON'], means: 'The token endpoint did not answer with JSON: it is not Slack’s, or a proxy stands between.', next: 'Compare the token URL with https://slack.com/api/oauth.v2.access', source: 'AbstractProvider.php' },
  { ...library('oauth2-slack (PHP)'), id: 'oauth2_slack_user_id', cause: 'identityRefused', texts: ['Undefined index user_id', 'Undefined array key user_id'], near: ['slack'], source: 'adam-paterson/oauth2-slack#24' },
  { ...socialite, id: 'socialite_state', cause: 'stateLost', texts: ['Socialite\\Two\\InvalidStateException', 'Two\\InvalidStateException'], source: 'Two/AbstractProvider.php' },
  { ...socialite, id: 'socialite_exchange', cause: 'exchangeRefused', texts: ['Undefined array key "authed_user"', 'Undefined index: authed_user'], source: 'SlackProvider.php' },
  { ...socialite, id: 'socialite_user', cause: 'exchangeRefused', texts: ['Undefined index: user', 'Undefined array key "user"'], near: ['socialite', 'slack'], source: 'SocialiteProviders/Providers#40' },
  { ...oauthlib, id: 'oauthlib_no_token', cause: 'noTopToken', texts: ['(missing_token) Missing access token parameter', 'Missing access token parameter', 'MissingTokenError'], source: 'rfc6749/parameters.py; oauthlib#740' },
  { ...oauthlib, id: 'oauthlib_state', cause: 'stateLost', texts: ['CSRF Warning! State not equal in request and response', 'mismatching_state'], source: 'errors.py (Authlib uses the same sentence)' },
  { ...oauthlib, id: 'oauthlib_http', texts: ['insecure_transport', 'OAuth 2 MUST utilize https'], means: 'The callback’s address is http: the app stands behind a proxy that ends https, or runs on plain http.', next: 'Let the app know the https address (X-Forwarded-Proto); OAUTHLIB_INSECURE_TRANSPORT=1 is for tests alone', source: 'errors.py' },
  { ...oauthlib, id: 'oauthlib_scope', texts: ['Scope has changed from {} to'], means: 'Slack joins scopes by commas where the library sent them with spaces, so that it takes them for others; or a person left an optional scope out.', next: 'Set OAUTHLIB_RELAX_TOKEN_SCOPE=1; what was granted: slack-tokens scopes', source: 'oauthlib parameters.py' },
  { ...authlib, id: 'authlib_state', cause: 'stateLost', texts: ['Missing "state" parameter', 'Invalid "state" parameter'], near: ['authlib', 'slack', 'oauth'], source: 'authlib integrations' },
  { ...allauth, id: 'allauth_page', wraps: 'exchange', cause: 'exchangeRefused', texts: ['Third-Party Login Failure', 'Error retrieving access token'], source: 'allauth providers/oauth2/client.py' },
  { ...socialAuth, id: 'social_auth_state', cause: 'stateLost', texts: ['Session value state missing', 'Wrong state parameter given', 'Missing needed parameter state'], source: 'social_core/exceptions.py' },
  { ...socialAuth, id: 'social_auth_code_missing', cause: 'openedByHand', texts: ['Missing needed parameter code'], source: 'social_core/exceptions.py' },
  { ...socialAuth, id: 'social_auth_denied', cause: 'denied', texts: ['Authentication process canceled', 'Authentication process cancelled', 'AuthCanceled'], source: 'social_core/exceptions.py' },
  { ...socialAuth, id: 'social_auth_user', cause: 'identityRefused', texts: ['KeyError: user'], near: ['social', 'slack'], source: 'social_core/backends/slack.py' },
  { ...library('oauth2-rs'), id: 'oauth2_rs_no_token', cause: 'noTopToken', texts: ['missing field `access_token`'], source: 'oauth2-rs#228, #170' },
  { ...library('oauth2-rs'), id: 'oauth2_rs_answer', wraps: 'exchange', cause: 'noTopToken', texts: ['Failed to parse server response'], source: 'oauth2-rs#228' },
  { ...library('Ueberauth (Elixir)'), id: 'ueberauth_state', cause: 'stateLost', texts: ['Cross-Site Request Forgery attack', 'csrf_attack'], means: 'The callback’s state is not that of the session. ueberauth_slack below 0.7 needs ignores_csrf_attack.', source: 'ueberauth strategy.ex' },
  { ...library('ueberauth_slack (Elixir)'), id: 'ueberauth_code_missing', cause: 'openedByHand', texts: ['No code received'], near: ['ueberauth', 'slack', 'missing_code'], source: 'ueberauth_slack slack.ex' },
  { ...library('ASP.NET Core'), id: 'aspnet_state', cause: 'stateLost', texts: ['The oauth state was missing or invalid'], means: 'The callback’s state is not that of the browser’s cookie, or CallbackPath is also a route of the app, which reads the callback a second time.', next: 'Take CallbackPath off the app’s own routes, and begin on the scheme and host of the redirect URL', source: 'OAuthHandler.cs' },
  { ...library('ASP.NET Core'), id: 'aspnet_correlation', cause: 'stateLost', texts: ['Correlation failed'], means: 'The callback came without the correlation cookie of this sign-in: http instead of https, another host, SameSite, a proxy whose X-Forwarded-Proto is not used, or a reload of the callback.', next: 'Use https at both ends, call UseForwardedHeaders behind a proxy, and keep the data protection keys when several servers share the app; begin at the app’s own sign-in route', source: 'RemoteAuthenticationHandler.cs' },
  { ...omniauth, id: 'omniauth_request', cause: 'stateLost', texts: ['Attack prevented by OmniAuth::AuthenticityTokenProtection', 'Not found. Authentication passthru', 'ActionController::InvalidAuthenticityToken'], near: ['omniauth', 'passthru', '/auth/'], means: 'The install did not begin as OmniAuth 2 wants it: by POST to /auth/slack, with the form’s authenticity token.', next: 'Use a form or button_to with method: :post, and the gem omniauth-rails_csrf_protection', source: 'omniauth 2 (CVE-2015-9284)' },
  { ...library('a Python program that reads the answer of the exchange'), id: 'python_no_token_key', cause: 'noTopToken', texts: ['KeyError: authed_user', 'KeyError: bot_user_id'], source: 'izdi/django-slack-oauth#28' },
  { ...library('a Python program that reads the answer of the exchange'), id: 'python_no_access_token', cause: 'noTopToken', texts: ['KeyError: access_token'], near: ['slack'], source: 'izdi/django-slack-oauth#28' },
  { ...library('Ueberauth (Elixir)'), id: 'ueberauth_exchange', cause: 'exchangeRefused', texts: ['no function clause matching in Access.get/3', 'key :slack_team not found', 'key :slack_user not found'], near: ['slack'], source: 'mirego/accent#181; ueberauth_slack#11' },
] as const satisfies readonly KnownSentence[]
