import { one, type PasteLayer } from './paste-layer.ts'
import { readSerialized } from './php-serialized.ts'

// Matches the opening bracket of an array or object in a dump: `array:2 [▼`, `App\Token {#312 ▼`.
const opened = /([{[])(?:#\d{1,9})?[ \t]{0,9}[▼▶]?(?=\r?$)/gm

/** Unwraps output of `dump` in Symfony and Laravel. */
export function dumped(text: string): PasteLayer | undefined {
  if (!/[▼▶]|\{#\d{1,9}\r?$/m.test(text)) return undefined
  const plain = text.replace(opened, '$1').replace(/^([ \t]{0,200})[+#-](?=["A-Za-z_])/gm, '$1')
  return plain === text ? undefined : one('php', plain)
}

/** Unwraps binary strings in Erlang: `<<"bot">>`. */
export function binaries(text: string): PasteLayer | undefined {
  const plain = text.replace(/<<("(?:[^"\\\n]|\\.)*")(?:\/utf8)?>>/g, '$1')
  return plain === text ? undefined : one('elixir', plain)
}

/** Unwraps output of PHP's `serialize`. */
export function serialized(text: string): PasteLayer | undefined {
  const value = readSerialized(text)
  return value === undefined ? undefined : one('php', JSON.stringify(value))
}
