import type { Language } from './languages.ts'

/** The command line of a running process, or a command line that a person typed. */
export interface ProgramWords {
  /** The path of the file that runs, or the name as it was typed. */
  readonly file: string
  /** The arguments, without the program itself. */
  readonly words: readonly string[]
}

/**
 * The language of a program; `wrapper` for a program that only starts other programs; undefined when it is not known.
 */
export type ProgramKind = Language | 'wrapper' | undefined

const byName: readonly (readonly [name: RegExp, kind: ProgramKind])[] = [
  [/^(?:python|pypy)[\d.]*t?$|^(?:uvicorn|gunicorn|hypercorn|daphne|flask|fastapi|granian|waitress-serve)$/, 'python'],
  [/^(?:ruby|jruby|truffleruby)[\d.]*$|^(?:puma|rackup|rails|unicorn|thin|falcon)$/, 'ruby'],
  [/^php(?:-fpm|-cgi)?[\d.]*$|^frankenphp$/, 'php'],
  [/^javaw?$/, 'java'],
  [/^(?:node|nodejs|tsx|ts-node|nodemon|next|vite-node)$/, 'node'],
  [/^bunx?$/, 'bun'],
  [/^deno$/, 'deno'],
  [/^dotnet$/, 'dotnet'],
  [/^(?:docker|podman|nerdctl|docker-compose|podman-compose)$/, 'container'],
  // These commands start the program as another process, and that process shows the language.
  [
    /^(?:ba|da|z|k|fi|a)?sh$|^(?:busybox|make|gmake|just|task|env|tini|dumb-init|time|timeout|nice|nohup|exec|setsid|stdbuf|xargs|sudo|script)$/,
    'wrapper',
  ],
  [/^(?:npm|npx|yarn|pnpm|corepack|foreman|overmind|honcho|hivemind|watchexec|entr|air|reflex)$/, 'wrapper'],
  [/^(?:go|uv|uvx|poetry|pdm|pipenv|hatch|rye|bundle|bundler|composer|mvn|mvnw|gradle|gradlew|cargo)$/, 'wrapper'],
]

/** For each language, a word of the command line that shows that the program only starts other programs. */
const starters: Readonly<Partial<Record<Language, RegExp>>> = {
  node: /(?:^|[\\/])(?:npm|npx|yarn|pnpm|corepack|concurrently|nodemon|foreman|nf)(?:-cli)?(?:\.c?js)?$/,
  python: /(?:^|[\\/])(?:poetry|pdm|pipenv|hatch|honcho)$/,
  java: /(?:Gradle(?:Wrapper)?Main|GradleDaemon|GradleWorkerMain|plexus\.classworlds\.launcher\.Launcher)$/,
  ruby: /(?:^|[\\/])foreman$/,
}

/** A running process. */
export interface RunningProgram extends ProgramWords {
  /** Whether its file was built by Go. The name of such a file does not show the language. */
  readonly isGo: boolean
}

/** Returns the kind of a program, from its file name and its arguments. */
export function kindOf({ file, words }: ProgramWords): ProgramKind {
  const kind = kindOfName(file)
  const starter = kind && kind !== 'wrapper' ? starters[kind] : undefined
  return starter && words.some((word) => starter.test(word)) ? 'wrapper' : kind
}

function kindOfName(file: string): ProgramKind {
  const name = baseName(file)
  return byName.find(([pattern]) => pattern.test(name))?.[1]
}

/**
 * Returns the language of an app: the language of the process that accepts connections, otherwise the language of the
 * newest process whose language is known.
 * @param processes from the oldest to the newest
 * @param listener the process that accepts connections; it can be a wrapper, because Maven runs an app inside its own
 * process (exec:java)
 */
export function languageOfProcesses(
  processes: readonly RunningProgram[],
  listener: RunningProgram | undefined,
): Language | undefined {
  const goOr = ({ isGo }: RunningProgram, kind: ProgramKind) => kind ?? (isGo ? 'go' : undefined)
  const kinds = processes.toReversed().map((one) => goOr(one, kindOf(one)))
  if (listener) kinds.unshift(goOr(listener, kindOfName(listener.file)))
  return kinds.find((kind): kind is Language => kind !== undefined && kind !== 'wrapper')
}

/** The language that each wrapper usually starts, for operating systems that do not show the started processes. */
const usually: Readonly<Record<string, Language>> = {
  ...same('node', ['npm', 'npx', 'yarn', 'pnpm']),
  ...same('python', ['uv', 'uvx', 'poetry', 'pdm', 'pipenv', 'hatch', 'rye']),
  ...same('ruby', ['bundle', 'bundler']),
  ...same('php', ['composer']),
  ...same('java', ['mvn', 'mvnw', 'gradle', 'gradlew']),
  ...same('go', ['go', 'air']),
}

/** Options of wrappers whose value is the next word. */
const withValue = /^-(?:u|n|s|C|k|g|h|p|o|i)$|^--(?:with|project|directory|env-file|python|signal)$/

/**
 * Returns the language of the program that a command line starts. When the command line names a shell, `env`, a package
 * manager or a script, looks for the program that this wrapper starts. The result is only a guess: a Makefile or an npm
 * script can start anything.
 * @param firstLine returns the first line of a file; an empty text when it cannot be read
 */
export function languageOfCommand(
  command: string,
  firstLine: (path: string) => string = () => '',
): Language | undefined {
  // The last part is the program that keeps running: `cd app && python app.py`.
  for (const words of partsOf(command).toReversed()) {
    const found = languageOfWords(words, firstLine, 0)
    if (found) return found
  }
  return undefined
}

/** Like `languageOfCommand`, for the words of one program. */
export function languageOfWords(
  all: readonly string[],
  firstLine: (path: string) => string = () => '',
  depth = 0,
): Language | undefined {
  const words = all.slice(all.findIndex((word) => !/^\w+=/.test(word)))
  const [file, ...rest] = words
  if (file === undefined || /^\w+=/.test(file) || depth > 8) return undefined
  const kind = kindOf({ file, words: rest })
  if (kind !== undefined && kind !== 'wrapper') return kind
  if (kind === undefined) {
    const shebang = /^#!\s*(.*)/.exec(firstLine(file))?.[1]
    return shebang ? languageOfWords([...(partsOf(shebang)[0] ?? []), file], firstLine, depth + 1) : undefined
  }
  const inline = rest[rest.findIndex((word) => /^-\w*c$/.test(word)) + 1]
  if (/sh$/.test(baseName(file)) && rest.some((word) => /^-\w*c$/.test(word)) && inline !== undefined)
    return languageOfCommand(inline, firstLine)
  const inner = rest.filter((word, at) => !word.startsWith('-') && !withValue.test(rest[at - 1] ?? ''))
  const next = /^(?:run|exec|dlx|tool|x|\d+[smhd]?)$/.test(inner[0] ?? '') ? inner.slice(1) : inner
  return languageOfWords(next, firstLine, depth + 1) ?? usually[baseName(file)]
}

/**
 * Splits a command into parts at `&&`, `|`, `;` and ends of lines, and splits each part into words. Quotes keep a text
 * together. A quote that does not end keeps the rest together: looking for its end again at each later quote would take
 * time that grows with the square of the length.
 */
function partsOf(text: string): string[][] {
  const parts: string[][] = [[]]
  for (const [token] of text.matchAll(/(?:[^\s"'|&;]+|"(?:\\.?|[^"\\])*(?:"|$)|'[^']*(?:'|$))+|[|&;\n]+/g)) {
    if (/^[|&;\n]/.test(token)) parts.push([])
    else parts.at(-1)?.push(unquoted(token))
  }
  return parts
}

function unquoted(word: string): string {
  return word.replace(
    /"((?:\\.?|[^"\\])*)(?:"|$)|'([^']*)(?:'|$)/g,
    (_all, double?: string, single?: string) => double ?? single ?? '',
  )
}

function baseName(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:exe|cmd|bat|sh)$/i, '').replace(/ \(deleted\)$/, '')
}

function same(language: Language, names: readonly string[]): Readonly<Record<string, Language>> {
  return Object.fromEntries(names.map((name) => [name, language]))
}
