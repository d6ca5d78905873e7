/**
 * The test files and folders whose files get a process each, because they replace parts of Node.js, measure the memory
 * or the time of their process, or start many programs and simulators. All other test files share what a worker has
 * loaded.
 */
export const alone: readonly string[] = [
  'test/commands/drive/',
  'test/commands/sim/',
  'test/commands/trace/',
  'test/conformance/slack-edge.test.ts',
  'test/e2e/',
  'test/fs/wait-for-disk.test.ts',
  'test/mutation/',
  'test/net/time-limit.test.ts',
  'test/oauth/library/run-install.test.ts',
  'test/proxy/bounds.test.ts',
  'test/proxy/connections.test.ts',
  'test/runtime/run-credential.test.ts',
  'test/simulator/events/allow-host.test.ts',
  'test/slack/client/upload.test.ts',
]

/** The patterns of all files in `alone`, for Vitest. */
export const alonePatterns = alone.map((path) => (path.endsWith('/') ? `${path}**/*.test.ts` : path))
