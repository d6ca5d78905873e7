import { describe, expect, it } from 'vitest'
import type { DocumentRequest } from '../../../src/browser/chromium/document-trail.ts'
import { createPages } from '../../../src/browser/chromium/pages.ts'
import type { ChromiumTab, ShownDocument } from '../../../src/browser/chromium/tab.ts'

/**
 * Returns the pages of a Chromium that requests the page only after `delay` milliseconds, as on a busy computer. Until
 * then it shows the empty page. No real time passes.
 */
function slowChromium(delay: number) {
  let now = 0
  let document: ShownDocument | undefined
  const documents: DocumentRequest[] = []
  const url = new URL('http://localhost:1/install')
  const request = () => {
    const answer = { url, headers: [], blocked: new Map(), status: 200, location: undefined, rest: {} }
    documents.push({
      ...{ id: '1', verb: 'GET', url, from: undefined, session: '', since: now, answer, isKept: false, later: [] },
    })
    document = { loader: '1', url, loadedAt: now }
  }
  const tab = {
    ...{ isGone: false, pending: () => 0, lastActivity: () => 0 },
    send: async () => await Promise.resolve({ body: '<h1>Our app</h1>', base64Encoded: false }),
    get document() {
      return document
    },
  } as unknown as ChromiumTab
  const context = { tab, tabOf: () => tab, trail: { documents }, held: undefined }
  const sleep = async (ms: number) => {
    now += ms
    if (documents.length === 0 && now >= delay) request()
    await Promise.resolve()
  }
  return createPages({
    ...{ clock: { now: () => now, sleep }, signal: new AbortController().signal, patience: 30_000 },
    ...{
      hops: [],
      onAnswer: () => {},
      onDifference: () => {},
      onResource: () => {},
      onPage: async () => await Promise.resolve(),
    },
    context: context as unknown as Parameters<typeof createPages>[0]['context'],
  })
}

describe('Chromium on a busy computer', () => {
  it('shows the page that was opened, and not the empty page before it, however late it requests the page', async () => {
    const pages = slowChromium(20_000)
    const before = pages.mark()
    expect(await pages.begun(before)).toMatchObject({ kind: 'page', request: { id: '1' } })
  })

  it('counts as ended when it does not request the page within the time limit', async () => {
    const pages = slowChromium(120_000)
    await expect(pages.begun(pages.mark())).rejects.toMatchObject({ code: 'browser_ended' })
  })

  it('stays on its page when a script was only perhaps about to navigate', async () => {
    const pages = slowChromium(20_000)
    expect(await pages.settled(pages.mark())).toEqual({ kind: 'same' })
  })
})
