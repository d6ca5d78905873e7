import { findChromium, isProgram } from '../../browser/chromium/find-chromium.ts'
import { madeFolder } from '../../fs/make-folder.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { openArtifactFolder } from './artifacts/artifact-folder.ts'
import { type Artifacts, createArtifacts } from './artifacts/artifacts.ts'
import type { DriveChromium } from './chromium/open-chromium.ts'
import { commandLine, type DriveOptions } from './command-line.ts'

/** What a drive uses besides the app and the simulator. */
export interface DriveTools {
  readonly artifacts: Artifacts | undefined
  /**
   * Runs `work` with Chromium, which is closed afterwards. Without `--browser`, runs `work` without it.
   * @throws CliError with the exit reason `failed` and the code `browser_failed`: Chromium does not start
   */
  withChromium<T>(
    simulator: LocalSimulator,
    context: Context,
    work: (chromium: DriveChromium | undefined) => Promise<T>,
  ): Promise<T>
}

/**
 * Finds the program and the folder that the options need, before anything is started.
 * @throws CliError with the exit reason `usage`: there is no Chromium (`no_browser`), or the folder for the artifacts
 * cannot be written (`artifacts_unwritable`)
 */
export function findTools(options: DriveOptions, { environment, cwd, terminal }: Context): DriveTools {
  const { allowHost = [] } = options
  const program = options.browser ? findChromium({ environment, platform: process.platform, isProgram }) : undefined
  const folder = options.artifacts === undefined ? undefined : openArtifactFolder(options.artifacts, cwd)
  if (folder?.made !== undefined) terminal.note(madeFolder(folder.made))
  return {
    artifacts: folder && createArtifacts(folder, terminal),
    async withChromium(simulator, context, work) {
      if (program === undefined) return await work(undefined)
      const { openChromium } = await import('./chromium/open-chromium.ts')
      const again = commandLine(options)
      const chromium = await context.terminal.wait(
        `Starting ${program}`,
        openChromium({ program, simulator, allowedHosts: allowHost, again }, context),
      )
      try {
        return await work(chromium)
      } finally {
        await chromium.close()
      }
    },
  }
}
