/**
 * The tests that need a process of their own: they replace parts of Node.js, or measure the memory or the time of their
 * process. All other test files share what a worker has loaded.
 */
export const alone: readonly string[] = [
  'test/conformance/slack-edge.test.ts',
  'test/e2e/linear.test.ts',
  'test/e2e/sim-soak.test.ts',
  'test/e2e/windows.test.ts',
  'test/proxy/bounds.test.ts',
  'test/proxy/connections.test.ts',
  'test/simulator/events/allow-host.test.ts',
  'test/slack/client/upload.test.ts',
]
