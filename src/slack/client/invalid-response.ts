import { CliError } from '../../errors.ts'
import { jsonDepth, mostLevels } from '../facts/json-depth.ts'
import { onlyReads } from '../facts/methods.ts'
import { settingsFor } from './network-error.ts'
import type { ReceivedAnswer } from './types.ts'

const seeIt = 'See the answer with --verbose'

/**
 * Returns the error for an answer that is not a JSON object, with its likely cause. Never quotes the answer, which can
 * contain tokens.
 */
export function unreadableAnswer(method: string, received: ReceivedAnswer, host: string): CliError {
  const { status } = received
  const { what, hint } = judge(received, onlyReads(method), settingsFor(host))
  return new CliError('failed', `${method}: Slack answered ${status} with ${what}`, {
    code: 'unreadable_answer',
    hint,
    details: { status },
  })
}

function judge(received: ReceivedAnswer, readOnly: boolean, settings: string): { what: string; hint: string } {
  const { status, headers, text } = received
  if (isRedirect(status)) {
    return {
      what: `a redirect${toHost(headers['location'])}, which is never followed`,
      hint: `The Web API never redirects: a network’s login page or a proxy answered. Open any page in a browser, log in, and try again; or check ${settings}`,
    }
  }
  const again = readOnly ? 'try again' : 'check whether it was done before you try again'
  const trouble = status >= 500 ? `Slack has trouble: see status.slack.com, then ${again}` : undefined
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0] ?? ''
  const size = Buffer.byteLength(text)
  if (text.trim() === '') {
    return {
      what: 'an empty answer',
      hint: trouble ?? `A proxy may have removed the content: check HTTPS_PROXY. ${seeIt}`,
    }
  }
  if (headers['content-encoding']) {
    return {
      what: `${String(headers['content-encoding'])} data, which was not requested`,
      hint: 'A proxy compressed it: check HTTPS_PROXY',
    }
  }
  if (/^\s*</.test(text) || type.includes('html')) {
    return {
      what: `a web page (${type}, ${size} bytes) instead of JSON`,
      hint: trouble ?? `A proxy or a network’s login page answered: check ${settings}. ${seeIt}`,
    }
  }
  if (/^\s*[{[]/.test(text) && jsonDepth(text) > mostLevels) {
    return {
      what: `${size} bytes of JSON nested deeper than ${mostLevels} levels`,
      hint: trouble ?? `This is not an answer of the Web API: check ${settings}. ${seeIt}`,
    }
  }
  if (/^\s*[{[]/.test(text)) {
    return {
      what: `${size} bytes that are not a complete JSON object`,
      hint: trouble ?? `The answer was cut off, or is not the Web API’s: try again. ${seeIt}`,
    }
  }
  return {
    what: `${type}, ${size} bytes, instead of JSON`,
    hint: trouble ?? `Check ${settings}. ${seeIt}`,
  }
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

/** Returns the host to which a redirect leads, and not the rest of the address, which can contain a secret. */
function toHost(location: string | string[] | undefined): string {
  const text = Array.isArray(location) ? location[0] : location
  return text && URL.canParse(text) ? ` to ${new URL(text).host}` : ''
}
