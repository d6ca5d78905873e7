import { describe, expect, it } from 'vitest'
import { readMachineKind } from '../../src/runtime/machine-kind.ts'

describe('the kind of machine', () => {
  const at = (env: Record<string, string>, platform = 'linux', files: string[] = []) => {
    const { kind, opens, sameLocalhost } = readMachineKind({
      env,
      platform,
      hostname: 'box',
      exists: (path) => files.includes(path),
    })
    return [kind, opens, sameLocalhost]
  }
  it.each([
    ['a desktop', { DISPLAY: ':0' }, 'linux', [], ['desktop', true, true]],
    ['a Mac', {}, 'darwin', [], ['desktop', true, true]],
    ['SSH', { SSH_CONNECTION: '10.0.0.1', DISPLAY: ':10' }, 'linux', [], ['ssh', false, false]],
    ['a container', {}, 'linux', ['/.dockerenv'], ['container', false, false]],
    ['a dev container', { REMOTE_CONTAINERS: 'true' }, 'linux', [], ['container', false, false]],
    ['Codespaces', { CODESPACES: 'true', DISPLAY: ':0' }, 'linux', [], ['web IDE', false, false]],
    ['WSL', { WSL_DISTRO_NAME: 'Debian' }, 'linux', [], ['WSL', true, true]],
    ['no display', {}, 'linux', [], ['no display', false, true]],
    ['BROWSER=none', { BROWSER: 'none', DISPLAY: ':0' }, 'linux', [], ['browser off', false, true]],
    ['a named browser', { BROWSER: 'firefox' }, 'linux', ['/.dockerenv'], ['desktop', true, true]],
    ['CI', { CI: 'true', DISPLAY: ':0' }, 'linux', [], ['desktop', false, true]],
  ] as const)('is recognized: %s', (_name, env, platform, files, expected) =>
    expect(at(env, platform, [...files])).toEqual([...expected]),
  )
})
