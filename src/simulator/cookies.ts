/** Cookies of one browser, as far as an install on loopback needs them: by host name, as ports share them. */
export interface Cookies {
  /** What a page has set. */
  keep(from: URL, setCookies: readonly string[]): void
  /** The header for a request; undefined when there is nothing to send. */
  header(to: URL): string | undefined
}

interface Cookie {
  readonly host: string
  readonly name: string
  readonly value: string
  readonly path: string
}

export function createCookies(): Cookies {
  const kept: Cookie[] = []
  return {
    keep({ hostname: host, pathname }, setCookies) {
      for (const line of setCookies) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
        const sign = pair.indexOf('=')
        if (sign < 1) continue
        const [name, value] = [pair.slice(0, sign), pair.slice(sign + 1)]
        const folder = pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))
        const given = attributes.find((one) => /^path=\//i.test(one))?.slice('path='.length)
        const path = given ?? folder
        const old = kept.findIndex((one) => one.host === host && one.name === name && one.path === path)
        if (old >= 0) kept.splice(old, 1)
        if (!isOver(attributes)) kept.push({ host, name, value, path })
      }
    },
    header({ hostname, pathname }) {
      const sent = kept.filter(({ host, path }) => host === hostname && isBelow(pathname, path))
      return sent.length > 0 ? sent.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
    },
  }
}

/** Whether it was set to be gone. */
function isOver(attributes: readonly string[]): boolean {
  return attributes.some((one) => {
    const [, name = '', value = ''] = /^(max-age|expires)=(.*)$/i.exec(one) ?? []
    if (name === '') return false
    return name.toLowerCase() === 'max-age' ? Number(value) <= 0 : Date.parse(value) <= Date.now()
  })
}

function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
}
