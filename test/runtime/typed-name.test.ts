import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { renamer } from '../../src/runtime/rename-program.ts'
import { typedName } from '../../src/runtime/typed-name.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'typed-name-')))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Creates a file with all its folders, and returns its path. */
function file(path: string, text = ''): string {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, text)
  return full
}

function link(path: string, target: string): string {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  symlinkSync(target, full)
  return full
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Returns what has to be typed, when `launcher` was started in `cwd` with these folders on the path. */
function typed(launcher: string, { cwd = root, path = [] as string[], script = false } = {}): string {
  return typedName({
    launcher,
    cwd,
    env: { PATH: ['/usr/bin', ...path].join(':'), ...(script && { npm_lifecycle_event: 'test' }) },
    platform: 'linux',
    realPath: (one) => orUndefined(() => realpathSync(one)),
    readText: (one) => orUndefined(() => readFileSync(one, 'utf8')),
  })
}

const checkout = file('checkout/bin/slack-tokens.js')
const local = link(
  'project/node_modules/.bin/slack-tokens',
  file('project/node_modules/slack-tokens/bin/slack-tokens.js'),
)
const prefix = link('prefix/bin/slack-tokens', file('prefix/lib/node_modules/slack-tokens/bin/slack-tokens.js'))

describe('what a person types to start the program', () => {
  it('is slack-tokens when the path has a link to the program', () =>
    expect(typed(prefix, { path: [join(root, 'prefix/bin')] })).toBe('slack-tokens'))

  it('is slack-tokens when the path has the launcher of a version manager', () => {
    file('shims/slack-tokens', '#!/bin/sh')
    expect(typed(prefix, { path: [join(root, 'shims')] })).toBe('slack-tokens')
  })

  it('is the file when the path has another installation of the program', () =>
    expect(typed(checkout, { cwd: join(root, 'checkout'), path: [join(root, 'prefix/bin')] })).toBe(
      'node bin/slack-tokens.js',
    ))

  it('is npx slack-tokens for a package of the project, also in a folder below, and with the path of an npm script', () => {
    const below = dirname(file('project/src/index.js'))
    const path = [join(root, 'project/node_modules/.bin')]
    expect(typed(local, { cwd: join(root, 'project') })).toBe('npx slack-tokens')
    expect(typed(local, { cwd: below, path, script: true })).toBe('npx slack-tokens')
  })

  it('is slack-tokens when the path of the shell has the programs of a project', () => {
    const path = [join(root, 'project/node_modules/.bin')]
    expect([typed(local, { path }), typed(local, { path, cwd: join(root, 'project') })]).toEqual([
      'slack-tokens',
      'slack-tokens',
    ])
  })

  it('is the file of a package when the working directory is outside of its project', () =>
    expect(typed(local)).toBe(local))

  it('is the file of a global package that is not on the path', () =>
    expect(typed(prefix, { cwd: join(root, 'project') })).toBe(prefix))

  it('is node with the file of a checkout, relative to the working directory in it', () => {
    expect(typed(checkout)).toBe(`node ${checkout}`)
    expect(typed(checkout, { cwd: join(root, 'checkout') })).toBe('node bin/slack-tokens.js')
    expect(typed(checkout, { cwd: dirname(checkout) })).toBe('node ./slack-tokens.js')
  })

  it('escapes a path with spaces and quotes, so that it works inside quotes', () =>
    expect(typed(file("Dana's apps/bin/slack-tokens.js"))).toBe(`node ${root}/Dana\\'s\\ apps/bin/slack-tokens.js`))

  it.each([
    [
      'a name',
      { dependencies: { 'slack-tokens': '^0.2.0' }, _npx: { packages: ['slack-tokens'] } },
      'npx slack-tokens',
    ],
    ['a version', { _npx: { packages: ['slack-tokens@0.2.0'] } }, 'npx slack-tokens@0.2.0'],
    [
      'a file',
      { dependencies: { 'slack-tokens': 'file:../../../slack-tokens-0.2.0.tgz' } },
      'npx ./slack-tokens-0.2.0.tgz',
    ],
    ['something else', { _npx: { packages: ['other; rm -rf'] } }, 'npx slack-tokens'],
  ])('is what was given to npx: %s', (_given, manifest, expected) => {
    file('cache/_npx/1a2b/package.json', JSON.stringify(manifest))
    expect(typed(join(root, 'cache/_npx/1a2b/node_modules/.bin/slack-tokens'))).toBe(expected)
  })
})

describe('the program’s name in a printed text', () => {
  const rename = renamer(() => 'npx slack-tokens')

  it.each([
    ['Next: slack-tokens login --sim', 'Next: npx slack-tokens login --sim'],
    ['slack-tokens completion bash | head -n 3', 'npx slack-tokens completion bash | head -n 3'],
    ['pbpaste | slack-tokens why', 'pbpaste | npx slack-tokens why'],
    ['eval "$(slack-tokens sim env)"', 'eval "$(npx slack-tokens sim env)"'],
    ['\u001b[36mslack-tokens ls\u001b[39m', '\u001b[36mnpx slack-tokens ls\u001b[39m'],
    ['slack-tokens run -- slack-tokens trace -- CMD', 'npx slack-tokens run -- npx slack-tokens trace -- CMD'],
    [
      'ssh build slack-tokens export --all | slack-tokens import',
      'ssh build slack-tokens export --all | npx slack-tokens import',
    ],
    ['Usage: slack-tokens [options] [command]', 'Usage: npx slack-tokens [options] [command]'],
  ])('is replaced where a command follows: %s', (text, expected) => expect(rename(text)).toBe(expected))

  it.each([
    'printed by slack-tokens itself',
    '/home/dana/.config/slack-tokens login',
    'npm i slack-tokens',
    '@acme/slack-tokens login',
    'slack-tokens usefully',
    `echo 'eval "$(slack-tokens completion bash)"' >> ~/.bashrc`,
    "echo 'slack-tokens completion fish | source' >> ~/.config/fish/config.fish",
    'slack-tokens completion powershell >> $PROFILE',
  ])('is not replaced elsewhere: %s', (text) => expect(rename(text)).toBe(text))

  it('is not looked for when the text does not have it', () => {
    let found = 0
    const counted = renamer(() => {
      found += 1
      return 'npx slack-tokens'
    })
    counted('Stored')
    expect(found).toBe(0)
    counted('slack-tokens use a')
    counted('slack-tokens use b')
    expect(found).toBe(1)
  })
})
