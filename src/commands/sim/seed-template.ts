/** The seed that `sim seed --print` prints. It has an example of every key, with an explanation. */
export const starter = `# A world for the local Slack simulator. JSON works as well. Only what is not a comment is needed.
#   slack-tokens sim seed seed.yaml            begin with it
#   slack-tokens sim start --seed seed.yaml    begin with it and keep it running

workspaces:
  # The first is where the apps were made. Ids follow from the names where they are left out.
  - name: Acme
    id: T0ACME
    domain: acme
    people:
      - name: dana                 # @dana; the first one installs unless another is chosen
        realName: Dana Whitfield
        email: dana@acme.example
        admin: true                # admins may install on the organization
      - name: lee
      - name: sam
    channels:
      - name: general              # bots join it when they are installed
        topic: Company news
        messages:                  # oldest first
          - from: dana
            text: Welcome to Acme!
            reactions: { tada: [lee, sam] }
            replies:
              - { from: lee, text: Thank you }
      - name: releases
        id: C0RELEASES
        members: [dana, lee]       # left out: everybody
        sharedWith: [T0PARTNER]    # outside workspaces (Slack Connect), which are not simulated
      - name: secret-plans
        private: true
        members: [dana]
    emoji: [party_parrot]          # emoji of its own; those of Slack are always there

  # Others have people and channels of their own.
  - name: Globex
    people:
      - { name: kim, admin: true }
      - { name: noor }
    channels:
      - name: general

# Leave it out for workspaces that stand alone.
organization:
  name: Acme Group
  id: E0ACME
  workspaces: [Acme]               # where its admins have added org-wide apps

apps:
  - name: Release Bot
    clientId: '1111111111.2222222222'
    clientSecret: simulated-client-secret
    signingSecret: simulated-signing-secret
    redirectUrls:
      - http://localhost:3000/slack/oauth_redirect
      - http://localhost:8443/slack/callback
    botName: release-bot           # null: no bot user
  - name: Org Tool
    orgDeploy: true                # may be installed on the organization
    rotation: true                 # its tokens end and come with a refresh token
    tokenLifetime: 3600            # seconds; 43200 at Slack
    # further settings: distributed, approvalRequired, pkce, messagesTab, optionalScopes, …
`
