/** A command that a document shows, with the output below it. */
export interface ShownCommand {
  /** The command as a shell reads it, without the prompt. */
  readonly command: string
  /** The lines of output that the document shows. */
  readonly output: readonly string[]
  /** The language of the block: `console` shows output, `sh` does not. */
  readonly language: 'console' | 'sh'
  /** The indexes of the first and the last line of output in the document; equal when there is none. */
  readonly from: number
  readonly to: number
}

/** The exit code and the output of a command that was run. */
export interface RealOutput {
  readonly code: number
  readonly output: readonly string[]
}

/**
 * Returns every command in the fenced blocks `console` and `sh` of a document. In a console block, a command begins
 * with `$ `, and a line that begins with `> ` continues it. An sh block is one command.
 */
export function shownCommands(document: string): ShownCommand[] {
  const lines = document.split('\n')
  const found: ShownCommand[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const language = /^```(console|sh)$/.exec(lines[at] ?? '')?.[1]
    if (language !== 'console' && language !== 'sh') continue
    const end = lines.indexOf('```', at)
    if (end === -1) throw new Error(`Line ${at + 1}: the block does not end`)
    found.push(
      ...(language === 'sh'
        ? [{ command: lines.slice(at + 1, end).join('\n'), output: [], language, from: end, to: end } as const]
        : typedCommands(lines, at + 1, end)),
    )
    at = end
  }
  return found
}

function typedCommands(lines: readonly string[], start: number, end: number): ShownCommand[] {
  if (!lines[start]?.startsWith('$ ')) throw new Error(`Line ${start + 1}: a console block begins with a command`)
  const found: ShownCommand[] = []
  for (let at = start; at < end; ) {
    let command = (lines[at] ?? '').slice(2)
    for (at += 1; at < end && lines[at]?.startsWith('> '); at += 1) command += `\n${(lines[at] ?? '').slice(2)}`
    const from = at
    while (at < end && !lines[at]?.startsWith('$ ')) at += 1
    // An empty line before the next command is only a separator, not output.
    const to = at < end && lines[at - 1] === '' && at > from ? at - 1 : at
    found.push({ command, output: lines.slice(from, to), language: 'console', from, to })
  }
  return found
}

/**
 * Returns a line without the parts that differ between two runs: ends of secrets, ids, ports, times, and the folder of
 * the run. Several spaces count as one, because the width of a column depends on its content.
 */
export function withoutVarying(line: string): string {
  return line
    .replace(/…[\w-]{4}(?![\w-])/g, '….')
    .replace(/\b(?:[A-Z](?=[A-Z0-9]*\d)[A-Z0-9]{8,})\b/g, 'ID')
    .replace(/\b\d{10}\.\d{6}\b|\bp\d{16}\b/g, 'TS')
    .replace(/\blocalhost:\d{4,5}\b/g, 'localhost:PORT')
    .replace(/\bpid \d+/g, 'pid N')
    .replace(/\d{4}-\d\d-\d\d/g, 'DATE')
    .replace(/\d\d:\d\d(?::\d\d(?:\.\d+)?)?/g, 'TIME')
    .replace(/\b\d+(?:\.\d+)? (m?s)\b/g, 'N $1')
    .replace(/("id":"|--finish )[a-z0-9]{12}\b/g, '$1LOGIN')
    .replace(/(state=)[\w-]{20,}/g, '$1STATE')
    .replace(/─+/g, '─')
    .replace(/ +/g, ' ')
    .trim()
}

/**
 * Whether the shown output matches the real output. In the shown output, `…` matches any text, and a line that is only
 * `…` matches any number of lines. A command without shown output must only succeed.
 */
export function isSame({ output: shown }: ShownCommand, { code, output }: RealOutput): boolean {
  if (shown.every((line) => line.trim() === '…')) return code === 0
  const pattern = shown.map((line) => {
    const pieces = withoutVarying(line)
      .split('…')
      .map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    return line.trim() === '…' ? '(?:[^\\n]*\\n)*?' : `${pieces.join('[^\\n]*')}\\n`
  })
  return new RegExp(`^${pattern.join('')}$`).test(output.map((line) => `${withoutVarying(line)}\n`).join(''))
}

/** Returns the document with the real output in place of each shown output that does not match. */
export function withRealOutput(document: string, commands: readonly ShownCommand[], real: readonly RealOutput[]) {
  const lines = document.split('\n')
  for (const [at, command] of [...commands.entries()].reverse()) {
    const ran = real[at]
    if (!ran) throw new Error(`Not run: ${command.command}`)
    if (command.language === 'sh' && ran.code !== 0)
      throw new Error(`${command.command}\nended with ${ran.code}:\n${ran.output.join('\n')}`)
    if (command.language === 'console' && !isSame(command, ran))
      lines.splice(command.from, command.to - command.from, ...ran.output)
  }
  return lines.join('\n')
}
