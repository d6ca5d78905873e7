// An app in plain Go that installs itself, greets and uploads a file. It knows nothing of slack-tokens.
// DEFECT lists its defects.
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
)

type place struct {
	ID string `json:"id"`
}

type answer struct {
	OK          bool   `json:"ok"`
	Error       string `json:"error"`
	AccessToken string `json:"access_token"`
	Team        *place `json:"team"`
	Enterprise  *place `json:"enterprise"`
	AuthedUser  place  `json:"authed_user"`
	UploadURL   string `json:"upload_url"`
	FileID      string `json:"file_id"`
}

var (
	defects       = strings.Split(os.Getenv("DEFECT"), ",")
	redirectURI   string
	installations sync.Map
)

func has(defect string) bool {
	for _, one := range defects {
		if one == defect {
			return true
		}
	}
	return false
}

func slack(method string, fields url.Values, token string) (*answer, error) {
	request, err := http.NewRequest("POST", "https://slack.com/api/"+method, strings.NewReader(fields.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var result answer
	return &result, json.NewDecoder(response.Body).Decode(&result)
}

// greet posts a message to the person who installed, and uploads a file.
func greet(token, user string) error {
	if _, err := slack("chat.postMessage", url.Values{"channel": {user}, "text": {"Hello from Go"}}, token); err != nil {
		return err
	}
	upload, err := slack("files.getUploadURLExternal", url.Values{"filename": {"hello.txt"}, "length": {"6"}}, token)
	if err != nil {
		return err
	}
	response, err := http.Post(upload.UploadURL, "text/plain", strings.NewReader("Hello\n"))
	if err != nil {
		return err
	}
	response.Body.Close()
	files, _ := json.Marshal([]place{{ID: upload.FileID}})
	_, err = slack("files.completeUploadExternal", url.Values{"files": {string(files)}}, token)
	return err
}

func page(response http.ResponseWriter, status int, text string) {
	http.SetCookie(response, &http.Cookie{Name: "state", Path: "/", MaxAge: -1})
	response.WriteHeader(status)
	fmt.Fprint(response, text)
}

func install(response http.ResponseWriter, request *http.Request) {
	bytes := make([]byte, 16)
	rand.Read(bytes)
	state := hex.EncodeToString(bytes)
	sameSite := http.SameSiteLaxMode
	if has("strict-cookie") {
		sameSite = http.SameSiteStrictMode
	}
	http.SetCookie(response, &http.Cookie{Name: "state", Value: state, Path: "/", HttpOnly: true, SameSite: sameSite})
	query := url.Values{
		"client_id": {os.Getenv("SLACK_CLIENT_ID")}, "redirect_uri": {redirectURI}, "state": {state},
		"scope": {"chat:write,files:write"}, "user_scope": {"users:read"},
	}
	http.Redirect(response, request, "https://slack.com/oauth/v2/authorize?"+query.Encode(), http.StatusFound)
}

func callback(response http.ResponseWriter, request *http.Request) {
	query := request.URL.Query()
	cookie, err := request.Cookie("state")
	isOwn := err == nil && cookie.Value == query.Get("state")
	if !isOwn && !has("no-state-check") {
		page(response, 400, "Wrong state")
		return
	}
	if query.Has("error") {
		if has("denial-500") {
			page(response, 500, "There is no code")
		} else {
			page(response, 200, "Cancelled")
		}
		return
	}
	grant, err := slack("oauth.v2.access", url.Values{
		"client_id": {os.Getenv("SLACK_CLIENT_ID")}, "client_secret": {os.Getenv("SLACK_CLIENT_SECRET")},
		"code": {query.Get("code")}, "redirect_uri": {redirectURI},
	}, "")
	if err != nil {
		log.Print(err)
		page(response, 500, "Something broke")
		return
	}
	if !grant.OK {
		page(response, 400, "Slack answered "+grant.Error)
		return
	}
	where := grant.Team
	if where == nil {
		where = grant.Enterprise
	}
	installations.Store(where.ID, grant)
	if grant.AccessToken != "" {
		if err := greet(grant.AccessToken, grant.AuthedUser.ID); err != nil {
			log.Print(err)
		}
	}
	text := "Installed"
	if has("secret-in-page") {
		text += " with the token " + grant.AccessToken
	}
	page(response, 200, text)
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
