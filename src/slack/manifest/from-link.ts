/** The manifest in a link to Slack's create-app page (docs.slack.dev/app-manifests). */
export interface LinkedManifest {
  readonly text: string
  readonly format: 'json' | 'yaml'
}

/** Reads the manifest from such a link. Undefined for any other text. Never throws. */
export function manifestOfLink(text: string): LinkedManifest | undefined {
  const found = /https?:\/\/(?:api\.slack\.com|app\.slack\.com|slack\.com)\/[^\s"'<>]{1,400000}/i.exec(text)?.[0]
  const plain = found?.replaceAll('&amp;', '&').replace(/[)\].,;]{1,10}$/, '')
  if (plain === undefined || !URL.canParse(plain)) return undefined
  const query = new URL(plain).searchParams
  for (const format of ['json', 'yaml'] as const) {
    const manifest = query.get(`manifest_${format}`)
    if (manifest !== null) return { text: manifest, format }
  }
  return undefined
}
