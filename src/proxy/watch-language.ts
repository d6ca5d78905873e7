import { resolve } from 'node:path'
import { processesOf } from '../runtime/run-processes.ts'
import { kindOf, languageOfProcesses, languageOfWords } from './language-of.ts'
import type { Language } from './languages.ts'
import { programOf } from './process-facts.ts'
import { firstLine } from './program-file.ts'

export interface LanguageWatch extends Disposable {
  /**
   * Returns the language of the program; undefined when neither its command line nor its processes show the language.
   */
  language(): Language | undefined
}

/** Milliseconds until the first look at the processes, and between two looks. */
const looks = { first: 300, further: 2000 }

/**
 * Finds out in which language a program is written: by the first word of its command line, otherwise by the processes
 * that it starts (only on Linux), otherwise by what such a command line usually starts.
 * @param words the command line
 * @param run the mark of the program's processes
 */
export function watchLanguage(words: readonly string[], { run, cwd }: { run: string; cwd: string }): LanguageWatch {
  const [file = '', ...rest] = words
  const kind = kindOf({ file, words: rest })
  const direct = kind === 'wrapper' ? undefined : kind
  let seen: Language | undefined
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const processes = processesOf({ run, group: undefined }).toSorted((one, other) => one - other)
    const programs = processes.flatMap((pid) => programOf(pid) ?? [])
    seen = languageOfProcesses(programs, undefined) ?? seen
    timer = setTimeout(look, looks.further).unref()
  }
  if (direct === undefined) timer = setTimeout(look, looks.first).unref()
  return {
    language: () => direct ?? seen ?? languageOfWords(words, (path) => firstLine(resolve(cwd, path))),
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
