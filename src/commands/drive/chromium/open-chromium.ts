import type { BrowserContext } from '../../../browser/chromium/context.ts'
import type { HopRecordOptions } from '../../../browser/chromium/hop-record.ts'
import { launchChromium } from '../../../browser/chromium/launch.ts'
import type { ChromiumPage } from '../../../browser/chromium/pages.ts'
import { trustAsNode } from '../../../browser/chromium/trust.ts'
import { checkedProxiesIn } from '../../../net/proxies.ts'
import { startProxy } from '../../../proxy/server.ts'
import type { Context, LocalSimulator } from '../../../runtime/context.ts'
import { startGuard } from '../../../runtime/guard.ts'
import type { CommandLine } from '../command-line.ts'
import type { SlackSide } from '../consent-step.ts'
import type { InstallBrowser } from '../install-browser.ts'
import { createChromiumBrowser } from './chromium-browser.ts'

export interface OpenChromiumOptions {
  /** The path of the program. */
  readonly program: string
  readonly simulator: LocalSimulator
  readonly allowedHosts: readonly string[]
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
}

/** What differs between the installs of one drive. */
export interface InstallWatch {
  readonly slack: SlackSide
  readonly hintFor: (url: URL) => string
  readonly onAnswer: HopRecordOptions['onAnswer']
  readonly onResource: HopRecordOptions['onResource']
  readonly onPage: (page: ChromiumPage) => Promise<void>
}

/** A running Chromium, for all scenarios of one drive. */
export interface DriveChromium {
  /** Returns a browser without cookies. */
  newInstallBrowser(watch: InstallWatch): InstallBrowser
  close(): Promise<void>
}

/** A scenario has at most three browsers; more contexts would use memory until the drive ends. */
const mostContexts = 4

/**
 * Starts Chromium, and the proxy through which it reaches the simulator at Slack’s addresses. The proxy refuses other
 * hosts than the allowed ones.
 * @throws CliError with the exit reason `failed` and the code `browser_failed`: Chromium does not start
 */
export async function openChromium(options: OpenChromiumOptions, context: Context): Promise<DriveChromium> {
  const { program, simulator, allowedHosts, again } = options
  const { environment, clock, signal, settings, terminal } = context
  const { hostname, port } = new URL(simulator.url)
  const { createAuthority } = await import('../../../proxy/authority.ts')
  const authority = await createAuthority(clock.now())
  const proxy = await startProxy({
    simulator: { hostname, port: Number(port) },
    authority,
    offline: true,
    // Chromium cannot send the proxy credentials with every request.
    openPort: true,
    allowedHosts,
    proxies: checkedProxiesIn(environment),
  })
  const guard = startGuard(environment)
  const closeProxy = async () => {
    await proxy.close()
    guard.end()
  }
  const trustedKey = authority.publicKeyHash
  const chromium = await launchChromium({
    ...{ program, environment, guard, signal, trustedKey },
    proxyPort: proxy.openPort ?? 0,
  }).catch(async (error: unknown) => {
    await closeProxy()
    throw error
  })
  const contexts: BrowserContext[] = []
  const isTrusted = trustAsNode()
  return {
    newInstallBrowser: (watch) =>
      createChromiumBrowser({
        ...{ clock, signal, allowedHosts, isTrusted, cdp: chromium.cdp },
        ...watch,
        simulator: new URL(simulator.url),
        patience: settings.httpTimeout,
        onDifference: (text) =>
          terminal.warn(`slack-tokens’ own browser would have differed, which is its own fault: ${text}`),
        onRefusedHosts: (hosts) => {
          const more = again({ allowHost: [...allowedHosts, ...hosts.map((host) => host.replace(/:\d+$/, ''))] })
          terminal.noteOnce(
            `A page wanted to load something from ${hosts.join(', ')}, which is not on this computer, so it was not loaded. If the app needs it: ${more}`,
          )
        },
        onOpened(opened) {
          contexts.push(opened)
          if (contexts.length > mostContexts) void contexts.shift()?.close()
        },
      }),
    async close() {
      await chromium.close()
      await closeProxy()
    },
  }
}
