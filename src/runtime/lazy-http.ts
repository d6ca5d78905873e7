import type { SlackHttp } from '../net/http-agents.ts'

/** Returns an HTTP client that is opened by its first request, because undici is the slowest module to load. */
export function lazyHttp(open: () => Promise<SlackHttp>): SlackHttp {
  let opened: Promise<SlackHttp> | undefined
  return {
    async request(options) {
      opened ??= open()
      return await (await opened).request(options)
    },
    async destroy() {
      await (await opened)?.destroy()
    },
  }
}
