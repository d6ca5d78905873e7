# An app in plain Ruby that installs itself, greets and uploads a file. It knows nothing of slack-tokens.
# DEFECT lists its defects.
require "json"
require "net/http"
require "securerandom"
require "socket"
require "uri"

DEFECTS = ENV.fetch("DEFECT", "").split(",")
APP = { client_id: ENV.fetch("SLACK_CLIENT_ID"), client_secret: ENV.fetch("SLACK_CLIENT_SECRET") }
SERVER = TCPServer.new("localhost", ENV.fetch("PORT", "0").to_i)
BASE = "http://localhost:#{SERVER.addr[1]}"
REDIRECT_URI = "#{BASE}/slack/oauth_redirect"
INSTALLATIONS = {}

def slack(method, fields, token = nil)
  headers = token ? { "Authorization" => "Bearer #{token}" } : {}
  JSON.parse(Net::HTTP.post(URI("https://slack.com/api/#{method}"), URI.encode_www_form(fields), headers).body)
end

# Posts a message to the person who installed, and uploads a file.
def greet(token, user)
  slack("chat.postMessage", { channel: user, text: "Hello from Ruby" }, token)
  place = slack("files.getUploadURLExternal", { filename: "hello.txt", length: 6 }, token)
  Net::HTTP.post(URI(place["upload_url"]), "Hello\n", { "Content-Type" => "text/plain" })
  slack("files.completeUploadExternal", { files: [{ id: place["file_id"] }].to_json }, token)
end

def page(status, text)
  [status, { "Content-Type" => "text/html; charset=utf-8", "Set-Cookie" => "state=; Path=/; Max-Age=0" }, text]
end

def install
  state = SecureRandom.hex(16)
  scopes = { scope: "chat:write,files:write", user_scope: "users:read" }
  query = { client_id: APP[:client_id], redirect_uri: REDIRECT_URI, state: state, **scopes }
  same_site = DEFECTS.include?("strict-cookie") ? "Strict" : "Lax"
  [302, { "Location" => "https://slack.com/oauth/v2/authorize?#{URI.encode_www_form(query)}",
          "Set-Cookie" => "state=#{state}; Path=/; HttpOnly; SameSite=#{same_site}" }, ""]
end

def callback(query, cookie)
  is_own = cookie && cookie == query["state"]
  return page(400, "Wrong state") unless is_own || DEFECTS.include?("no-state-check")
  return page(200, "Cancelled") if query["error"] && !DEFECTS.include?("denial-500")

  grant = slack("oauth.v2.access", { **APP, code: query.fetch("code"), redirect_uri: REDIRECT_URI })
  return page(400, "Slack answered #{grant["error"]}") unless grant["ok"]

  INSTALLATIONS[(grant["team"] || grant["enterprise"])["id"]] = grant
  greet(grant["access_token"], grant["authed_user"]["id"]) if grant["access_token"]
  page(200, DEFECTS.include?("secret-in-page") ? grant.to_json : "Installed")
end

def answer(target, cookie)
  path, query = target.split("?", 2)
  case path
  when "/slack/install" then install
  when "/slack/oauth_redirect" then callback(URI.decode_www_form(query || "").to_h, cookie)
  else page(404, "Nothing here")
  end
rescue StandardError => e
  warn e.full_message(highlight: false)
  page(500, "Something broke")
end

puts "Listening on #{BASE}"
$stdout.flush
loop do
  socket = SERVER.accept
  head = []
  while (line = socket.gets&.chomp) && !line.empty?
    head << line
  end
  cookie = head.join("\n")[/^cookie: (?:.*; )?state=([^;\n]+)/i, 1]
  status, headers, text = answer(head.first.to_s.split[1].to_s, cookie)
  lines = headers.map { |name, value| "#{name}: #{value}\r\n" }.join
  socket.write("HTTP/1.1 #{status} Answer\r\n#{lines}Content-Length: #{text.bytesize}\r\nConnection: close\r\n\r\n#{text}")
  socket.close
end
