import { CliError } from '../../errors.ts'
import { jsonDepth, mostLevels } from '../facts/json-depth.ts'
import { onlyReads } from '../facts/methods.ts'
import type { ReceivedAnswer } from './types.ts'

const seeIt = 'See what came with --verbose'

/** An answer that is not a JSON object, with its likely cause. Its text is not shown: it may hold a token. */
export function unreadableAnswer(method: string, received: ReceivedAnswer): CliError {
  const { status } = received
  const { what, hint } = judge(received, onlyReads(method))
  return new CliError('failed', `${method}: Slack answered ${status} with ${what}`, {
    code: 'unreadable_answer',
    hint,
    details: { status },
  })
}

function judge(received: ReceivedAnswer, readOnly: boolean): { what: string; hint: string } {
  const { status, headers, text } = received
  if (isRedirect(status)) {
    return {
      what: `a redirect${toHost(headers['location'])}, which is never followed`,
      hint: 'The Web API redirects nobody: a network’s login page or a proxy stands between, or --api-url is not the API. Open any page in a browser, log in, and try again',
    }
  }
  const again = readOnly ? 'try again' : 'look whether it was done before you try again'
  const trouble = status >= 500 ? `Slack has trouble: see status.slack.com, then ${again}` : undefined
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0] ?? ''
  const size = Buffer.byteLength(text)
  if (text.trim() === '') {
    return { what: 'an empty answer', hint: trouble ?? `A proxy may have swallowed it: check HTTPS_PROXY. ${seeIt}` }
  }
  if (headers['content-encoding']) {
    return {
      what: `${String(headers['content-encoding'])} data, which was not asked for`,
      hint: 'A proxy that compresses stands between: check HTTPS_PROXY',
    }
  }
  if (/^\s*</.test(text) || type.includes('html')) {
    return {
      what: `a web page (${type}, ${size} bytes) instead of JSON`,
      hint: trouble ?? `A proxy or a network’s login page stands between, or --api-url is not the API. ${seeIt}`,
    }
  }
  if (/^\s*[{[]/.test(text) && jsonDepth(text) > mostLevels) {
    return {
      what: `${size} bytes of JSON nested deeper than ${mostLevels} levels`,
      hint:
        trouble ?? `That is no answer of the Web API: check --api-url, which ends in /api/, and HTTPS_PROXY. ${seeIt}`,
    }
  }
  if (/^\s*[{[]/.test(text)) {
    return {
      what: `${size} bytes of JSON that is no whole object`,
      hint: trouble ?? `It was cut off on its way, or is no answer of the Web API: try again. ${seeIt}`,
    }
  }
  return {
    what: `${type}, ${size} bytes, instead of JSON`,
    hint: trouble ?? `Check --api-url, which ends in /api/, and HTTPS_PROXY. ${seeIt}`,
  }
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

/** Where a redirect leads, its host alone: the rest may hold a secret. */
function toHost(location: string | string[] | undefined): string {
  const text = Array.isArray(location) ? location[0] : location
  return text && URL.canParse(text) ? ` to ${new URL(text).host}` : ''
}
