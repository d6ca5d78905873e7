/** A place in a manifest as people write it: `oauth_config.redirect_urls[1]`; the whole of it is `the manifest`. */
export function pathText(steps: readonly (string | number)[]): string {
  const text = steps
    .map((step) => (typeof step === 'number' || /^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
  return text || 'the manifest'
}

/** The same for a JSON pointer, `/oauth_config/redirect_urls/1` (RFC 6901), which is how Slack names a place. */
export function pointerText(pointer: string): string {
  const steps = pointer.split('/').filter((step) => step !== '')
  return pathText(steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')))
}
