import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const lib = join(import.meta.dirname, '..', '..', 'node_modules', 'undici', 'lib')
const parts = {
  api: ['abort-signal', 'api-connect', 'api-request', 'readable'],
  core: ['connect', 'constants', 'diagnostics', 'errors', 'request', 'symbols', 'tree', 'util'],
  dispatcher: [
    'agent',
    'client',
    'client-h1',
    'dispatcher',
    'dispatcher-base',
    'env-http-proxy-agent',
    'fixed-queue',
  ].concat(['pool', 'pool-base', 'proxy-agent']),
  handler: ['unwrap-handler', 'wrap-handler'],
  util: ['stats', 'timers'],
}
const files = Object.entries(parts).flatMap(([folder, names]) => names.map((name) => `${folder}/${name}.js`))

describe('the parts of undici that the build replaces (build.js)', () => {
  it.each(files)('are used by %s only as they are replaced', (file) => {
    const source = readFileSync(join(lib, file), 'utf8').replaceAll(/^\s*(?:\*|\/\/).*$/gm, '')
    expect([...source.matchAll(/\bassert\.\w+/g)].map(([use]) => use)).toEqual([])
    const uses = [...source.matchAll(/(?<!this\.)\bhttp\.(\w+)/g)].map(([, use]) => use)
    expect(uses.filter((use) => !/^(maxHeaderSize|free|malloc|memory|llhttp_\w+)$/.test(use ?? ''))).toEqual([])
  })
})
