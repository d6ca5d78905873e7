"""An app in plain Python that installs itself, greets and uploads a file. It knows nothing of slack-tokens.

CLIENT is its HTTP client: urllib, requests or http.client. DEFECT lists its defects.
"""

import json
import os
import secrets
from http.client import HTTPSConnection
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

client_name = os.environ.get("CLIENT", "urllib")
defects = os.environ.get("DEFECT", "").split(",")
app = {"client_id": os.environ["SLACK_CLIENT_ID"], "client_secret": os.environ["SLACK_CLIENT_SECRET"]}
installations = {}


def post(url, body, headers):
    """Sends a POST request. Returns the body of the answer."""
    if client_name == "requests":
        import requests

        return requests.post(url, data=body, headers=headers, timeout=10).content
    if client_name == "http.client":
        connection = HTTPSConnection(urlsplit(url).netloc, timeout=10)
        connection.request("POST", urlsplit(url).path, body, headers)
        return connection.getresponse().read()
    try:
        with urlopen(Request(url, body, headers), timeout=10) as answer:
            return answer.read()
    except HTTPError as answer:
        # Slack's answer to a refused call can have a status of 429 or 500.
        return answer.read()


def slack(method, fields, token=None):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return json.loads(post(f"https://slack.com/api/{method}", urlencode(fields).encode(), headers))


def greet(token, user):
    """Posts a message to the person who installed, and uploads a file."""
    slack("chat.postMessage", {"channel": user, "text": "Hello from Python"}, token)
    content = b"Hello\n"
    place = slack("files.getUploadURLExternal", {"filename": "hello.txt", "length": len(content)}, token)
    post(place["upload_url"], content, {"Content-Type": "text/plain"})
    slack("files.completeUploadExternal", {"files": json.dumps([{"id": place["file_id"]}])}, token)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/slack/install":
            self.install()
        elif address.path == "/slack/oauth_redirect":
            self.callback(dict(parse_qsl(address.query)))
        else:
            self.page(404, "Nothing here")

    def install(self):
        state = secrets.token_hex(16)
        same_site = "Strict" if "strict-cookie" in defects else "Lax"
        scopes = {"scope": "chat:write,files:write", "user_scope": "users:read"}
        query = {"client_id": app["client_id"], "redirect_uri": redirect_uri, "state": state, **scopes}
        self.send_response(302)
        self.send_header("Set-Cookie", f"state={state}; Path=/; HttpOnly; SameSite={same_site}")
        self.send_header("Location", "https://slack.com/oauth/v2/authorize?" + urlencode(query))
        self.end_headers()

    def callback(self, query):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("state")
        is_own = cookie is not None and cookie.value == query.get("state")
        if not is_own and "no-state-check" not in defects:
            return self.page(400, "Wrong state")
        if "error" in query and "denial-500" not in defects:
            return self.page(200, "Cancelled")
        try:
            grant = slack("oauth.v2.access", {**app, "code": query["code"], "redirect_uri": redirect_uri})
        except Exception:
            self.page(500, "Something broke")
            raise
        if not grant["ok"]:
            return self.page(400, f"Slack answered {grant['error']}")
        installations[(grant["team"] or grant["enterprise"])["id"]] = grant
        if "access_token" in grant:
            greet(grant["access_token"], grant["authed_user"]["id"])
        self.page(200, json.dumps(grant) if "secret-in-page" in defects else "Installed")

    def page(self, status, text):
        self.send_response(status)
        self.send_header("Set-Cookie", "state=; Path=/; Max-Age=0")
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_words):
        pass


server = HTTPServer(("localhost", int(os.environ.get("PORT", "0"))), Handler)
base = f"http://localhost:{server.server_port}"
redirect_uri = f"{base}/slack/oauth_redirect"
print(f"Listening on {base}", flush=True)
server.serve_forever()
