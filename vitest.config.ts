import { defineConfig } from 'vitest/config'

// NODE_EXTRA_CA_CERTS costs every spawned Node 20 some 50 ms and no test needs it.
delete process.env['NODE_EXTRA_CA_CERTS']

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 20_000 },
})
