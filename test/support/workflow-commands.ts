/** A workflow command as GitHub’s runner understands it. */
export interface ReadCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/**
 * Reads the workflow commands in a log, as the runner of GitHub Actions does. A command is a line that begins with
 * `::`, perhaps after spaces. Its properties and its message are escaped. The lines between `::stop-commands::WORD` and
 * `::WORD::` are not commands.
 */
export function workflowCommands(log: string): readonly ReadCommand[] {
  const found: ReadCommand[] = []
  let stopped: string | undefined
  for (const line of log.split(/\r?\n/)) {
    const text = line.trimStart()
    if (stopped !== undefined) {
      if (text.trimEnd() === `::${stopped}::`) stopped = undefined
      continue
    }
    const [, name, list = '', message = ''] = /^::([\w-]+)(?: ([^:]*))?::(.*)$/.exec(text) ?? []
    if (name === undefined) continue
    if (name === 'stop-commands') {
      stopped = message
      continue
    }
    const properties = list.split(',').flatMap((one) => {
      const at = one.indexOf('=')
      return at < 0 ? [] : [[one.slice(0, at).trim(), unescaped(one.slice(at + 1))] as const]
    })
    found.push({ name, properties: Object.fromEntries(properties), message: unescaped(message) })
  }
  return found
}

function unescaped(text: string): string {
  const signs = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',', '25': '%' } as const
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_all, code: keyof typeof signs) => signs[code])
}
