import type { PageInstall } from '../../developer-types.ts'
import { useModel } from '../model.ts'
import { useRead } from '../use-read.ts'

/** Every app with its tokens and webhooks, and what an admin can do with them. */
export function Installs() {
  const installs = useRead<{ installs: readonly PageInstall[] }>('installs', {})?.installs ?? []
  return (
    <div class="rows">
      {installs.map((install) => (
        <Install key={install.appId} install={install} />
      ))}
    </div>
  )
}

function Install({ install }: { readonly install: PageInstall }) {
  const { change } = useModel()
  const { app, appId, clientId, tokens, webhooks, places, installUrl, settingsUrl } = install
  return (
    <section class="install">
      <h3>
        {app} <span class="soft small">{appId}</span>
      </h3>
      <p class="soft small">
        Client ID <code>{clientId}</code> · <a href={settingsUrl}>Settings</a>
      </p>
      <p class="buttons">
        {installUrl !== null && (
          <a class="element primary" href={installUrl}>
            {places.length > 0 ? 'Install again' : 'Install'}
          </a>
        )}
        {places.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            class="element danger"
            onClick={() => void change('uninstall', { app_id: appId, team_id: id })}
          >
            Uninstall from {name}
          </button>
        ))}
      </p>
      {tokens.length === 0 && <p class="empty">Not installed yet. {installUrl === null && noScopes}</p>}
      <ul>
        {tokens.map((token) => (
          <TokenRow key={`${token.masked} ${token.kind}`} token={token} />
        ))}
        {webhooks.map(({ channel, by, works }, index) => (
          <li key={index} class={works ? '' : 'ended'}>
            <strong>Incoming webhook</strong> posts to #{channel} <span class="soft">installed by {by}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why an app has no button to install it. */
const noScopes =
  'Its settings list no scopes (oauth_config.scopes), so the install page of the app itself installs it, or: slack-tokens login --sim'

function TokenRow({ token }: { readonly token: PageInstall['tokens'][number] }) {
  const { change } = useModel()
  const { kind, masked, as, userId, team, scopes, expiresAt, state } = token
  const end = (what: 'revoke' | 'expire') => void change('token', { do: what, kind, user: userId })
  return (
    <li class={state === 'works' ? '' : 'ended'}>
      <p>
        <strong>{kind === 'bot' ? 'Bot token' : 'User token'}</strong> <code>{masked}</code>{' '}
        <span class="soft">
          acts as {as} in {team.name} · {state === 'works' ? untilOf(expiresAt) : state}
        </span>
      </p>
      <p class="soft small">{scopes.join(', ')}</p>
      {state === 'works' && (
        <p class="buttons">
          <button type="button" class="quiet" onClick={() => end('revoke')}>
            Revoke
          </button>
          <button type="button" class="quiet" onClick={() => end('expire')}>
            Let it expire
          </button>
        </p>
      )}
    </li>
  )
}

function untilOf(expiresAt: number | null): string {
  return expiresAt === null ? 'does not expire' : `expires ${new Date(expiresAt).toLocaleString()}`
}
