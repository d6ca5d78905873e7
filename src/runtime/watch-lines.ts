import { StringDecoder } from 'node:string_decoder'
import type { Host } from './process-host.ts'

/** Reads the lines that a person types. The terminal's own line editing stays on, so that Ctrl-C is still a signal. */
export function watchLines(stdin: Host['stdin'], onLine: (line: string) => void): () => void {
  // The bytes of one letter can arrive in two chunks.
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const onData = (chunk: Buffer | string) => {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
  stdin.on('data', onData)
  // An earlier prompt has paused stdin, and a new listener alone does not resume it.
  stdin.resume()
  return () => {
    stdin.off('data', onData)
    stdin.pause()
  }
}
