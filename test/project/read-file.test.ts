import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CliError } from '../../src/errors.ts'
import { fileInProject } from '../../src/project/inside.ts'
import { readProjectFile } from '../../src/project/read-file.ts'
import { assertProperty, fc } from '../support/property.ts'
import { temporaryFolder } from '../support/temporary.ts'

const name = '.slack-tokens.json'

/** Reads a file with this content. */
function read(content: unknown) {
  using folder = temporaryFolder()
  const path = join(folder.path, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readProjectFile(path, folder.path)
}

function errorOf(work: () => unknown): CliError {
  try {
    work()
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new Error('it did not fail')
}

const refused = (content: unknown) => errorOf(() => read(content))
const samples = {
  bot: `xoxb-${'1'.repeat(10)}-${'a'.repeat(24)}`,
  webhook: `https://hooks.slack.com/services/${'T0SAMPLE00'}/${'B0SAMPLE00'}/${'a'.repeat(24)}`,
}

describe('reading .slack-tokens.json', () => {
  it('names a command that writes a new file only when the damaged one is that of the working directory', () => {
    expect(refused('{').hint).toContain('drive init --force')
    using folder = temporaryFolder()
    const path = join(folder.path, name)
    writeFileSync(path, '{')
    const { message, hint } = errorOf(() => readProjectFile(path, join(folder.path, 'a', 'b')))
    expect(message).toContain(join('..', '..', name))
    expect(hint).not.toContain('drive init')
  })

  it('returns the content of the file, and the name to show for it', () => {
    const content = { profile: 'acme', port: 9000, drive: { start: 'npm start', allow: ['denial-500'] } }
    expect(read(content)).toMatchObject({ ...content, shown: name })
    expect(read(`\ufeff${JSON.stringify(content)}`)).toMatchObject(content)
    expect(read({})).toMatchObject({ shown: name })
  })

  it.each([
    [{ profle: 'acme' }, 'profle'],
    [{ port: '8443' }, 'port'],
    [{ drive: { start: 7 } }, 'drive.start'],
    [{ drive: { allow: ['ok', 'Not ok'] } }, 'drive.allow[1]'],
    [{ drive: { scenarios: [] } }, 'drive.scenarios'],
    [{ manifest: '../secret.json' }, 'manifest'],
    [{ tokenCommand: 'pass show slack' }, 'tokenCommand'],
    [[], ''],
  ])('refuses %j, and names the file, the key and the next command', (content, path) => {
    const { code, failure, message, hint, details } = refused(content)
    expect([code, failure]).toEqual(['project_invalid', 'usage'])
    expect(message).toContain(name)
    expect(hint).toMatch(/slack-tokens doctor/)
    expect((details as { problems: { path: string }[] }).problems.map((one) => one.path)).toEqual([path])
  })

  it('lists all problems of a file', () => {
    const { details } = refused({ port: 0, app: '', drive: { wait: 0, x: 1 } })
    const paths = (details as { problems: { path: string }[] }).problems.map((one) => one.path)
    expect(paths.sort()).toEqual(['app', 'drive.wait', 'drive.x', 'port'])
  })

  it('refuses an unknown key, and suggests the nearest known key', () => {
    expect(refused({ manifst: 'x' }).message).toMatch(/did you mean manifest\?/)
  })

  it.each([
    ['not JSON', '{"profile": '],
    ['a comment', '{} // x'],
    ['nested too deeply', '['.repeat(600) + ']'.repeat(600)],
    ['binary', '\u0000\u0001\u0002'],
    ['empty', ''],
  ])('refuses a file that is %s, and quotes nothing of it', (_what, text) => {
    const { code, message } = refused(text)
    expect(code).toBe('project_unreadable')
    expect(message.length).toBeLessThan(120)
  })

  it.each([
    ['drive.start', { drive: { start: `SLACK_BOT_TOKEN=${samples.bot} npm start` } }],
    ['drive.start', { drive: { start: 'node app.js --x client_secret=0123456789abcdef' } }],
    ['drive.url', { drive: { url: `http://localhost:3000/?token=${samples.bot}` } }],
    ['drive.use', { drive: { use: samples.webhook } }],
    ['profile', { profile: samples.bot }],
    ['client_secret', { client_secret: '0123456789abcdef' }],
    ['drive.allowHosts[1]', { drive: { allowHosts: ['a.test', samples.bot] } }],
  ])('refuses a secret in %s, without printing it (threat S2)', (path, content) => {
    const { code, message, hint, details } = refused(content)
    expect(code).toBe('project_secret')
    expect(details).toMatchObject({ problems: [{ path }] })
    for (const secret of [samples.bot, samples.webhook, '0123456789abcdef']) {
      expect(`${message} ${hint} ${JSON.stringify(details)}`).not.toContain(secret)
    }
  })

  it('never prints the name of a key when the name is a secret', () => {
    const { message, hint, details } = refused({ [samples.bot]: 1 })
    expect(`${message} ${hint} ${JSON.stringify(details)}`).not.toContain(samples.bot)
  })

  it('returns or throws a CliError for any JSON', () => {
    assertProperty(
      fc.property(fc.json(), (text) => {
        const outcome = (): unknown => {
          try {
            return read(text).folder
          } catch (error) {
            return error
          }
        }
        const result = outcome()
        expect(typeof result === 'string' || result instanceof CliError).toBe(true)
      }),
    )
  })

  it('refuses a file that is a symbolic link out of its folder', () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'project'))
    writeFileSync(join(folder.path, 'elsewhere.json'), '{}')
    const path = join(folder.path, 'project', name)
    symlinkSync(join(folder.path, 'elsewhere.json'), path)
    expect(errorOf(() => readProjectFile(path, folder.path)).code).toBe('project_unreadable')
  })

  it('refuses a folder that has the name of the file, and a file that is too large', () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, name))
    expect(errorOf(() => readProjectFile(join(folder.path, name), folder.path)).code).toBe('project_unreadable')
    expect(refused(JSON.stringify({ profile: 'a'.repeat(200_000) })).code).toBe('project_unreadable')
  })
})

describe('a file that .slack-tokens.json names', () => {
  it('must be inside the project, also when symbolic links are followed', () => {
    using folder = temporaryFolder()
    const project = join(folder.path, 'project')
    mkdirSync(join(project, 'slack'), { recursive: true })
    writeFileSync(join(folder.path, 'outside.json'), '{}')
    writeFileSync(join(project, 'slack', 'manifest.json'), '{}')
    symlinkSync(join(folder.path, 'outside.json'), join(project, 'out.json'))
    symlinkSync(folder.path, join(project, 'up'))
    symlinkSync('slack/manifest.json', join(project, 'in.json'))
    const file = { folder: project, shown: name }
    expect(fileInProject(file, 'manifest', 'slack/manifest.json')).toMatch(/manifest\.json$/)
    expect(fileInProject(file, 'manifest', 'in.json')).toMatch(/slack[/\\]manifest\.json$/)
    for (const path of ['out.json', 'up/outside.json', '../outside.json'])
      expect(errorOf(() => fileInProject(file, 'manifest', path)).code).toBe('outside_project')
    expect(errorOf(() => fileInProject(file, 'manifest', 'none.json')).code).toBe('project_invalid')
  })
})
