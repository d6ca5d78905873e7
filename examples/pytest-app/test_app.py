"""Tests the app of app.py on the local Slack simulator. In your project, set SLACK_TOKENS to `npx slack-tokens`."""

import json
import os
import shlex
import subprocess
import threading
import urllib.parse
import urllib.request

import pytest

from app import App

slack_tokens = shlex.split(os.environ.get("SLACK_TOKENS", "node bin/slack-tokens.js"))


class Slack:
    """A client for the simulator's control interface. docs/control.md lists every route."""

    def __init__(self, started: dict):
        self.url, self.token = started["url"], started["controlToken"]

    def act(self, route: str, **fields) -> dict:
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        return self._call(urllib.request.Request(f"{self.url}/_sim/{route}", json.dumps(fields).encode(), headers))

    def see(self, route: str, **fields) -> dict:
        url = f"{self.url}/_sim/{route}?{urllib.parse.urlencode(fields)}"
        return self._call(urllib.request.Request(url, headers={"authorization": f"Bearer {self.token}"}))

    def _call(self, request) -> dict:
        with urllib.request.urlopen(request, timeout=20) as response:
            return json.load(response)


@pytest.fixture
def slack(tmp_path):
    app = App(0)
    thread = threading.Thread(target=app.server.serve_forever, daemon=True)
    thread.start()
    env = {**os.environ, "SLACK_TOKENS_CONFIG_DIR": str(tmp_path), "BROWSER": "none"}

    def run(*argv: str) -> str:
        return subprocess.run([*slack_tokens, *argv], env=env, check=True, capture_output=True, text=True).stdout

    started = json.loads(run("sim", "start", "--detach", "--port", "0", "--json"))
    try:
        run("login", "--sim", "--approve", "--port", "0", "--scopes", "app_mentions:read,chat:write")
        app.api_url, app.signing_secret = started["apiUrl"], started["app"]["signingSecret"]
        app.token = run("token", "--as", "bot").strip()
        slack = Slack(started)
        slack.act("request-url", url=app.url)
        yield slack
    finally:
        run("sim", "stop")
        app.server.shutdown()
        app.server.server_close()


def test_answers_a_mention(slack):
    said = slack.act("say", channel="#general", text="<@bot> hello", user="dana")
    assert [(one["what"], one["by"], one["status"]) for one in said["deliveries"]] == [("app_mention", "http", 200)]
    slack.act("settled")
    *_, answer = slack.see("messages", channel="#general")["messages"]
    assert answer["text"] == "Hello <@U0SIMDANA>"


def test_survives_an_event_that_comes_twice(slack):
    slack.act("fail", on="event", what="twice")
    slack.act("say", channel="#general", text="<@bot> hello")
    slack.act("settled")
    assert len([one for one in slack.see("deliveries")["deliveries"] if one["what"] == "app_mention"]) == 2
