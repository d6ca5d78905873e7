import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { commands } from '../src/runtime/command-list.ts'
import { errorFacts } from '../src/slack/facts/errors.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

interface Import {
  readonly from: string
  readonly to: string
  readonly type: boolean
  readonly lazy: boolean
}

/** All imports in src/, also of types, because files whose types import each other in a circle are hard to read. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(root, from), 'utf8')
  const found = text.matchAll(
    /^(?:import|export)\s+(type\b)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  )
  return [...found].map(([, type, named, bare, lazy]) => {
    const to = named ?? bare ?? lazy ?? ''
    return {
      from,
      to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to,
      type: type !== undefined,
      lazy: lazy !== undefined,
    }
  })
})

/**
 * Returns the part of src/ to which an import rule applies: a top-level folder, or a subfolder of commands/, simulator/
 * or slack/.
 */
function room(path: string): string {
  const [first = '', second = '', ...deeper] = path.split('/')
  if (second === '') return first
  if (first === 'commands') return `${first}/${second}`
  return ['simulator', 'slack'].includes(first) && deeper.length > 0 ? `${first}/${second}` : first
}

const offenders = (wrong: (one: Import) => boolean) => imports.filter(wrong).map(({ from, to }) => `${from} → ${to}`)

const below = ['errors.ts', 'shape', 'runtime', 'terminal', 'net', 'fs', 'project']
const beneathCommands = [
  ...below,
  'config',
  'auth',
  'oauth',
  'apps',
  'input',
  'paste',
  'responses',
  'browser',
  'proxy',
  'slack/facts',
  'slack/client',
  'slack/manifest',
  'simulator/control',
]

/** For each folder, the folders from which it may import, besides itself and Node.js. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['runtime'],
  'errors.ts': ['error-codes.ts'],
  'error-codes.ts': [],
  // Every reader of JSON and YAML uses shape/, so shape/ itself imports nothing.
  shape: [],
  project: ['errors.ts', 'shape', 'fs', 'config', 'slack/facts'],
  runtime: [...below, 'config', 'slack/facts'],
  terminal: ['errors.ts', 'runtime', 'slack/facts'],
  net: ['errors.ts'],
  fs: ['errors.ts', 'shape', 'runtime'],
  config: [...below, 'responses', 'slack/facts'],
  auth: [...below, 'config', 'input', 'responses', 'slack/facts', 'slack/client', 'simulator/control'],
  oauth: [
    ...below,
    'auth',
    'browser',
    'config',
    'responses',
    'simulator/control',
    'slack/client',
    'slack/facts',
    'slack/manifest',
  ],
  apps: [
    ...below,
    'auth',
    'config',
    'input',
    'oauth',
    'paste',
    'responses',
    'simulator/control',
    'slack/client',
    'slack/facts',
    'slack/manifest',
  ],
  input: [...below, 'slack/facts'],
  paste: ['shape', 'slack/facts'],
  responses: ['config', 'paste', 'shape', 'slack/facts'],
  browser: [...below, 'slack/facts'],
  proxy: [...below, 'slack/facts'],
  'slack/facts': ['errors.ts'],
  'slack/client': [...below, 'slack/facts'],
  'slack/manifest': [...below, 'config', 'input', 'slack/facts'],
  simulator: [],
  // The state of the simulated Slack does not depend on HTTP, methods or pages.
  'simulator/state': ['errors.ts', 'shape', 'fs', 'slack/facts', 'slack/manifest'],
  ...Object.fromEntries(
    ['api', 'control', 'events', 'http', 'oauth', 'page', 'pages', 'process', 'testing'].map((name) => [
      `simulator/${name}`,
      ['errors.ts', 'shape', 'runtime', 'terminal', 'net', 'fs', 'browser', 'proxy', 'slack/facts', 'slack/manifest'],
    ]),
  ),
  ...Object.fromEntries(
    files.map(room).flatMap((name) => (name.startsWith('commands/') ? [[name, beneathCommands] as const] : [])),
  ),
}

/** Imports that are allowed although `arrows` does not contain them. */
const exceptions: readonly (readonly [from: RegExp, to: RegExp])[] = [
  // The list imports a command when that command runs.
  [/^runtime\/command-list\.ts$/, /^commands\//],
  // The version comes from package.json.
  [/^runtime\/(?:program|command-tree)\.ts$/, /package\.json$/],
  // The workflow that `drive init` writes installs the version of this tool.
  [/^commands\/drive\/init\/init\.ts$/, /^\.\.\/package\.json$/],
  // A command can start the simulator in its own process. Only then does runtime/system.ts import the simulator.
  [/^runtime\/system\.ts$/, /^simulator\/(process|http)\//],
]

/** For each package, the only files that may import it. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@clack': ['terminal/prompts.ts'],
  '@peculiar': ['proxy/authority.ts'],
  'fast-string-width': ['terminal/wide-text.ts'],
  commander: [
    'commands/',
    'runtime/program.ts',
    'runtime/report-error.ts',
    'runtime/command-list.ts',
    'runtime/defined-program.ts',
    'runtime/named-command.ts',
    'runtime/usage-error.ts',
    'runtime/common-options.ts',
    'runtime/global-flags.ts',
    'auth/as-option.ts',
    'oauth/login-options.ts',
    'apps/manifest-options.ts',
  ],
  chalk: ['terminal/terminal.ts', 'terminal/plain-paint.ts'],
  conf: ['config/config-file.ts'],
  'env-paths': ['fs/private-folder.ts'],
  hono: ['net/html-page.ts', 'oauth/callback/page.ts', 'simulator/'],
  open: ['runtime/other-programs.ts'],
  preact: ['simulator/page/client/'],
  selfsigned: ['oauth/callback/self-signed.ts'],
  'tough-cookie': ['browser/'],
  undici: ['net/http-agents.ts'],
  ws: ['simulator/events/socket-way.ts', 'simulator/events/socket-connection.ts'],
  '@slack/types': ['simulator/events/'],
  yaml: ['input/document.ts', 'slack/manifest/read-file.ts', 'paste/yaml.ts'],
}

/** Returns the groups of files that import each other in a circle, sorted (Tarjan's strongly connected components). */
function circles(edges: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>(files.map((file) => [file, []]))
  for (const { from, to } of edges) if (targets.has(to)) targets.get(from)?.push(to)
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const found: string[][] = []
  const visit = (file: string): number => {
    order.set(file, order.size)
    lowest.set(file, order.size - 1)
    path.push(file)
    for (const next of targets.get(file) ?? []) {
      const reached = order.has(next) ? (path.includes(next) ? order.get(next) : undefined) : visit(next)
      if (reached !== undefined) lowest.set(file, Math.min(lowest.get(file) ?? 0, reached))
    }
    const low = lowest.get(file) ?? 0
    if (low === order.get(file)) {
      const circle = path.splice(path.indexOf(file))
      if (circle.length > 1) found.push(circle.sort())
    }
    return low
  }
  for (const file of files) if (!order.has(file)) visit(file)
  return found
}

describe('imports in src/', () => {
  it('start only in folders that have a row in the table of allowed directions', () =>
    expect([...new Set(files.map(room))].filter((one) => !(one in arrows))).toEqual([]))

  it('lead from one folder to another only where the table of allowed directions permits this', () =>
    expect(
      offenders(({ from, to }) => {
        const local = /\.tsx?$|\.json$/.test(to)
        const allowed =
          room(from) === room(to) ||
          arrows[room(from)]?.includes(room(to)) ||
          (room(from) !== 'simulator/state' && from.startsWith('simulator/') && to.startsWith('simulator/')) ||
          exceptions.some(([one, other]) => one.test(from) && other.test(to))
        return local && !allowed
      }),
    ).toEqual([]))

  it('never lead from one command to another, because only runtime/command-list.ts imports commands', () =>
    expect(
      offenders(
        ({ from, to }) => to.startsWith('commands/') && from !== 'runtime/command-list.ts' && room(from) !== room(to),
      ),
    ).toEqual([]))

  it('form no circle, even when type imports are counted', () => expect(circles(imports)).toEqual([]))

  it('name each type without ambiguity, because each type name is declared in only one file', () => {
    const declared = files.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:export )?(?:interface|type) ([A-Z]\w*)/gm)].map(
        ([, name = '']) => name,
      ),
    )
    expect(declared.filter((name, at) => declared.indexOf(name) !== at)).toEqual([])
  })

  it('from outside simulator/ into simulator/ lead only to its control client, except in runtime/system.ts', () =>
    expect(
      offenders(
        ({ from, to }) =>
          to.startsWith('simulator/') &&
          !from.startsWith('simulator/') &&
          from !== 'runtime/system.ts' &&
          to !== 'simulator/control/client.ts',
      ),
    ).toEqual([]))

  it('in the script of the simulator’s page lead only to the script’s own files, to types, and to facts that import nothing, because the script runs in a browser', () => {
    const client = 'simulator/page/client/'
    expect(
      offenders(
        ({ from, to, type }) =>
          from.startsWith(client) !== to.startsWith(client) &&
          !to.startsWith('preact') &&
          (from.startsWith(client)
            ? !(type && /^simulator\/page\/(?:developer-)?types\.ts$/.test(to)) &&
              !/^slack\/facts\/(?:block-ids|emoji|parse-mrkdwn)\.ts$/.test(to)
            : to.startsWith(client)),
      ),
    ).toEqual([])
  })

  it('never lead from the simulator to slack/client/, so that the two cannot share a mistake', () =>
    expect(offenders(({ from, to }) => from.startsWith('simulator/') && to.startsWith('slack/client/'))).toEqual([]))

  it('of an npm package occur only in the files that are listed for this package', () =>
    expect(
      offenders(({ from, to, type }) => {
        if (type) return false
        const name = to.startsWith('node:') || /\.tsx?$|\.json$/.test(to) ? undefined : to.split('/')[0]
        return (
          name !== undefined &&
          !packages[name]?.some((place) => from === place || (place.endsWith('/') && from.startsWith(place)))
        )
      }),
    ).toEqual([]))

  it('of heavy modules are dynamic, so that a heavy module loads only when it is used', () =>
    expect(
      offenders(
        ({ from, to, type, lazy }) =>
          !lazy &&
          !type &&
          (['conf', 'open', 'env-paths'].includes(to) ||
            [
              'terminal/prompts.ts',
              'oauth/callback/self-signed.ts',
              'proxy/authority.ts',
              'slack/manifest/read-file.ts',
              'paste/yaml.ts',
              'apps/seed-file.ts',
              'net/http-agents.ts',
              'browser/approve.ts',
            ].includes(to) ||
            (to === 'input/document.ts' && !/^slack\/manifest\/read-file|^apps\/seed-file/.test(from)) ||
            (room(to) === 'browser' &&
              room(from) !== 'browser' &&
              !/^(commands\/drive|simulator\/testing)/.test(from)) ||
            (to.startsWith('commands/') && from === 'runtime/command-list.ts') ||
            (to.startsWith('simulator/') && !to.startsWith('simulator/control/') && !from.startsWith('simulator/'))),
      ),
    ).toEqual([]))

  it('of a loopback check lead to net/is-loopback.ts, because no other file defines what loopback is', () =>
    expect(
      files.filter((file) => {
        if (file === 'net/is-loopback.ts') return false
        const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
        return /function isLoopback|'localhost',|=== 'localhost'/.test(code)
      }),
    ).toEqual([]))

  it('of runtime/process-host.ts are the only way to `process`, because no other file except main.ts uses `process`', () =>
    expect(
      files.filter(
        (file) =>
          file !== 'runtime/process-host.ts' &&
          /\bprocess\.(env|argv|std|on|exit\b|cwd)/.test(readFileSync(join(root, file), 'utf8')) &&
          file !== 'main.ts' &&
          // These files contain fragments of other programs. The fragments are only printed.
          !file.startsWith('commands/drive/explain/fixes/'),
      ),
    ).toEqual([]))
})

/** Returns the folder and the code of every entry in `error-codes.ts`, in the order of the file. */
function listedCodes(): (readonly [room: string, code: string])[] {
  const text = readFileSync(join(root, 'error-codes.ts'), 'utf8')
  return text
    .split('  readonly ')
    .slice(1)
    .flatMap((part) => {
      const name = /^'?([\w/-]+)'?:/.exec(part)?.[1] ?? ''
      return [...part.replace(/^[^:]*:/, '').matchAll(/'(\w+)'/g)].map(([, code = '']) => [name, code] as const)
    })
}

describe('source files', () => {
  it('contain every code of error-codes.ts in the folder for which the code is listed', () => {
    const listed = listedCodes().filter(([name]) => !['slackAnswers', 'system'].includes(name))
    expect(listed.length).toBeGreaterThan(150)
    const texts = files.map(
      (file) => [room(file).replace(/\.ts$/, ''), readFileSync(join(root, file), 'utf8')] as const,
    )
    const unknown = listed.filter(
      ([name, code]) => !texts.some(([where, text]) => where === name && text.includes(`'${code}'`)),
    )
    expect(unknown).toEqual([])
  })

  it('compare with an error code of Slack only when the table of errors has a row for this code', () =>
    expect(listedCodes().filter(([name, code]) => name === 'slackAnswers' && errorFacts(code) === undefined)).toEqual(
      [],
    ))

  it('that define a command are registered in runtime/command-list.ts, and every registered command has its file', () => {
    const loaded = imports.filter(({ from, to }) => from === 'runtime/command-list.ts' && to.startsWith('commands/'))
    const commandFiles = files.filter((file) => /^commands\/(?:[a-z]+|[a-z]+\/(?:[a-z]+-)?command)\.ts$/.test(file))
    expect(loaded.map(({ to }) => to).sort()).toEqual(commandFiles.sort())
    expect(commands).toHaveLength(commandFiles.length)
  })

  it('have at most 220 lines, except tables of facts', () => {
    const tables = [
      'error-codes.ts',
      'slack/facts/argument-names.ts',
      'slack/facts/emoji-table.ts',
      'slack/facts/methods.ts',
      'slack/facts/scopes.ts',
      'slack/facts/errors.ts',
      'slack/facts/page-errors.ts',
      // The build ships `types.ts` unchanged as the types of the package's entry, so it is one file that imports
      // nothing.
      'simulator/testing/types.ts',
    ]
    const long = files.filter(
      (file) => !tables.includes(file) && readFileSync(join(root, file), 'utf8').split('\n').length > 220,
    )
    expect(long).toEqual([])
  })

  it('never decode a single chunk of bytes, because a character can be split between two chunks', () => {
    const decodes = /\bchunk\.toString\(|String\(chunk\)|\$\{chunk\}|[a-z] \+= chunk\b(?!\.length)/
    const own = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      return decodes.test(text) && !text.includes('setEncoding(')
    })
    expect(own).toEqual([])
  })

  it('implement each method of Slack in the file of its family', () => {
    const folder = 'simulator/api/methods/'
    const strays = files
      .filter((file) => file.startsWith(folder))
      .flatMap((file) => {
        const [family = ''] = file.slice(folder.length).split('.')
        const names = readFileSync(join(root, file), 'utf8').matchAll(/^ {2}'([a-z]\w*\.[\w.]+)': /gm)
        return [...names].flatMap(([, name = '']) => (name.startsWith(`${family}.`) ? [] : [`${name} in ${file}`]))
      })
    expect(strays).toEqual([])
  })

  it('never pad a column with padEnd, which counts UTF-16 units instead of columns', () =>
    expect(
      files.filter((file) => {
        const text = readFileSync(join(root, file), 'utf8')
        // `ids.ts` pads the digits of a timestamp. They are not a column.
        return text.includes('.padEnd(') && file !== 'simulator/state/ids.ts'
      }),
    ).toEqual([]))

  it('never use `new Proxy`, and use Object.create only with null', () =>
    expect(
      files.filter((file) => /\bnew Proxy\(|Object\.create\((?!null\))/.test(readFileSync(join(root, file), 'utf8'))),
    ).toEqual([]))

  it('contain no TODO, no FIXME and no absolute path of a developer’s computer', () => {
    const top = join(root, '..')
    const told = files.filter((file) =>
      /TODO|FIXME|\/home\/|\/root\/|\/work\//.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(told.map((file) => relative(top, join(root, file)))).toEqual([])
  })
})
