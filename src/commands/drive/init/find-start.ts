import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readPlainFile } from '../../../fs/named-file.ts'
import { languageOfCommand } from '../../../proxy/language-of.ts'
import type { Language } from '../../../proxy/languages.ts'
import { firstLine } from '../../../proxy/program-file.ts'
import { isRecord } from '../../../shape/record.ts'
import { parseJson } from '../../../slack/facts/json-depth.ts'

/** A command that may start the app of a project, and the file that it was found in. */
export interface FoundStart {
  readonly command: string
  readonly from: string
}

/** The files of a project, as far as they show how its app is started. */
export interface ProjectFolder {
  readonly path: string
  has(name: string): boolean
  /** Returns the text of a file; an empty text when it cannot be read. */
  read(name: string): string
}

/** Maximum number of bytes of a file that is looked at. */
const mostBytes = 1_000_000

export function projectFolder(path: string): ProjectFolder {
  return {
    path,
    has: (name) => existsSync(join(path, name)),
    read(name) {
      try {
        return readPlainFile(join(path, name), mostBytes)
      } catch {
        return ''
      }
    },
  }
}

/** The package managers of Node.js by their lock file, with the command that runs a script. */
const packageManagers = [
  { lock: 'pnpm-lock.yaml', name: 'pnpm' },
  { lock: 'yarn.lock', name: 'yarn' },
  { lock: 'bun.lock', name: 'bun' },
  { lock: 'bun.lockb', name: 'bun' },
] as const

export function packageManagerOf({ has }: ProjectFolder): 'npm' | 'pnpm' | 'yarn' | 'bun' {
  return packageManagers.find(({ lock }) => has(lock))?.name ?? 'npm'
}

/** Returns the commands that may start the app, the most likely first. */
export function findStarts(folder: ProjectFolder): readonly FoundStart[] {
  const found = [
    ...ofPackage(folder),
    ...ofProcfile(folder),
    ...ofDeno(folder),
    ...ofPython(folder),
    ...ofRuby(folder),
    ...ofGo(folder),
    ...ofJava(folder),
    ...ofPhp(folder),
  ]
  return found.filter(({ command }, index) => found.findIndex((one) => one.command === command) === index)
}

/** Returns the language of the app that a command starts; undefined when the command does not show it. */
export function languageOf(command: string, { path }: ProjectFolder): Language | undefined {
  return languageOfCommand(command, (file) => firstLine(resolve(path, file)))
}

function ofPackage(folder: ProjectFolder): FoundStart[] {
  const content = jsonIn(folder, 'package.json')
  if (!content) return []
  const scripts = isRecord(content['scripts']) ? content['scripts'] : {}
  const manager = packageManagerOf(folder)
  const run = (name: string) => (name === 'start' && manager !== 'bun' ? `${manager} start` : `${manager} run ${name}`)
  const named = ['start', 'dev', 'serve'].filter((name) => typeof scripts[name] === 'string')
  const main = content['main']
  const file = [...(typeof main === 'string' ? [main] : []), 'app.js', 'index.js', 'server.js'].find((one) =>
    folder.has(one),
  )
  return [
    ...named.map((name) => ({ command: run(name), from: 'package.json' })),
    ...(named.length === 0 && file !== undefined ? [{ command: `node ${file}`, from: file }] : []),
  ]
}

function ofProcfile({ read }: ProjectFolder): FoundStart[] {
  const [, command] = /^web:[ \t]*(\S[^\n]*)$/m.exec(read('Procfile')) ?? []
  return command === undefined ? [] : [{ command: command.trim(), from: 'Procfile' }]
}

function ofDeno(folder: ProjectFolder): FoundStart[] {
  const tasks = jsonIn(folder, 'deno.json')?.['tasks']
  const names = isRecord(tasks) ? ['start', 'dev'].filter((name) => name in tasks) : []
  return names.map((name) => ({ command: `deno task ${name}`, from: 'deno.json' }))
}

function ofPython({ has }: ProjectFolder): FoundStart[] {
  const runner = has('uv.lock') ? 'uv run python' : has('poetry.lock') ? 'poetry run python' : 'python3'
  const file = ['app.py', 'main.py', 'bot.py', 'server.py'].find(has)
  return [
    ...(has('manage.py') ? [{ command: `${runner} manage.py runserver`, from: 'manage.py' }] : []),
    ...(file === undefined ? [] : [{ command: `${runner} ${file}`, from: file }]),
  ]
}

function ofRuby({ has }: ProjectFolder): FoundStart[] {
  const bundled = has('Gemfile') ? 'bundle exec ' : ''
  if (has('bin/rails')) return [{ command: 'bin/rails server', from: 'bin/rails' }]
  if (has('config.ru')) return [{ command: `${bundled}rackup`, from: 'config.ru' }]
  return has('app.rb') ? [{ command: `${bundled}ruby app.rb`, from: 'app.rb' }] : []
}

function ofGo({ has, path }: ProjectFolder): FoundStart[] {
  if (!has('go.mod')) return []
  if (has('main.go')) return [{ command: 'go run .', from: 'main.go' }]
  const [first] = has('cmd') ? readdirSync(join(path, 'cmd')).filter((name) => has(join('cmd', name, 'main.go'))) : []
  return first !== undefined && /^[\w.-]+$/.test(first)
    ? [{ command: `go run ./cmd/${first}`, from: `cmd/${first}` }]
    : []
}

function ofJava({ has, read }: ProjectFolder): FoundStart[] {
  const isSpring = (name: string) => read(name).includes('spring-boot')
  if (has('pom.xml')) {
    const maven = has('mvnw') ? './mvnw' : 'mvn'
    return [
      { command: isSpring('pom.xml') ? `${maven} spring-boot:run` : `${maven} compile exec:java`, from: 'pom.xml' },
    ]
  }
  const build = ['build.gradle', 'build.gradle.kts'].find(has)
  const gradle = has('gradlew') ? './gradlew' : 'gradle'
  return build === undefined ? [] : [{ command: `${gradle} ${isSpring(build) ? 'bootRun' : 'run'}`, from: build }]
}

function ofPhp({ has }: ProjectFolder): FoundStart[] {
  if (has('artisan')) return [{ command: 'php artisan serve', from: 'artisan' }]
  const root = ['public', '.'].find((name) => has(join(name, 'index.php')))
  return root === undefined ? [] : [{ command: `php -S localhost:8000 -t ${root}`, from: join(root, 'index.php') }]
}

function jsonIn({ read }: ProjectFolder, name: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(read(name))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
