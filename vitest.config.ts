import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { alonePatterns } from './test/support/alone.ts'
import { LongFilesFirst } from './test/support/long-files-first.ts'

// NODE_EXTRA_CA_CERTS costs every spawned Node 20 some 50 ms and no test needs it.
delete process.env['NODE_EXTRA_CA_CERTS']
// A token or a proxy of the person who runs the tests must not reach them.
for (const name of Object.keys(process.env)) if (/^SLACK_|_PROXY$/i.test(name)) delete process.env[name]

const report = process.env['TEST_REPORT']
// An option on the command line does not reach the projects below.
const atOnce = process.env['TESTS_AT_ONCE']

export default defineConfig({
  // What people import from the package, here from its source: one test imports it from a packed one.
  resolve: {
    alias: { 'slack-tokens/simulator': fileURLToPath(new URL('src/simulator/testing/index.ts', import.meta.url)) },
  },
  test: {
    // Half of the time of the tests is waiting for other processes and for timers, so two cores can serve three workers.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    sequence: { sequencer: LongFilesFirst },
    // Only for what hangs: on a busy computer a browser or ten processes take long. Polls give up in one second by default.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    ...(atOnce !== undefined && { maxConcurrency: Number(atOnce) }),
    // .ci/run runs several at a time, which would write the same file.
    ...(report !== undefined && { cache: false as const }),
    // 'minimal' shows what failed and a summary.
    reporters: report ? ['minimal', ['json', { outputFile: report }]] : ['minimal'],
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          globalSetup: 'test/support/announce.ts',
          include: ['test/**/*.test.ts'],
          exclude: alonePatterns,
          // To load the program takes up to two seconds of processor time. Nothing in it keeps state in a module, so the
          // files which one worker runs can share what is loaded.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alonePatterns } },
    ],
  },
})
