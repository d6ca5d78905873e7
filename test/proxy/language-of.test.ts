import { describe, expect, it } from 'vitest'
import { languageOfCommand, languageOfProcesses, type RunningProgram } from '../../src/proxy/language-of.ts'
import { cureFor, type Language, languages } from '../../src/proxy/languages.ts'

const scripts: Readonly<Record<string, string>> = {
  './serve': '#!/usr/bin/env python3',
  'bin/rails': '#!/usr/bin/env ruby',
  './start.sh': '#!/bin/sh',
  './app.ts': '#!/usr/bin/env -S deno run -A',
}

const commands: readonly (readonly [command: string, language: Language | undefined])[] = [
  ['python3 app.py', 'python'],
  ['PORT=3000 /usr/bin/python3.12 -m http.server', 'python'],
  ['.venv/bin/uvicorn app:app --port 3000', 'python'],
  ['uv run app.py', 'python'],
  ['uv run --with flask flask run', 'python'],
  ['poetry run python app.py', 'python'],
  ['cd app && exec gunicorn app:app 2>&1', 'python'],
  ['./serve --port 3000', 'python'],
  ['ruby app.rb', 'ruby'],
  ['bundle exec rackup', 'ruby'],
  ['bin/rails server', 'ruby'],
  ['php -S localhost:3000 index.php', 'php'],
  ['composer serve', 'php'],
  ['go run .', 'go'],
  ['cd cmd/server && go run main.go', 'go'],
  ['java -jar app.jar', 'java'],
  ['./gradlew run', 'java'],
  ['mvn -q exec:java', 'java'],
  ['dotnet run --project Web', 'dotnet'],
  ['node app.js', 'node'],
  ['npm start', 'node'],
  ['npx tsx app.ts', 'node'],
  ['env -u CI NODE_ENV=test node app.js', 'node'],
  ['bun run app.ts', 'bun'],
  ['npx bun app.ts', 'bun'],
  ['deno run -A app.ts', 'deno'],
  ['./app.ts', 'deno'],
  ['docker run -p 3000:3000 app', 'container'],
  ['docker compose up', 'container'],
  ["sh -c 'cd app; python3 app.py'", 'python'],
  ['bash -lc "timeout 60 ruby app.rb | tee log"', 'ruby'],
  ['sleep 1; nice -n 5 php app.php', 'php'],
  // These commands can start a program in any language.
  ['make run', undefined],
  ['./start.sh', undefined],
  ['./server', undefined],
  ['', undefined],
]

describe('languageOfCommand', () => {
  it.each(commands)('given the command %j, returns %s', (command, language) => {
    expect(languageOfCommand(command, (path) => scripts[path] ?? '')).toBe(language)
  })
})

const program = (line: string): RunningProgram => {
  const [file = '', ...words] = line.split(' ')
  // The name of a program that was built with Go does not show its language.
  return { file, words, isGo: file.includes('/go-build') }
}

/** Each row: the processes of an app on Linux. The process that accepts connections comes last. */
const started: readonly (readonly [command: string, processes: readonly string[], language: Language])[] = [
  ['npm start', ['/usr/bin/node /usr/bin/npm start', '/usr/bin/dash -c node app', '/usr/bin/node app'], 'node'],
  ['npm start, for Python', ['/usr/bin/node /usr/bin/npm start', '/usr/bin/python3.11 app.py'], 'python'],
  ['make run', ['/usr/bin/dash -c make run', '/usr/bin/make run', '/usr/bin/ruby3.1 app.rb'], 'ruby'],
  ['uv run', ['/usr/local/bin/uv run app.py', '/root/.local/share/uv/python3.13 app.py'], 'python'],
  ['poetry run, for PHP', ['/usr/bin/python3.11 /usr/bin/poetry run php', '/usr/bin/php8.2 -S localhost:3000'], 'php'],
  ['go run .', ['/usr/lib/go-1.19/bin/go run .', '/tmp/go-build1/b001/exe/main'], 'go'],
  ['mvn exec:java', ['/usr/lib/jvm/bin/java org.codehaus.plexus.classworlds.launcher.Launcher exec:java'], 'java'],
  [
    './gradlew run',
    [
      '/usr/lib/jvm/bin/java org.gradle.wrapper.GradleWrapperMain run',
      '/usr/lib/jvm/bin/java org.gradle.launcher.daemon.bootstrap.GradleDaemon',
      '/usr/lib/jvm/bin/java com.example.App',
    ],
    'java',
  ],
  ['a native program behind Ruby', ['/usr/bin/ruby3.1 app.rb', '/usr/local/bin/proxy'], 'ruby'],
  ['a script with a first line for Bun', ['/opt/bun/bin/bun ./app.ts'], 'bun'],
  ['deno task', ['/usr/bin/deno task start', '/usr/bin/deno run app.ts'], 'deno'],
]

describe('languageOfProcesses', () => {
  it.each(started)('given the processes of “%s” (%j), returns %s', (_command, lines, language) => {
    const processes = lines.map(program)
    expect(languageOfProcesses(processes, processes.at(-1))).toBe(language)
  })

  it('returns the language of the newest process when no process accepts connections', () => {
    const processes = ['/usr/bin/node /usr/bin/npm start', '/usr/bin/python3.11 a.py', '/usr/bin/ruby3.1 b.rb']
    expect(languageOfProcesses(processes.map(program), undefined)).toBe('ruby')
  })

  it('returns container for docker run, when the program that accepts connections is not one of the processes', () => {
    expect(languageOfProcesses([program('/usr/bin/dash -c x'), program('/usr/bin/docker run app')], undefined)).toBe(
      'container',
    )
  })

  it('returns undefined when no process shows the language', () => {
    expect(
      languageOfProcesses([program('/usr/bin/dash -c x'), program('/srv/app')], program('/srv/app')),
    ).toBeUndefined()
  })
})

describe('the cure for requests that do not come through the proxy', () => {
  it('is different for each language, and names SLACK_API_URL for Python and for an unknown language', () => {
    const names = Object.keys(languages) as Language[]
    expect(new Set(names.map((name) => cureFor(name, 'linux'))).size).toBe(names.length)
    expect(cureFor('python', 'linux')).toMatch(/http\.client.*SLACK_API_URL/)
    expect(cureFor(undefined, 'linux')).toMatch(/HTTPS_PROXY.*SLACK_API_URL/)
  })

  it('is different for Go on macOS and on Linux', () => {
    expect(cureFor('go', 'darwin')).not.toBe(cureFor('go', 'linux'))
  })
})
