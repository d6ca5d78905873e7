import { alone, base64, ids, json, type TokenForm, whole } from './form.ts'

/** The output of Go's fmt package, which prints nothing for an empty string. */
export const go: readonly TokenForm[] = [
  ...whole('Go', {
    '%+v': (t) =>
      `&{AccessToken:${t} TokenType:bot Scope:chat:write,users:read BotUserID:${ids.bot} AppID:${ids.app} Team:{ID:${ids.team} Name:Acme Corp} Enterprise:{ID: Name:} AuthedUser:{ID:${ids.user} Scope: AccessToken: ExpiresIn:0 RefreshToken: TokenType:} RefreshToken: ExpiresIn:0 SlackResponse:{Ok:true Error:}}`,
    '%+v with the refresh token first': (t) =>
      `{RefreshToken: ExpiresIn:0 AccessToken:${t} Team:{Name: ID:${ids.team}} AuthedUser:{AccessToken: ID:${ids.user}}}`,
    '%#v': (t) =>
      `&slack.OAuthV2Response{AccessToken:"${t}", TokenType:"bot", Scope:"chat:write", Team:slack.OAuthV2ResponseTeam{ID:"${ids.team}", Name:""}, RefreshToken:"", ExpiresIn:0, AuthedUser:slack.OAuthV2ResponseAuthedUser{ID:"${ids.user}", AccessToken:""}}`,
    '%#v with pointers': (t) =>
      `&main.Resp{Ok:true, AccessToken:"${t}", Team:(*main.Team)(0xc000010250), RefreshToken:"", TeamID:"${ids.team}", AuthedUser:main.User{ID:"${ids.user}"}, Raw:[]uint8(nil)}`,
    'a map': (t) =>
      `map[access_token:${t} authed_user:map[id:${ids.user}] ok:true refresh_token: scope:chat:write team:map[id:${ids.team} name:Acme Corp]]`,
    '%#v of a map': (t) =>
      `map[string]interface {}{"access_token":"${t}", "authed_user":map[string]interface {}{"id":"${ids.user}"}, "ok":true, "refresh_token":"", "team":map[string]interface {}{"id":"${ids.team}", "name":"Acme"}}`,
    'a line of log': (t) =>
      `2026/01/05 10:00:00 main.go:42: resp={AccessToken:${t} RefreshToken: Team:{ID:${ids.team} Name:} AuthedUser:{ID:${ids.user}}} err=<nil>`,
    spew: (t) =>
      `(*slack.OAuthV2Response)(0xc0001)({\n AccessToken: (string) (len=26) "${t}",\n RefreshToken: (string) "",\n Team: (slack.OAuthV2ResponseTeam) {\n  ID: (string) (len=9) "${ids.team}",\n  Name: (string) ""\n },\n AuthedUser: (slack.AuthedUser) {\n  ID: (string) (len=9) "${ids.user}"\n }\n})\n`,
    'zap with fields': (t) => `2026-01-05T10:00:00.000Z\tINFO\toauth/main.go:7\tgot token\t${json(t)}`,
    'slog as text, of a struct': (t) =>
      `time=2026-01-05T10:00:00Z level=INFO msg=token resp="{AccessToken:${t} RefreshToken: Team:{ID:${ids.team} Name:} AuthedUser:{ID:${ids.user}}}"`,
    'a test that failed': (t) =>
      `    main_test.go:12: got {AccessToken:${t} RefreshToken: ExpiresIn:0 Team:{ID:${ids.team} Name:} AuthedUser:{ID:${ids.user} AccessToken:}}, want nil`,
  }),
  ...alone('Go', {
    'oauth2.Token': (t) =>
      `&{AccessToken:${t} TokenType:bot RefreshToken: Expiry:0001-01-01 00:00:00 +0000 UTC ExpiresIn:0 raw:<nil> expiryDelta:0}`,
    '%v without names': (t) => `&{${t} bot chat:write,users:read U0SIMBOT1 A0SIM0001 {T0SIM0001 Acme Corp} { } 0}`,
    '%v of oauth2.Token': (t) => `token: &{${t} bot  0001-01-01 00:00:00 +0000 UTC 0 map[] 0}`,
    '%q of a list': (t) => `["A0SIM0001" "${t}" ""]`,
    '%+v with names in a row that are empty': (t) =>
      `{Config:{AppToken: BotToken:${t} UserToken: SigningSecret: ClientID: Debug:false}}`,
  }),
  ...whole('Go', { '[]byte as base64': (t) => `{"Body":"${base64(json(t))}","Status":200}` }),
]
