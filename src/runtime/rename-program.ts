import { commands } from './command-list.ts'

/**
 * Returns a function that puts the name that a person has to type in place of `slack-tokens` in each command line of a
 * text. A command line that `ssh` runs is one of another computer, which has names of its own.
 * @param typedName finds the name. It reads the folders of the path, so it is called only for a text with the name.
 */
export function renamer(typedName: () => string): (text: string) => string {
  let name: string | undefined
  let calls: RegExp | undefined
  return (text) => {
    if (!text.includes('slack-tokens')) return text
    name ??= typedName()
    if (name === 'slack-tokens') return text
    calls ??= callsOfProgram()
    return text.replace(calls, () => name ?? '')
  }
}

/**
 * Matches the program’s name where a command follows. A colour code can stand before it. Elsewhere, as in “printed by
 * slack-tokens itself”, the name is only a name. The line that turns on completion keeps it: a new shell, which runs that
 * line in another folder, finds only the program on its path.
 */
function callsOfProgram(): RegExp {
  const names = commands.flatMap(({ name, alias }) => [name, ...(alias ? [alias] : [])]).join('|')
  const next = `(?:${names}|<command>|\\[options\\]|--help|--version)(?![\\w-])`
  const notHere = '(?<!\\bssh [\\w-]{1,60} )'
  const turnOn = 'completion \\w{1,10}(?:\\)| >| \\| source)'
  return new RegExp(`(?<=^|[^\\w/.@-]|\\u001b\\[\\d{1,3}m)${notHere}slack-tokens(?= ${next})(?! ${turnOn})`, 'gm')
}
