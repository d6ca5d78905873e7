/** The manifest in a link to Slack's create-app page (docs.slack.dev/app-manifests). */
export interface LinkedManifest {
  readonly text: string
  readonly format: 'json' | 'yaml'
}

/** Reads the manifest from a link to Slack's create-app page. Undefined for any other text. Never throws. */
export function manifestOfLink(text: string): LinkedManifest | undefined {
  const found = start.exec(text)
  if (!found) return undefined
  const rest = text.slice(found.index, found.index + longest)
  // A manifest that was not encoded contains quotes and spaces. The pattern for a whole link would stop at the first of
  // them.
  const open = /[?&]manifest_json=\s{0,10}(?=\{)/.exec(rest)
  const json = open && rest.slice(open.index + open[0].length, rest.lastIndexOf('}') + 1)
  if (json && isJson(json)) return { text: json, format: 'json' }
  const plain = (/^[^\s"'<>“”«»]{1,400000}/.exec(rest)?.[0] ?? '')
    .replace(/&(?:amp;|#0{0,4}38;|#x0{0,4}26;)+/gi, '&')
    .replace(/[)\].,;]{1,10}$/, '')
  if (!URL.canParse(plain)) return undefined
  const query = new URL(plain).searchParams
  for (const format of ['json', 'yaml'] as const) {
    const manifest = query.get(`manifest_${format}`)
    if (manifest !== null) return { text: decoded(manifest), format }
  }
  return undefined
}

const longest = 400_000
const start = /https?:\/\/(?:api\.slack\.com|app\.slack\.com|slack\.com)\/(?=[^\s"'<>]{0,200}manifest_(?:json|yaml)=)/i

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Decodes a manifest that was percent-encoded more than once. */
function decoded(text: string): string {
  let value = text
  for (let round = 0; round < 2 && /^\s{0,10}%(?:25){0,2}7B/i.test(value); round += 1) {
    try {
      value = decodeURIComponent(value)
    } catch {
      break
    }
  }
  return value
}
