import type { Browser } from '../../../browser/browser.ts'
import type { ChromiumPage } from '../../../browser/chromium/pages.ts'
import type { Hop } from '../../../browser/hop.ts'
import type { Terminal } from '../../../terminal/terminal.ts'
import type { ArtifactFolder } from './artifact-folder.ts'

/** Keeps what a drive saw: for each scenario a folder with its report, pages, output and requests. */
export interface Artifacts {
  /** Begins a scenario: later pages belong to it. */
  begin(scenario: string): void
  /** Returns a browser that keeps each page that it loads. */
  keeping(browser: Browser): Browser
  /** Keeps a page of Chromium, with its picture. */
  keep(page: ChromiumPage): Promise<void>
  /**
   * Ends the scenario.
   * @param report what to store as the scenario's report
   * @returns the paths of the scenario's files, relative to the folder of `--artifacts`
   */
  end(report: { readonly hops: readonly Hop[] }, output: string): readonly string[]
}

export function createArtifacts(folder: ArtifactFolder, terminal: Pick<Terminal, 'masked'>): Artifacts {
  let scenario: string | undefined
  let files: string[] = []
  let pages = 0
  const write = (name: string, content: string | Uint8Array) => {
    if (scenario === undefined) return
    const path = `${scenario}/${name}`
    folder.write(path, content)
    files.push(path)
  }
  const nameOf = ({ hostname, pathname }: URL) => {
    pages += 1
    const words = `${/slack/.test(hostname) ? hostname : ''}${pathname}`.replace(/[^a-z0-9]+/gi, '-')
    return `${String(pages).padStart(2, '0')}-${words.replace(/^-|-$/g, '').slice(0, 60) || 'page'}`
  }
  return {
    begin(name) {
      scenario = folder.newFolder(name)
      files = []
      pages = 0
    },
    keeping: (browser) => ({
      ...browser,
      async visit(...args) {
        const page = await browser.visit(...args)
        if (page.kind === 'page' && !page.location) write(`${nameOf(page.url)}.html`, terminal.masked(page.text))
        return page
      },
    }),
    async keep({ url, html, picture }) {
      const name = nameOf(url)
      write(`${name}.html`, terminal.masked(html))
      const data = await picture(terminal.masked)
      if (data !== undefined) write(`${name}.png`, Buffer.from(data, 'base64'))
    },
    end(report, output) {
      if (report.hops.length > 0) write('requests.txt', terminal.masked(requestText(report.hops)))
      if (output.trim() !== '') write('output.txt', terminal.masked(output))
      const masked = (_key: string, value: unknown) => (typeof value === 'string' ? terminal.masked(value) : value)
      write('report.json', `${JSON.stringify(report, masked, 2)}\n`)
      const written = files
      scenario = undefined
      files = []
      return written
    },
  }
}

/** Returns the requests of the browser with their cookies, each on a line. */
function requestText(hops: readonly Hop[]): string {
  return hops
    .flatMap(({ verb, url, status, means, sent, set, deleted, lost }) => [
      `${verb} ${url} ${status ?? 'no answer'}  ${means}`,
      ...[
        sent.length > 0 && `sent ${sent.join(', ')}`,
        set.length > 0 && `set ${set.join(', ')}`,
        deleted.length > 0 && `deleted ${deleted.join(', ')}`,
        ...lost.map(({ name, why }) => `lost ${name}: ${why}`),
      ].flatMap((line) => (line === false ? [] : `    cookie ${line}`)),
    ])
    .map((line) => `${line}\n`)
    .join('')
}
