import { alone, answer, ids, json, type TokenForm, whole } from './form.ts'
import { camel, java, pascal, print } from './languages.ts'

const closed = (open: string, close: string, between = ', ') => ({
  ...java,
  map: (pairs: readonly string[], name: string) => `${pascal(name) || 'Response'}${open}${pairs.join(between)}${close}`,
})

export const javas: readonly TokenForm[] = [
  ...whole('Java', {
    Lombok: (t) => print(answer(t), java),
    'a record': (t) => print(answer(t), closed('[', ']')),
    'MoreObjects of Guava': (t) => print(answer(t), closed('{', '}')),
    'ToStringBuilder of Commons': (t) => print(answer(t), closed('@1b28cdfa[', ']', ',')),
    'ToStringBuilder over lines': (t) => print(answer(t), closed('@1b28cdfa[\n  ', '\n]', '\n  ')),
    "IntelliJ's toString": (t) => print(answer(t), { ...closed('{', '}'), text: (text) => `'${text}'` }),
    'a class of an OpenAPI client': (t) =>
      `class Response {\n    ok: true\n    accessToken: ${t}\n    team: class Team {\n        id: ${ids.team}\n        name: Acme\n    }\n    authedUser: class User {\n        id: ${ids.user}\n    }\n}`,
    'a map': (t) =>
      print(answer(t), { ...java, pair: (key, value) => `${key}=${value}`, map: (pairs) => `{${pairs.join(', ')}}` }),
    'an Optional': (t) => `Optional[${print(answer(t), java)}]`,
    'a data class of Kotlin': (t) => `10:00:00.000 [main] INFO  App - ${print(answer(t), java)}`,
    'a ResponseEntity': (t) => `<200 OK OK,${print(answer(t), java)},[Content-Type:"application/json"]>`,
    'OAuth2AccessTokenResponse of Spring': (t) =>
      `OAuth2AccessTokenResponse [accessToken=OAuth2AccessToken [tokenValue=${t}, tokenType=Bearer, issuedAt=2026-01-05T10:00:00Z, expiresAt=null, scopes=[chat:write]], refreshToken=null, additionalParameters={ok=true, app_id=${ids.app}, scope=chat:write, authed_user={id=${ids.user}}, team={id=${ids.team}, name=Acme}, token_type=bot}]`,
    'tokenValue and additionalParameters': (t) =>
      `tokenValue=${t} additionalParameters={ok=true, app_id=${ids.app}, scope=chat:write, authed_user={id=${ids.user}}, team={id=${ids.team}, name=Acme}}`,
    'a case class of Scala': (t) => `Response(${json(t)},200)`,
    'a wire log of Apache': (t) =>
      `DEBUG org.apache.http.wire - http-outgoing-0 << "HTTP/1.1 200 OK[\\r][\\n]"\nDEBUG org.apache.http.wire - http-outgoing-0 << "${json(t)}"`,
  }),
  ...alone('Java', {
    'a header of Apache': (t) => `DEBUG org.apache.http.headers - http-outgoing-0 >> Authorization: Bearer ${t}`,
    'a header of a wire log': (t) =>
      `DEBUG org.apache.http.wire - http-outgoing-0 >> "Authorization: Bearer ${t}[\\r][\\n]"`,
    'a properties file': (t) => `# slack\nslack.bot.token=${t}\nslack.port=80\n`,
    'headers of a map': (t) => `headers={Authorization=[Bearer ${t}], Accept=[*/*]} body={"ok":true}`,
    'a positional case class': (t) =>
      `${camel('slack_config').charAt(0).toUpperCase()}lackConfig(${t},None,List(chat:write),${ids.team})`,
  }),
]
