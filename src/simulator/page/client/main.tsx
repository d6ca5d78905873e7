import { render } from 'preact'
import { App } from './app.tsx'
import { unlock } from './session.ts'

const root = document.getElementById('page')

async function start() {
  // When the simulator does not answer, the page shows this later, so no error is needed here.
  const opened = await unlock().catch(() => 'no key' as const)
  if (root) render(<App stale={opened === 'stale'} />, root)
}

addEventListener('hashchange', () => void unlock().catch(() => {}))
void start()
