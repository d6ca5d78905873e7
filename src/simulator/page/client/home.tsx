import { useModel } from './model.ts'

/** The App Home that an app published for the person. */
export function Home({ app: id }: { readonly app: string }) {
  const { desk } = useModel()
  const app = desk.apps.find((one) => one.id === id)
  const view = desk.homes.find(({ appId }) => appId === id)
  return (
    <main class="middle" aria-label={`Home of ${app?.name ?? id}`}>
      <header class="head">
        <h2>{app?.name ?? id}</h2>
        <p class="soft">App Home</p>
      </header>
      <div class="stream">
        {view ? (
          <pre>{JSON.stringify(view.payload['blocks'], null, 2)}</pre>
        ) : (
          <p class="empty">The app has not published a home for {desk.me.realName}.</p>
        )}
      </div>
    </main>
  )
}
