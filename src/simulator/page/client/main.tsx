import { render } from 'preact'
import { App } from './app.tsx'
import { unlock } from './session.ts'

const root = document.getElementById('page')

async function start() {
  const opened = await unlock()
  if (root) render(<App stale={opened === 'stale'} />, root)
}

addEventListener('hashchange', () => void unlock())
void start()
