import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'

/** Texts that have nothing to do with an error of Slack. */
const foreign: readonly string[] = [
  // Texts of other providers:
  '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}',
  'Error 400: redirect_uri_mismatch\nYou can’t sign in to this app because it doesn’t comply with Google’s OAuth 2.0 policy.',
  'Error 403: access_denied\nThe developer hasn’t given you access to this app. accounts.google.com',
  '{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}} googleapis.com',
  "google.auth.exceptions.RefreshError: ('invalid_grant: Bad Request', {'error': 'invalid_grant', 'error_description': 'Bad Request'})",
  'error=redirect_uri_mismatch&error_description=The+redirect_uri+MUST+match+the+registered+callback+URL+for+this+application.&error_uri=https://docs.github.com/apps',
  '{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","error_uri":"https://docs.github.com"}',
  '{"error":"incorrect_client_credentials","error_description":"The client_id and/or client_secret passed are incorrect."}',
  'AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
  'AADSTS65001: The user or administrator has not consented to use the application. invalid_grant',
  'https://login.live.com/oauth20_desktop.srf?error=access_denied&error_description=The%20user%20has%20denied%20access',
  '{"message":"Invalid OAuth access token.","type":"OAuthException","code":190} graph.facebook.com',
  '{"error":"invalid_client","error_description":"Client authentication failed"} https://api.twitter.com/2/oauth2/token',
  'Okta: {"error":"invalid_scope","error_description":"One or more scopes are not configured for the authorization server resource."}',
  'Discord: {"error": "invalid_request", "error_description": "Invalid \\"code\\" in request."}',
  'GitLab: {"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}',
  'oauth2: cannot fetch token: 401 Unauthorized\nResponse: {"error":"invalid_client","error_description":"Unauthorized"}',
  'invalid_client: Keycloak client not found',
  'Auth0: access_denied, Service not enabled within domain',
  'botocore.errorfactory.AccessDeniedException: access_denied',
  'Error: Incompatible auth server: does not support dynamic client registration (https://mcp.fake.example)',
  'PayPal: {"error":"invalid_token","error_description":"The token passed in was not found in the system"}',
  // Texts of compilers, linkers and interpreters:
  "src/index.ts(3,7): error TS2304: Cannot find name 'user_not_found'.",
  'error[E0425]: cannot find value `invalid_arguments` in this scope',
  "main.c:3:5: error: 'file_not_found' undeclared (first use in this function)",
  './main.go:8:2: undefined: invalid_token',
  "NameError: name 'access_denied' is not defined",
  'ReferenceError: no_text is not defined\n    at Object.<anonymous> (/app/a.js:1:1)',
  'undefined reference to `internal_error(int)`',
  'SyntaxError: Unexpected token < in JSON at position 0',
  'TypeError: Cannot read properties of undefined (reading ’scope’)',
  // Texts of package managers and tools:
  'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree',
  'npm error code E401\nnpm error Incorrect or missing password.',
  'npm error 404 Not Found - GET https://registry.npmjs.org/nothing - not_found',
  'error: failed to push some refs to github.com:acme/app.git',
  'fatal: repository not found',
  'docker: Error response from daemon: pull access denied for acme, repository does not exist',
  'psql: FATAL: role does not exist (SQLSTATE 28000) invalid_authorization_specification',
  'Error: listen EADDRINUSE: address already in use :::3000',
  // Ordinary prose:
  'The error was that the scope of the project was invalid and the state of the code was missing.',
  'Please check that no user is missing and no text is too long before the meeting.',
  'An invalid request was made to change the scope of the contract.',
  'We were not authorised to enter the building, access was denied at the gate.',
  'def access_denied(request):\n    return render(request, "denied.html")',
  'const internal_error = new Error("x")\nthrow internal_error',
  'SELECT user_not_found FROM errors WHERE scope = 1',
  'hello there',
  // Successful answers of Slack:
  '{"ok":true,"channel":{"id":"C0FAKE","is_archived":false,"is_general":false,"is_member":true}}',
  '{"ok":true,"user":{"id":"U0FAKE","is_bot":false,"is_restricted":false,"deleted":false}}',
  "{'ok': True, 'channel': {'is_archived': False}} slack",
  'slack user: is_bot: true, is_restricted=false',
  '{"ok":true,"access_token":"xoxb-fake","token_type":"bot","scope":"chat:write","bot_user_id":"U0FAKE","team":{"id":"T0FAKE","name":"Fake"}}',
  'HTTP/1.1 500 Internal Server Error',
  '{"status":"error","message":"The token is invalid"}',
]

describe('why, for texts without an error of Slack', () => {
  it('finds no code in any of more than 40 texts', () => {
    expect(foreign.length).toBeGreaterThanOrEqual(40)
    const taken = foreign.flatMap((text) => {
      const found = findRefusal(text)
      return found === undefined ? [] : [`${text}: ${found.code}`]
    })
    expect(taken).toEqual([])
  })
})

/** Stack traces whose frames and paths name another vendor, and the code that why must find in them. */
const framed: readonly (readonly [string, string])[] = [
  [
    'aspnet_state',
    'System.Exception: An error was encountered while handling the remote login.\n ---> System.Exception: The oauth state was missing or invalid.\n   at Microsoft.AspNetCore.Authentication.RemoteAuthenticationHandler`1.HandleRequestAsync()',
  ],
  [
    'aspnet_state',
    'Server Error in ’/’ Application. The oauth state was missing or invalid. Microsoft .NET Framework Version:4.0.30319',
  ],
  [
    'golang_no_token',
    'oauth2: server response missing access_token\n\t/go/pkg/mod/golang.org/x/oauth2@v0.15.0/internal/token.go:1\n\tgoogle.golang.org/grpc@v1.6.0/server.go:2',
  ],
  [
    'next_auth_state',
    'State cookie was missing.\n    at /home/runner/work/github.com/acme/app/node_modules/next-auth/checks.js:12',
  ],
  [
    'oauthlib_state',
    'File "C:\\Users\\me\\AppData\\Local\\Packages\\Microsoft.WindowsApps\\python.exe", line 1\n(mismatching_state) CSRF Warning! State not equal in request and response.',
  ],
  ['passport_state', 'Unable to verify authorization request state.\nhost: abc.execute-api.us-east-1.amazonaws.com'],
]

describe('why, for a stack trace that contains the names of other vendors', () => {
  it.each(framed)('finds the code %s in %s', (id, text) =>
    expect(findRefusal(text)).toMatchObject({ code: id, known: true }),
  )

  it.each([
    'Login with GitHub failed: (mismatching_state) CSRF Warning! State not equal in request and response.',
    'Unable to verify authorization request state.\n at /app/node_modules/passport-google-oauth2/lib/strategy.js',
    'The oauth state was missing or invalid.\n at Microsoft.AspNetCore.Authentication.MicrosoftAccount.MicrosoftAccountHandler',
    'State cookie was missing. https://github.com/login/oauth/authorize?client_id=1',
  ])('finds no code when the error is about another vendor: %s', (text) => expect(findRefusal(text)).toBeUndefined())
})
