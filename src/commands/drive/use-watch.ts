import { type Finding, finding } from './findings/finding.ts'
import { reportEnd } from './judge.ts'
import type { Walker } from './walk.ts'

/** Watches whether the address of `--use` answers. */
export interface UseWatch {
  /**
   * The address of `--use`; undefined without this option, and after the app has let one visit wait for the whole time
   * limit: every further visit would wait as long.
   */
  readonly address: URL | undefined
  readonly hangs: boolean
  /** Returns a walker that does the same, and whose visits are watched. */
  watching(walker: Walker): Walker
  /** Returns the finding since the last call. It is reported once in a drive. */
  take(): readonly Finding[]
}

export function watchUse(use: URL | undefined): UseWatch {
  let found: Finding | undefined
  let taken = false
  return {
    get address() {
      return found ? undefined : use
    },
    get hangs() {
      return found !== undefined
    },
    watching: (walker) => ({
      ...walker,
      async comeBack(url) {
        const end = await walker.comeBack(url)
        if (end.kind === 'silent' && use && url.href === use.href && !found) {
          const made = finding('use-hangs', reportEnd(end))
          found = { ...made, at: walker.hops.at(-1) ?? made.at }
        }
        return end
      },
    }),
    take() {
      if (!found || taken) return []
      taken = true
      return [found]
    },
  }
}
