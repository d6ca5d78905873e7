module example.com/slack-app

go 1.19
