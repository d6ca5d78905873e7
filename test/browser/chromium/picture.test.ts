import { expect, it } from 'vitest'
import { pictureOf } from '../../../src/browser/chromium/picture.ts'
import type { ChromiumTab } from '../../../src/browser/chromium/tab.ts'

it('a page has no picture when Chromium does not draw it in time, and gets its texts back', async () => {
  const run: string[] = []
  const tab = {
    run: async (script: string) => {
      run.push(script)
      return await Promise.resolve(['a secret'])
    },
    send: async (method: string) =>
      method === 'Page.getLayoutMetrics'
        ? await Promise.resolve({ cssContentSize: { width: 10, height: 10 } })
        : await new Promise(() => {}),
  } as unknown as ChromiumTab
  expect(await pictureOf(tab, () => 'masked', 1)).toBeUndefined()
  expect(run).toHaveLength(3)
})
