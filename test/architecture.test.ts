import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/cli.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

interface Import {
  readonly from: string
  readonly to: string
  readonly lazy: boolean
}

/** Imports that exist when the program runs: types leave no trace. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  )
  return [...found].map(([, named, bare, lazy]) => {
    const to = named ?? bare ?? lazy ?? ''
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to, lazy: lazy !== undefined }
  })
})

const room = (path: string) => (path.includes('/') ? `${path.split('/')[0]}/` : path)
const offenders = (wrong: (one: Import) => boolean) => imports.filter(wrong).map(({ from, to }) => `${from} → ${to}`)

/** What each room may use besides itself and Node. Types may come from anywhere. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['cli.ts', 'host.ts', 'system.ts'],
  'cli.ts': [
    'commands/',
    'common-options.ts',
    'errors.ts',
    'global-flags.ts',
    'settings.ts',
    'width.ts',
    'wrap.ts',
    '../package.json',
  ],
  'global-flags.ts': ['errors.ts'],
  'host.ts': ['errors.ts', 'settings.ts'],
  'ask.ts': ['errors.ts'],
  'system.ts': [
    'ask.ts',
    'errors.ts',
    'files/',
    'http.ts',
    'installations/',
    'settings.ts',
    'simulator/',
    'surroundings.ts',
    'terminal.ts',
  ],
  'common-options.ts': [],
  'context.ts': [],
  'errors.ts': [],
  'is-loopback.ts': [],
  'settings.ts': ['errors.ts', 'is-loopback.ts'],
  'terminal.ts': ['slack/', 'width.ts', 'wrap.ts'],
  'width.ts': [],
  'pieces.ts': [],
  'wrap.ts': ['pieces.ts', 'width.ts'],
  'columns.ts': ['width.ts', 'wrap.ts'],
  'surroundings.ts': [],
  'loopback.ts': ['errors.ts', 'port-owner.ts'],
  'port-owner.ts': [],
  'http.ts': ['is-loopback.ts', 'loopback-lookup.ts'],
  'loopback-lookup.ts': ['is-loopback.ts'],
  'http-for.ts': [],
  'shell-word.ts': [],
  'uninterrupted.ts': [],
  'as-option.ts': [],
  'browser/': ['errors.ts', 'is-loopback.ts', 'loopback-lookup.ts', 'slack/', 'terminal.ts'],
  'actor.ts': ['errors.ts', 'http-for.ts', 'installations/', 'refused.ts', 'rotation/', 'slack/'],
  'rotation/': [
    'errors.ts',
    'http-for.ts',
    'installations/',
    'reading/',
    'simulated-app.ts',
    'slack/',
    'uninterrupted.ts',
  ],
  'simulated-app.ts': ['errors.ts'],
  'check/': ['columns.ts', 'errors.ts', 'http-for.ts', 'install/', 'installations/', 'methods/', 'rotation/', 'slack/'],
  'ending/': ['errors.ts', 'http-for.ts', 'installations/', 'slack/'],
  'env/': [
    'ending/',
    'errors.ts',
    'files/',
    'installations/',
    'rotation/',
    'settings.ts',
    'simulated-app.ts',
    'terminal.ts',
  ],
  'pick-identity.ts': ['as-option.ts', 'installations/', 'slack/'],
  'refused.ts': ['errors.ts', 'installations/', 'slack/'],
  'call/': [
    'actor.ts',
    'columns.ts',
    'errors.ts',
    'files/',
    'http-for.ts',
    'installations/',
    'refused.ts',
    'settings.ts',
    'shell-word.ts',
    'slack/',
    'terminal.ts',
    'width.ts',
  ],
  'look-up.ts': ['actor.ts', 'call/', 'other-identity.ts', 'slack/'],
  'other-identity.ts': ['actor.ts', 'errors.ts'],
  'no-place.ts': ['actor.ts', 'errors.ts', 'installations/', 'look-up.ts', 'other-identity.ts', 'refused.ts', 'slack/'],
  'post/': [
    'actor.ts',
    'call/',
    'columns.ts',
    'errors.ts',
    'installations/',
    'look-up.ts',
    'no-place.ts',
    'other-identity.ts',
    'refused.ts',
    'slack/',
  ],
  'upload/': ['actor.ts', 'errors.ts', 'files/', 'installations/', 'look-up.ts', 'no-place.ts', 'refused.ts', 'slack/'],
  'who/': ['actor.ts', 'columns.ts', 'errors.ts', 'installations/', 'look-up.ts', 'slack/'],
  'commands/': [
    'actor.ts',
    'as-option.ts',
    'call/',
    'check/',
    'app/',
    'browser/',
    'columns.ts',
    'doctor/',
    'drive/',
    'ending/',
    'env/',
    'errors.ts',
    'explain/',
    'http-for.ts',
    'install/',
    'installations/',
    'look-up.ts',
    'methods/',
    'no-place.ts',
    'pick-identity.ts',
    'post/',
    'refused.ts',
    'rotation/',
    'reading/',
    'settings.ts',
    'sim/',
    'simulated-app.ts',
    'slack/',
    'terminal.ts',
    'transfer/',
    'uninterrupted.ts',
    'upload/',
    'who/',
  ],
  'transfer/': [
    'check/',
    'columns.ts',
    'errors.ts',
    'files/',
    'install/',
    'installations/',
    'reading/',
    'settings.ts',
    'slack/',
  ],
  'app/': [
    'actor.ts',
    'columns.ts',
    'ending/',
    'errors.ts',
    'global-flags.ts',
    'files/',
    'http-for.ts',
    'install/',
    'is-loopback.ts',
    'installations/',
    'rotation/',
    'settings.ts',
    'simulated-app.ts',
    'slack/',
    'uninterrupted.ts',
  ],
  'install/': [
    'actor.ts',
    'browser/',
    'columns.ts',
    'errors.ts',
    'global-flags.ts',
    'files/',
    'http-for.ts',
    'installations/',
    'is-loopback.ts',
    'loopback.ts',
    'reading/',
    'settings.ts',
    'simulated-app.ts',
    'slack/',
    'surroundings.ts',
    'terminal.ts',
    'uninterrupted.ts',
  ],
  'installations/': ['errors.ts', 'files/', 'settings.ts', 'shell-word.ts', 'slack/', 'terminal.ts'],
  'explain/': ['columns.ts', 'errors.ts', 'files/', 'installations/', 'reading/', 'slack/', 'width.ts', 'wrap.ts'],
  'reading/': ['slack/'],
  'methods/': ['columns.ts', 'errors.ts', 'explain/', 'installations/', 'slack/', 'width.ts', 'wrap.ts'],
  'doctor/': ['errors.ts', 'files/', 'install/', 'installations/', 'loopback.ts', 'slack/', 'surroundings.ts'],
  'drive/': [
    'browser/',
    'columns.ts',
    'errors.ts',
    'explain/',
    'install/',
    'is-loopback.ts',
    'port-owner.ts',
    'simulated-app.ts',
    'terminal.ts',
    'width.ts',
    'wrap.ts',
  ],
  'files/': ['errors.ts'],
  'slack/': ['errors.ts', 'is-loopback.ts'],
  'sim/': [
    'columns.ts',
    'errors.ts',
    'files/',
    'install/',
    'installations/',
    'simulated-app.ts',
    'simulator/',
    'slack/',
    'terminal.ts',
    'width.ts',
  ],
  'simulator/': ['browser/', 'errors.ts', 'files/', 'is-loopback.ts', 'loopback.ts', 'slack/'],
}

/** Where each package is loaded, and nowhere else. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@clack': ['ask.ts'],
  'fast-string-width': ['width.ts'],
  commander: ['app/', 'sim/', 'cli.ts', 'common-options.ts', 'commands/', 'as-option.ts', 'install/login-options.ts'],
  chalk: ['terminal.ts'],
  conf: ['installations/config-file.ts'],
  'env-paths': ['files/folder.ts'],
  hono: ['install/pages.ts', 'simulator/'],
  open: ['host.ts'],
  selfsigned: ['install/self-signed.ts'],
  'tough-cookie': ['browser/'],
  undici: ['http.ts'],
  yaml: ['install/manifest-file.ts', 'reading/yaml.ts', 'sim/seed-file.ts'],
}

describe('the arrows', () => {
  it('every room is drawn', () => expect([...new Set(files.map(room))].filter((one) => !(one in arrows))).toEqual([]))

  it('imports point only where they may', () =>
    expect(
      offenders(({ from, to }) => {
        const local = to.endsWith('.ts') || to.endsWith('.json')
        return local && room(from) !== room(to) && !arrows[room(from)]?.includes(to.startsWith('..') ? to : room(to))
      }),
    ).toEqual([]))

  it('commands never import each other, and nobody but cli imports them', () =>
    expect(offenders(({ from, to }) => to.startsWith('commands/') && from !== 'cli.ts')).toEqual([]))

  it('the simulator knows only facts of slack/: a shared mistake must not pass its own test', () =>
    expect(
      offenders(
        ({ from, to }) => from.startsWith('simulator/') && to.startsWith('slack/') && /client|failures/.test(to),
      ),
    ).toEqual([]))

  it('each package is loaded in its one place', () =>
    expect(
      offenders(({ from, to }) => {
        const name = to.startsWith('node:') || to.endsWith('.ts') || to.endsWith('.json') ? undefined : to.split('/')[0]
        return (
          name !== undefined &&
          !packages[name]?.some((place) => from === place || (place.endsWith('/') && from.startsWith(place)))
        )
      }),
    ).toEqual([]))

  it('what is heavy is loaded only when it is used', () =>
    expect(
      offenders(
        ({ from, to, lazy }) =>
          !lazy &&
          (['conf', 'open', 'env-paths'].includes(to) ||
            [
              'ask.ts',
              'install/self-signed.ts',
              'install/manifest-file.ts',
              'reading/yaml.ts',
              'sim/seed-file.ts',
            ].includes(to) ||
            to === 'http.ts' ||
            (room(to) === 'browser/' &&
              !['browser/', 'drive/'].includes(room(from)) &&
              from !== 'simulator/approve.ts') ||
            to === 'simulator/approve.ts' ||
            (room(to) === 'commands/' && from === 'cli.ts') ||
            (room(to) === 'simulator/' && room(from) !== 'simulator/')),
      ),
    ).toEqual([]))

  it('one place knows what loopback is', () =>
    expect(
      files.filter((file) => {
        if (file === 'is-loopback.ts') return false
        const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
        return /function isLoopback|'localhost',|=== 'localhost'/.test(code)
      }),
    ).toEqual([]))

  it('only host.ts reads the process', () =>
    expect(
      files.filter(
        (file) =>
          file !== 'host.ts' &&
          /\bprocess\.(env|argv|std|on|exit\b|cwd)/.test(readFileSync(join(root, file), 'utf8')) &&
          file !== 'main.ts',
      ),
    ).toEqual([]))
})

describe('the house', () => {
  it('every command file is registered, and every registered one exists', () => {
    const loaded = imports.filter(({ from, to }) => from === 'cli.ts' && to.startsWith('commands/')).map(({ to }) => to)
    expect(loaded.sort()).toEqual(files.filter((file) => file.startsWith('commands/')).sort())
    expect(commands.map(({ name }) => `commands/${name}.ts`).sort()).toEqual(loaded)
  })

  it('files stay short, fact tables aside', () => {
    const tables = [
      'slack/arguments.ts',
      'slack/methods.ts',
      'slack/scopes.ts',
      'slack/errors.ts',
      'slack/page-errors.ts',
    ]
    const long = files.filter(
      (file) => !tables.includes(file) && readFileSync(join(root, file), 'utf8').split('\n').length > 220,
    )
    expect(long).toEqual([])
  })

  it('turns no chunk of foreign bytes into text by itself: a letter may be cut in two', () => {
    const decodes = /\bchunk\.toString\(|String\(chunk\)|\$\{chunk\}|[a-z] \+= chunk\b(?!\.length)/
    const own = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return decodes.test(text) && !text.includes('setEncoding(')
    })
    expect(own).toEqual([])
  })

  it('names no machine and holds nothing left to do', () => {
    const top = join(root, '..')
    const told = files.filter((file) =>
      /TODO|FIXME|\/home\/|\/root\/|\/work\//.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(told.map((file) => relative(top, join(root, file)))).toEqual([])
  })
})
