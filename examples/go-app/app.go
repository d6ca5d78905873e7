// Package app is a Slack app that answers a mention. It needs only Go's standard library.
package app

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
)

// App has the facts of its installation: the API URL, the bot token and the signing secret.
type App struct {
	APIURL, Token, SigningSecret string
}

type envelope struct {
	Type      string `json:"type"`
	Challenge string `json:"challenge"`
	Event     struct {
		Type    string `json:"type"`
		Channel string `json:"channel"`
		User    string `json:"user"`
	} `json:"event"`
}

func (app *App) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil || !app.isFromSlack(request.Header, body) {
		http.Error(response, "not from Slack", http.StatusUnauthorized)
		return
	}
	var received envelope
	if err := json.Unmarshal(body, &received); err != nil {
		http.Error(response, err.Error(), http.StatusBadRequest)
		return
	}
	if received.Type == "url_verification" {
		_, _ = io.WriteString(response, received.Challenge)
		return
	}
	// Answer first, because the rest can take longer than Slack waits.
	response.WriteHeader(http.StatusOK)
	if received.Event.Type == "app_mention" {
		go app.post(received.Event.Channel, "Hello <@"+received.Event.User+">")
	}
}

func (app *App) isFromSlack(header http.Header, body []byte) bool {
	sum := hmac.New(sha256.New, []byte(app.SigningSecret))
	sum.Write([]byte("v0:" + header.Get("X-Slack-Request-Timestamp") + ":"))
	sum.Write(body)
	expected := "v0=" + hex.EncodeToString(sum.Sum(nil))
	return hmac.Equal([]byte(expected), []byte(header.Get("X-Slack-Signature")))
}

func (app *App) post(channel, text string) {
	body, _ := json.Marshal(map[string]string{"channel": channel, "text": text})
	request, err := http.NewRequest(http.MethodPost, app.APIURL+"chat.postMessage", bytes.NewReader(body))
	if err != nil {
		return
	}
	request.Header.Set("Authorization", "Bearer "+app.Token)
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	if response, err := http.DefaultClient.Do(request); err == nil {
		response.Body.Close()
	}
}
