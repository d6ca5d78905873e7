"""A Slack app that answers a mention. It needs only Python's standard library."""

import hashlib
import hmac
import json
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class App:
    def __init__(self, port: int):
        self.api_url = self.token = self.signing_secret = ""
        app = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                if not app.is_from_slack(self.headers, body):
                    return self.answer(401, b"")
                event = json.loads(body)
                if event["type"] == "url_verification":
                    return self.answer(200, event["challenge"].encode())
                self.answer(200, b"")
                if event["event"]["type"] == "app_mention":
                    app.post(event["event"]["channel"], f"Hello <@{event['event']['user']}>")

            def answer(self, status: int, body: bytes):
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://localhost:{self.server.server_port}/slack/events"

    def is_from_slack(self, headers, body: bytes) -> bool:
        stamp = headers.get("x-slack-request-timestamp", "0")
        base = b"v0:" + stamp.encode() + b":" + body
        expected = "v0=" + hmac.new(self.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        is_fresh = abs(time.time() - int(stamp)) < 300
        return is_fresh and hmac.compare_digest(expected, headers.get("x-slack-signature", ""))

    def post(self, channel: str, text: str):
        request = urllib.request.Request(
            self.api_url + "chat.postMessage",
            json.dumps({"channel": channel, "text": text}).encode(),
            {"authorization": f"Bearer {self.token}", "content-type": "application/json; charset=utf-8"},
        )
        urllib.request.urlopen(request, timeout=10).close()
