"""An app in plain Python that installs itself, and knows nothing of slack-tokens. DEFECT=no-state-check plants a defect."""

import json
import os
import secrets
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlencode, urlparse
from urllib.request import urlopen

client = {"client_id": os.environ["SLACK_CLIENT_ID"], "client_secret": os.environ["SLACK_CLIENT_SECRET"]}
# States of begun installs; each is used once.
begun = set()
checks_state = os.environ.get("DEFECT") != "no-state-check"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlparse(self.path)
        query = dict(parse_qsl(address.query))
        if address.path == "/install":
            return self.install()
        if address.path != "/callback":
            return self.page(404, "nothing here")
        state = query.get("state", "")
        is_known = state in begun and f"state={state}" in self.headers.get("Cookie", "").split("; ")
        if checks_state and not is_known:
            return self.page(400, "wrong state")
        begun.discard(state)
        if "error" in query:
            return self.page(200, "cancelled")
        form = {**client, "code": query["code"], "redirect_uri": redirect}
        with urlopen("https://slack.com/api/oauth.v2.access", urlencode(form).encode()) as answer:
            grant = json.load(answer)
        self.page(200 if grant["ok"] else 400, "installed" if grant["ok"] else grant["error"])

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.page(200, body.get("challenge", ""))

    def install(self):
        state = secrets.token_hex(16)
        begun.add(state)
        query = {"client_id": client["client_id"], "scope": "chat:write", "user_scope": "files:write"}
        self.send_response(302)
        self.send_header("Set-Cookie", f"state={state}; Path=/; HttpOnly; SameSite=Lax")
        self.send_header(
            "Location",
            "https://slack.com/oauth/v2/authorize?" + urlencode({**query, "state": state, "redirect_uri": redirect}),
        )
        self.end_headers()

    def page(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_words):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
base = f"http://localhost:{server.server_port}"
redirect = f"{base}/callback"
print(f"listening on {base}", flush=True)
server.serve_forever()
