// An app with the Slack client for Go that others install (github.com/slack-go/slack): it installs itself and greets.
// It knows nothing of slack-tokens. DEFECT lists its defects.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/slack-go/slack"
)

var (
	clientID      = os.Getenv("SLACK_CLIENT_ID")
	clientSecret  = os.Getenv("SLACK_CLIENT_SECRET")
	redirectURI   string
	installations sync.Map
	defects       = strings.Split(os.Getenv("DEFECT"), ",")
)

func has(defect string) bool {
	for _, one := range defects {
		if one == defect {
			return true
		}
	}
	return false
}

func install(response http.ResponseWriter, request *http.Request) {
	bytes := make([]byte, 16)
	rand.Read(bytes)
	state := hex.EncodeToString(bytes)
	sameSite := http.SameSiteLaxMode
	if has("strict-cookie") {
		sameSite = http.SameSiteStrictMode
	}
	cookie := http.Cookie{Name: "state", Value: state, Path: "/", HttpOnly: true, SameSite: sameSite}
	http.SetCookie(response, &cookie)
	query := url.Values{
		"client_id": {clientID}, "redirect_uri": {redirectURI}, "state": {state},
		"scope": {"chat:write,files:write"}, "user_scope": {"users:read"},
	}
	http.Redirect(response, request, "https://slack.com/oauth/v2/authorize?"+query.Encode(), http.StatusFound)
}

func callback(response http.ResponseWriter, request *http.Request) {
	query := request.URL.Query()
	cookie, err := request.Cookie("state")
	isOwn := err == nil && cookie.Value == query.Get("state")
	http.SetCookie(response, &http.Cookie{Name: "state", Path: "/", MaxAge: -1})
	if !isOwn && !has("no-state-check") {
		http.Error(response, "Wrong state", http.StatusBadRequest)
		return
	}
	if query.Has("error") {
		if has("denial-500") {
			http.Error(response, "There is no code", http.StatusInternalServerError)
		} else {
			fmt.Fprint(response, "Cancelled")
		}
		return
	}
	grant, err := slack.GetOAuthV2Response(http.DefaultClient, clientID, clientSecret, query.Get("code"), redirectURI)
	if err != nil {
		log.Print(err)
		http.Error(response, "Slack answered "+err.Error(), http.StatusBadRequest)
		return
	}
	installations.Store(grant.Team.ID+grant.Enterprise.ID, grant)
	if grant.AccessToken != "" {
		text := slack.MsgOptionText("Hello from Go", false)
		if _, _, err := slack.New(grant.AccessToken).PostMessage(grant.AuthedUser.ID, text); err != nil {
			log.Print(err)
		}
	}
	if has("secret-in-page") {
		json.NewEncoder(response).Encode(grant)
		return
	}
	fmt.Fprint(response, "Installed")
}

func main() {
	listener, err := net.Listen("tcp", "localhost:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	base := fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	redirectURI = base + "/slack/oauth_redirect"
	http.HandleFunc("/slack/install", install)
	http.HandleFunc("/slack/oauth_redirect", callback)
	fmt.Println("Listening on " + base)
	log.Fatal(http.Serve(listener, nil))
}
