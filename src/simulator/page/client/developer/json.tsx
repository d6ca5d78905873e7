/** A text. JSON and forms are shown with one field per line. */
export function Json({ text }: { readonly text: string }) {
  return text === '' ? <p class="soft">(empty)</p> : <pre>{pretty(text)}</pre>
}

export function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  return (
    <details>
      <summary>{Object.keys(headers).length} headers</summary>
      <dl class="headers">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function pretty(text: string): string {
  const whole = parsed(text)
  if (whole !== undefined) return JSON.stringify(whole, null, 2)
  if (!/^[\w.-]+=/.test(text)) return text
  return [...new URLSearchParams(text)]
    .map(([name, value]) => {
      const inside = parsed(value)
      return `${name}=${inside === undefined ? value : JSON.stringify(inside, null, 2)}`
    })
    .join('\n')
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
