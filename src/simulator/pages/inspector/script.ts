import { controlRoutes } from '../../control/route-table.ts'

/**
 * The inspector's only script. It filters the page. Each second it asks whether something changed, and replaces only
 * the parts of the page that changed, so that focus, scroll position and filter stay. Without the script, the page is
 * complete but not updated.
 */
export const inspectorScript = `
(() => {
  const filter = document.getElementById('filter'), live = document.getElementById('live')
  let version = document.body.dataset.version
  // The URL that sim start and sim open print has a key, which is exchanged for a cookie and removed from the URL.
  const unlock = async () => {
    const key = /^#control=([\\w-]+)$/.exec(location.hash)?.[1]
    if (!key) return
    history.replaceState(null, '', location.pathname)
    const headers = { 'content-type': 'application/json' }
    const { ok } = await fetch('${controlRoutes.openSession.path}', { method: 'POST', headers, body: JSON.stringify({ key }) })
    const stale = document.getElementById('stale')
    if (ok) location.reload()
    else if (stale) stale.hidden = false
  }
  unlock()
  addEventListener('hashchange', unlock)
  const narrow = () => {
    const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean)
    for (const one of document.querySelectorAll('[data-find]')) {
      const text = one.textContent.toLowerCase()
      one.classList.toggle('hidden', !words.every((word) => text.includes(word)))
    }
    for (const panel of document.querySelectorAll('[data-group]')) {
      const all = panel.querySelectorAll('[data-find]')
      const left = panel.querySelectorAll('[data-find]:not(.hidden)')
      panel.classList.toggle('hidden', words.length > 0 && left.length === 0 && (all.length > 0 || panel.dataset.group === 'quiet'))
    }
  }
  const put = (fresh) => {
    for (const part of fresh.querySelectorAll('[data-part]')) {
      const old = document.getElementById(part.id)
      if (!old || old.innerHTML === part.innerHTML) continue
      const known = new Set([...old.querySelectorAll('[id]')].map(({ id }) => id))
      const focused = old.contains(document.activeElement) ? document.activeElement.id : ''
      old.innerHTML = part.innerHTML
      for (const one of old.querySelectorAll('.message[id],tr[id]')) if (!known.has(one.id)) one.classList.add('fresh')
      if (focused) document.getElementById(focused)?.focus()
    }
    narrow()
  }
  const look = async () => {
    try {
      const now = String((await (await fetch('${controlRoutes.pulse.path}')).json()).version)
      live.classList.add('on')
      live.textContent = 'live'
      if (now === version) return
      version = now
      put(new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html'))
    } catch {
      live.classList.remove('on')
      live.textContent = 'ended'
    }
  }
  const again = async () => {
    if (!document.hidden) await look()
    setTimeout(again, 1000)
  }
  filter.parentElement.hidden = false
  live.hidden = false
  filter.addEventListener('input', narrow)
  addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      filter.focus()
    } else if (event.key === 'Escape' && document.activeElement === filter) {
      filter.value = ''
      narrow()
      filter.blur()
    }
  })
  again()
})()
`
