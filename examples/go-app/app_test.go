package app

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// slackTokens runs a slack-tokens command. In your project, set SLACK_TOKENS to "npx slack-tokens".
func slackTokens(t *testing.T, folder string, argv ...string) []byte {
	t.Helper()
	words := strings.Fields(os.Getenv("SLACK_TOKENS"))
	if len(words) == 0 {
		words = []string{"node", "../../bin/slack-tokens.js"}
	}
	command := exec.Command(words[0], append(words[1:], argv...)...)
	command.Env = append(os.Environ(), "SLACK_TOKENS_CONFIG_DIR="+folder, "BROWSER=none")
	command.Stderr = os.Stderr
	printed, err := command.Output()
	if err != nil {
		t.Fatalf("slack-tokens %v: %v", argv, err)
	}
	return printed
}

type started struct {
	URL          string `json:"url"`
	APIURL       string `json:"apiUrl"`
	ControlToken string `json:"controlToken"`
	App          struct {
		SigningSecret string `json:"signingSecret"`
	} `json:"app"`
}

// act calls a route of the simulator's control interface. docs/control.md lists every route.
func (slack started) act(t *testing.T, method, route string, fields, answer any) {
	t.Helper()
	body, _ := json.Marshal(fields)
	request, err := http.NewRequest(method, slack.URL+"/_sim/"+route, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+slack.ControlToken)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d", route, response.StatusCode)
	}
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
		t.Fatal(err)
	}
}

func TestAnswersAMention(t *testing.T) {
	app := &App{}
	server := httptest.NewServer(app)
	defer server.Close()
	folder := t.TempDir()
	var slack started
	printed := slackTokens(t, folder, "sim", "start", "--detach", "--port", "0", "--json")
	if err := json.Unmarshal(printed, &slack); err != nil {
		t.Fatal(err)
	}
	defer slackTokens(t, folder, "sim", "stop")
	slackTokens(t, folder, "login", "--sim", "--approve", "--port", "0", "--scopes", "app_mentions:read,chat:write")
	app.APIURL, app.SigningSecret = slack.APIURL, slack.App.SigningSecret
	app.Token = strings.TrimSpace(string(slackTokens(t, folder, "token", "--as", "bot")))

	var done map[string]any
	slack.act(t, http.MethodPost, "request-url", map[string]string{"url": server.URL + "/slack/events"}, &done)
	var said struct {
		Deliveries []struct {
			What   string `json:"what"`
			Status int    `json:"status"`
		} `json:"deliveries"`
	}
	slack.act(t, http.MethodPost, "say", map[string]string{"channel": "#general", "text": "<@bot> hello"}, &said)
	if len(said.Deliveries) != 1 || said.Deliveries[0].What != "app_mention" || said.Deliveries[0].Status != 200 {
		t.Fatalf("deliveries: %+v", said.Deliveries)
	}
	slack.act(t, http.MethodPost, "settled", map[string]any{}, &done)
	var seen struct {
		Messages []struct {
			Text string `json:"text"`
		} `json:"messages"`
	}
	slack.act(t, http.MethodGet, "messages?channel=%23general", nil, &seen)
	if last := seen.Messages[len(seen.Messages)-1]; last.Text != "Hello <@U0SIMDANA>" {
		t.Fatalf("the app answered %q", last.Text)
	}
}
