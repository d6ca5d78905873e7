import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// NODE_EXTRA_CA_CERTS costs every spawned Node 20 some 50 ms and no test needs it.
delete process.env['NODE_EXTRA_CA_CERTS']
// A token or a proxy of the person who runs the tests must not reach them.
for (const name of Object.keys(process.env)) if (/^SLACK_|_PROXY$/i.test(name)) delete process.env[name]

const report = process.env['TEST_REPORT']

export default defineConfig({
  // What people import from the package, here from its source: one test imports it from a packed one.
  resolve: {
    alias: { 'slack-tokens/simulator': fileURLToPath(new URL('src/simulator/testing/index.ts', import.meta.url)) },
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Vitest leaves one core idle by itself; much of a test is waiting for another process.
    maxWorkers: '100%',
    globalSetup: 'test/support/announce.ts',
    // Only for what hangs: on a busy computer a browser or ten processes take long. Polls give up in one second by default.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // 'minimal' shows what failed and a summary.
    reporters: report ? ['minimal', ['json', { outputFile: report }]] : ['minimal'],
  },
})
