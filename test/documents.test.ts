import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../package.json' with { type: 'json' }
import lock from '../package-lock.json' with { type: 'json' }
import { languagePrograms } from './support/language-programs.ts'
import { launcher } from './support/program.ts'

const root = join(dirname(launcher), '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/**
 * Matches words that look like a path but name no file of this repository, for example a user’s file or a placeholder.
 */
const elsewhere =
  /^(?:calls\.mjs|(?:simulator|backup)\.json|\.slack-tokens\.json|slack-seed\.json|manifest\.json|report\.(?:txt|json|xml)|\.github\/workflows\/slack-install\.yml|slack-tokens\/dist\/.*|Node\.js|\.slack\/|config\.json|install\.json|package\.json\.aside|commands\/NAME.*)$/

/**
 * Returns the words that name a file or a folder, such as `src/main.ts`, `test/e2e/`, `LICENSE.md` and
 * `[text](examples/x)`.
 */
function pathsIn(document: string): string[] {
  const words = document.matchAll(
    /(?<![\w./:@…~-])\.?\w[\w.-]*(?:\/[\w.-]+)*(?:\/(?![\w.*<])|\.(?:[cm]?[jt]s|json|md|ya?ml|txt|aside)\b)|(?<=\]\()[\w./-]+/g,
  )
  return [...new Set([...words].map(([word]) => word))].filter((word) => !elsewhere.test(word))
}

/** Whether the path exists, relative to the top level, to src/ or to the document. */
function isThere(path: string, document: string): boolean {
  return ['', 'src', dirname(document)].some((base) => existsSync(join(root, base, path)))
}

describe('documents', () => {
  it.each([
    ['CONTRIBUTING.md', 60],
    ['README.md', 1],
    ['SECURITY.md', 1],
    ['examples/README.md', 4],
    ['docs/languages.md', 2],
    ['docs/ci.md', 1],
    ['docs/drive.md', 1],
    ['docs/simulator.md', 1],
    ['docs/login.md', 1],
    ['docs/config-file.md', 2],
    ['AGENTS.md', 8],
    ['skills/slack-tokens/SKILL.md', 0],
    ['docs/your-app.md', 2],
    ['docs/install.md', 2],
  ])('name only existing files: %s', (document, atLeast) => {
    const paths = pathsIn(read(document))
    expect(paths.length).toBeGreaterThanOrEqual(atLeast)
    expect(paths.filter((path) => !isThere(path, document))).toEqual([])
  })

  it('are searched for paths in prose, in code and in links', () => {
    const document =
      'See src/none.ts, `auth/none/`, [this](docs/none) and none.md; not https://a.example/b.js or v1/v2.'
    expect(pathsIn(document)).toEqual(['src/none.ts', 'auth/none/', 'docs/none', 'none.md'])
    expect(pathsIn(document).filter((path) => isThere(path, 'README.md'))).toEqual([])
  })

  it('show in docs/simulator.md the same example that test/conformance runs', () => {
    const [, example] = /^```ts\n(.*?)^```$/ms.exec(read('docs/simulator.md')) ?? []
    expect(example).toBe(read('test/conformance/example-bolt.test.ts'))
  })

  it('list in docs/languages.md every HTTP client that is tested', () => {
    using languages = languagePrograms()
    const table = read('docs/languages.md')
    expect(languages.programs.map(({ client }) => client).filter((name) => !table.includes(`| ${name} |`))).toEqual([])
  })

  it('list every folder of src/ in the map of CONTRIBUTING.md', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const map = read('CONTRIBUTING.md')
    expect(folders.filter(({ name }) => !map.includes(`    ${name}/`)).map(({ name }) => name)).toEqual([])
  })

  it('list the version of package.json and of its lock file in CHANGELOG.md as the newest version, with a date', () => {
    const [newest] = read('CHANGELOG.md').matchAll(/^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$/gm)
    expect([newest?.[1], lock.version, lock.packages[''].version]).toEqual(Array(3).fill(manifest.version))
  })
})

interface Job {
  readonly permissions?: unknown
  readonly strategy?: { readonly matrix: unknown }
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[]
}
const jobs = (name: string) =>
  Object.values((parse(read(`.github/workflows/${name}`)) as { jobs: Record<string, Job> }).jobs)
const commandsOf = ({ steps }: Job) => steps.flatMap(({ run = '' }) => (run ? [run] : []))

/** Files that documents of the package link to, and that are not in the package, with the reason. */
const unpacked: Readonly<Record<string, string>> = {
  'docs/pictures/session.svg': 'the text around it shows the same commands',
  'docs/pictures/page-light.png': 'the page itself is one command away; 94 kB',
  'docs/coverage.md': 'a table for who judges the simulator; 20 kB',
  'docs/errors.md': '`why --list` prints it; 130 kB',
  'docs/drive.md': '`drive --explain` prints it; 40 kB',
  'docs/control.md': 'for programs in other languages; 24 kB',
  'docs/languages.md': 'the list of clients that were tried is for the repository',
  'docs/speed.md': 'measurements are for the repository',
  examples: 'each example has packages of its own',
  'examples/README.md': 'each example has packages of its own',
  'SECURITY.md': 'how to report a fault is for the repository',
  'CONTRIBUTING.md': 'for who changes the code',
  'AGENTS.md': 'for who changes the code',
}

describe('the documents in the package', () => {
  const packed = ['README.md', ...manifest.files.filter((name) => name.endsWith('.md'))]
  const isPacked = (path: string) =>
    packed.includes(path) || manifest.files.some((name) => path.startsWith(`${name}/`) && existsSync(join(root, path)))
  const linked = packed.flatMap((document) =>
    [...read(document).matchAll(/\]\(([\w./-]+)(?:#[\w-]*)?\)/g)].map(([, path = '']) => join(dirname(document), path)),
  )

  it('link only to files of the package, except those that are left out for a reason', () => {
    expect(packed.length).toBeGreaterThan(5)
    expect(linked.filter((path) => !isPacked(path) && !(path in unpacked))).toEqual([])
    expect(Object.keys(unpacked).filter((path) => isPacked(path) || !linked.includes(path))).toEqual([])
  })
})

describe('the workflows', () => {
  it('run the steps of .ci/run on three operating systems and with three versions of Node.js', () => {
    const [job] = jobs('ci.yml')
    if (!job) throw new Error('no job')
    expect(job.strategy?.matrix).toEqual({
      os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
      node: [20, 22, 24],
    })
    const ours = read('.ci/run').matchAll(/npm (?:cit|run --silent \w+)/g)
    const npm = commandsOf(job).filter((command) => command.startsWith('npm'))
    expect(new Set(npm)).toEqual(new Set([...ours].map(([command]) => command)))
  })

  it('test and pack a release, and publish the tarball with provenance', () => {
    const [job] = jobs('release.yml')
    if (!job) throw new Error('no job')
    expect(job.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    const commands = commandsOf(job).map((command) => command.replace(/^(npm \w+).*/, '$1'))
    expect(commands.filter((command) => command.startsWith('npm'))).toEqual([
      'npm cit',
      'npm pkg',
      'npm pack',
      'npm publish',
    ])
    expect(commandsOf(job).at(-1)).toMatch(/ --provenance .*\.tgz"$/)
  })

  it('use only GitHub’s own actions', () => {
    const used = ['ci.yml', 'release.yml'].flatMap(jobs).flatMap(({ steps }) => steps.flatMap(({ uses = [] }) => uses))
    expect(used.filter((name) => !/^actions\/(?:checkout|setup-node)@v\d+$/.test(name))).toEqual([])
  })
})
