import { answer, ids, type TokenForm, whole } from './form.ts'
import { print, quoted, ruby } from './languages.ts'

const hash = (t: string) => print(answer(t), ruby)
const over = (t: string, sign = '=>', before = '  ') =>
  print(answer(t), {
    ...ruby,
    pair: (key, value) => `${before}"${key}"${sign}${value}`,
    map: (pairs) => `{\n${pairs.join(',\n')}\n}`,
  })

export const rubies: readonly TokenForm[] = [
  ...whole('Ruby', {
    'a hash over lines with comments between': (t) =>
      over(t)
        .split('\n')
        .map((line, index) => (index > 0 && index % 2 === 0 ? `  # what this is: "it's" {one}\n${line}` : line))
        .join('\n'),
    'a hash with comments behind': (t) => over(t).replaceAll(',\n', ', # a remark, {and} more\n'),
    'a comment that names the type': (t) => over(t).replace('{\n', '{\n#<String>\n'),
    'a hash of 3.4': (t) => over(t, ' => '),
    'symbols of 3.4': (t) => print(answer(t), { ...ruby, pair: (key, value) => `${key}: ${value}` }),
    'symbols before 3.4': (t) => print(answer(t), { ...ruby, pair: (key, value) => `:${key}=>${value}` }),
    'pp in irb': (t) => `irb(main):001:0> pp response\n${over(t, '=>', ' ')}\n=> nil`,
    'a prompt': (t) => `[1] pry(main)> auth\n=> ${over(t)}`,
    awesome_print: (t) =>
      over(t, ' => ', '    ').replace(/"(\w+)" =>/g, (_all, key: string) => `${quoted(key).padStart(26)} =>`),
    OpenStruct: (t) =>
      `#<OpenStruct ok=true, access_token="${t}", team=#<OpenStruct id="${ids.team}", name="Acme">, authed_user=#<OpenStruct id="${ids.user}">>`,
    Struct: (t) =>
      `#<struct Auth::Token access_token="${t}", refresh_token=nil, team=#<struct Auth::Team id="${ids.team}", name="A">, authed_user=#<struct Auth::User id="${ids.user}">>`,
    'Parameters of Rails': (t) =>
      `Started POST "/x" for ::1 at 2026-01-05 10:00:00 +0000\n  Parameters: ${hash(t)}\nCompleted 200 OK in 5ms`,
    'ActionController::Parameters': (t) => `#<ActionController::Parameters ${hash(t)} permitted: false>`,
    'Hashie::Mash': (t) =>
      `#<Hashie::Mash access_token="${t}" authed_user=#<Hashie::Mash id="${ids.user}"> ok=true team=#<Hashie::Mash id="${ids.team}" name="Acme">>`,
    'Slack::Messages::Message over lines': (t) =>
      `#<Slack::Messages::Message\n  access_token="${t}"\n  authed_user=#<Slack::Messages::Message id="${ids.user}">\n  ok=true\n  team=#<Slack::Messages::Message id="${ids.team}">>`,
    'OAuth2::AccessToken': (t) =>
      `#<OAuth2::AccessToken:0x00007f81 @client=#<OAuth2::Client:0x00007f82 @id="1.2">, @token="${t}", @refresh_token=nil, @expires_in=nil, @expires_at=nil, @options={:mode=>:header, :header_format=>"Bearer %s", :param_name=>"access_token"}, @params={"ok"=>true, "app_id"=>"${ids.app}", "authed_user"=>{"id"=>"${ids.user}"}, "scope"=>"chat:write", "token_type"=>"bot", "bot_user_id"=>"${ids.bot}", "team"=>{"id"=>"${ids.team}", "name"=>"Acme"}}>`,
    'OAuth2::AccessToken, response first': (t) =>
      `#<OAuth2::AccessToken @params={"ok"=>true, "app_id"=>"${ids.app}", "scope"=>"chat:write", "token_type"=>"bot", "team"=>{"id"=>"${ids.team}"}, "authed_user"=>{"id"=>"${ids.user}"}}, @token="${t}", @response=#<OAuth2::Response @options={}>>`,
    'a body of Faraday': (t) =>
      `#<Faraday::Response status=200 @env=#<struct Faraday::Env method=:post body=${JSON.stringify(JSON.stringify(answer(t)))} url=#<URI::HTTPS https://slack.com/api/oauth.v2.access>>>`,
    'a line of logger': (t) => `D, [2026-01-05T10:00:00.000000 #42] DEBUG -- : got ${hash(t)}`,
  }),
]
