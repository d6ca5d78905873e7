import { join } from './problems.ts'

/** Converts a JSON pointer (RFC 6901), which Slack uses, to a path for people: `oauth_config.redirect_urls[1]`. */
export function pointerText(pointer: string): string {
  const steps = pointer.split('/').filter((step) => step !== '')
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : join(path, step)), '')
}
