import { readFileSync } from 'node:fs'
import { systemCode } from '../../errors.ts'

/**
 * Returns the packages in this bundle with version and licence, such as `chalk 5.6.2 (MIT)`, from the notices that the
 * build writes beside it. Returns none when the program runs from its source, which has no bundle.
 */
export function bundledPackages(): string[] {
  try {
    const notices = readFileSync(new URL('./THIRD-PARTY-NOTICES.txt', import.meta.url), 'utf8')
    return notices
      .split('\n')
      .filter((line) => /^\S+ \d\S* \(.+\)$/.test(line))
      .sort()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
