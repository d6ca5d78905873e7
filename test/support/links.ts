import { authorizeLink, findLinks } from '../../src/oauth/link/find-links.ts'
import { type JudgedLink, judgeLink } from '../../src/oauth/link/judge.ts'

export const id = 'client_id=1111111111.2222222222'
export const bot = 'scope=chat:write'
export const home = 'redirect_uri=https://app.example.test/slack/callback'
export const state = 'state=q7Zr0p2mX9LkT4vB'
export const challenge = `code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`
export const v2 = 'https://slack.com/oauth/v2/authorize'

export function judged(text: string): JudgedLink {
  const [found] = findLinks(text)
  const link = found && authorizeLink(found)
  if (!link) throw new Error(`not a link: ${text}`)
  return judgeLink(link)
}

/** Returns the errors and warnings for a link as `severity id`. */
export const wrong = (text: string) =>
  judged(text).findings.flatMap(({ id: finding, severity }) => (severity === 'note' ? [] : [`${severity} ${finding}`]))

export const ofV2 = (...parts: readonly string[]) => `${v2}?${parts.join('&')}`
