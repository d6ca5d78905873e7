/** The seed that `sim seed --print` prints. It has an example of every key, with an explanation. */
export const starter = `# A world for the local Slack simulator. JSON works as well. Comments can be removed.
#   slack-tokens sim seed seed.yaml            put this world into the simulator
#   slack-tokens sim start --seed seed.yaml    start the simulator with this world

workspaces:
  # The apps were created in the first workspace. An id that is left out is made from the name.
  - name: Acme
    id: T0ACME
    domain: acme
    people:
      - name: dana                 # @dana; the first person installs apps unless you choose another
        realName: Dana Whitfield
        email: dana@acme.example
        admin: true                # admins may install apps on the organization
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
        members: [dana, lee]       # by default everybody in the workspace
        sharedWith: [T0PARTNER]    # outside workspaces (Slack Connect), which are not simulated
      - name: secret-plans
        private: true
        members: [dana]
    emoji: [party_parrot]          # custom emoji of the workspace, in addition to Slack's own

  # Each further workspace has its own people and channels.
  - name: Globex
    people:
      - { name: kim, admin: true }
      - { name: noor }
    channels:
      - name: general

# Optional: leave out the organization when the workspaces do not belong to one.
organization:
  name: Acme Group
  id: E0ACME
  workspaces: [Acme]               # workspaces to which its admins have added org-wide apps

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
    rotation: true                 # its tokens expire and have refresh tokens
    tokenLifetime: 3600            # seconds; 43200 at Slack
    # further settings: distributed, approvalRequired, pkce, messagesTab, optionalScopes, …
`
