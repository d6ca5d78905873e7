import { answer, ids, indented, json, type TokenForm, whole } from './form.ts'
import { elixir, print } from './languages.ts'

const map = (t: string) => print(answer(t), elixir)
const atoms = (t: string) => print(answer(t), { ...elixir, pair: (key, value) => `${key}: ${value}` })
const over = (t: string) => print(answer(t), { ...elixir, map: (pairs) => `%{\n  ${pairs.join(',\n  ')}\n}` })

export const elixirs: readonly TokenForm[] = [
  ...whole('Elixir', {
    'a map': map,
    'a map over lines': over,
    'a map of atoms': atoms,
    'a struct': (t) => atoms(t).replace('%{', '%Slack.OAuth.Response{'),
    'a tuple': (t) => `{:ok, ${map(t)}}`,
    'a tuple with a status': (t) => `{:ok, 200, [{"content-type", "application/json"}], ${map(t)}}`,
    iex: (t) => `iex(3)> Slack.install(code)\n{:ok,\n ${over(t)}}\niex(4)>`,
    'a keyword list': (t) =>
      `[ok: true, access_token: "${t}", team: [id: "${ids.team}", name: "Acme"], authed_user: [id: "${ids.user}"]]`,
    'a line of Logger': (t) => `10:00:00.000 request_id=F1 [info] got ${map(t)}`,
    'OAuth2.AccessToken': (t) =>
      `%OAuth2.AccessToken{access_token: "${t}", expires_at: nil, other_params: %{"app_id" => "${ids.app}", "authed_user" => %{"id" => "${ids.user}"}, "ok" => true, "scope" => "chat:write", "team" => %{"id" => "${ids.team}", "name" => "Acme"}}, refresh_token: nil, token_type: "Bot"}`,
    'Ueberauth.Auth': (t) =>
      `%Ueberauth.Auth{credentials: %Ueberauth.Auth.Credentials{expires: false, other: %{}}, extra: %Ueberauth.Auth.Extra{raw_info: %{token: ${atoms(t)}}}, provider: :slack, uid: "${ids.user}"}`,
    'a schema of Ecto': (t) =>
      `%App.Install{__meta__: #Ecto.Schema.Metadata<:loaded, "installs">, id: 1, raw: ${map(t)}, user: #Ecto.Association.NotLoaded<association :user is not loaded>, inserted_at: ~N[2026-01-05 10:00:00]}`,
    'inspect in a string': (t) => JSON.stringify({ severity: 'info', message: `token ${map(t)}` }),
    'a sigil': (t) => `~s(${json(t)})`,
    'a heredoc': (t) => `body = """\n${indented(t)}\n"""`,
    'a map of Erlang': (t) =>
      `#{<<"access_token">> => <<"${t}">>,<<"authed_user">> => #{<<"id">> => <<"${ids.user}">>},<<"ok">> => true,<<"team">> => #{<<"id">> => <<"${ids.team}">>,<<"name">> => <<"Acme">>}}`,
  }),
]
