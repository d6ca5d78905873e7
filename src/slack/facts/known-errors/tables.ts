import { type ErrorPlace, errorCodes, errorMeanings } from '../errors.ts'
import type { CodeMeaning } from './causes.ts'
import { cliCodes } from './cli.ts'
import { deliveryCodes } from './deliveries.ts'
import { httpCodes } from './http-status.ts'
import { clientCodes, interactionSentences, mcpCodes, mcpSentences, workflowCodes } from './interactions.ts'
import { jsLibrarySentences } from './js-libraries.ts'
import { manifestCodes } from './manifest-codes.ts'
import { networkCodes } from './network.ts'
import { otherLibrarySentences } from './other-libraries.ts'
import { pageSentences } from './pages.ts'
import { productSentences } from './products.ts'
import { sdkRuntimeSentences } from './sdk-runtime.ts'
import { slackSdkSentences } from './slack-sdks.ts'
import { socketCodes, socketSentences } from './socket-mode.ts'
import type { ErrorSource, KnownSentence } from './types.ts'

/** All known sentences. Of sentences from one library, the more specific come first. */
export const knownSentences: readonly KnownSentence[] = [
  ...pageSentences,
  ...slackSdkSentences,
  ...sdkRuntimeSentences,
  ...jsLibrarySentences,
  ...otherLibrarySentences,
  ...productSentences,
  ...socketSentences,
  ...interactionSentences,
  ...mcpSentences,
]

/** Codes around an install that no method of the Web API returns. */
export const neighbourCodes = {
  settings: manifestCodes,
  socket: socketCodes,
  client: clientCodes,
  delivery: deliveryCodes,
  workflow: workflowCodes,
  mcp: mcpCodes,
  cli: cliCodes,
  network: { ...networkCodes, ...httpCodes },
} as const satisfies Partial<Record<Exclude<ErrorSource, ErrorPlace>, Record<string, CodeMeaning>>>

type NeighbourPlace = keyof typeof neighbourCodes
const neighbourPlaces = Object.keys(neighbourCodes) as NeighbourPlace[]

function neighbourMeaning(place: NeighbourPlace, code: string): CodeMeaning | undefined {
  const rows: Readonly<Record<string, CodeMeaning>> = neighbourCodes[place]
  return Object.hasOwn(rows, code) ? rows[code] : undefined
}

/** Returns the meanings of a code at each of its places; places of an install come first. */
export function allMeanings(code: string): (CodeMeaning & { readonly place: ErrorSource })[] {
  const neighbours = neighbourPlaces.flatMap((place) => {
    const meaning = neighbourMeaning(place, code)
    return meaning ? [{ place, ...meaning }] : []
  })
  return [...errorMeanings(code), ...neighbours]
}

/** Returns all codes that have a meaning at some place, each once. */
export function allCodes(): string[] {
  return [...new Set([...errorCodes(), ...neighbourPlaces.flatMap((place) => Object.keys(neighbourCodes[place]))])]
}
