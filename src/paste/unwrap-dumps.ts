import { one, type PasteLayer } from './paste-layer.ts'
import { readSerialized } from './php-serialized.ts'

// `array:2 [▼`, `App\\Token {#312 ▼` with `+name:`, `#name:` and `-name:` inside.
const opened = /([{[])(?:#\d{1,9})?[ \t]{0,9}[▼▶]?(?=\r?$)/gm

/** Output of `dump` in Symfony and Laravel. */
export function dumped(text: string): PasteLayer | undefined {
  if (!/[▼▶]|\{#\d{1,9}\r?$/m.test(text)) return undefined
  const plain = text.replace(opened, '$1').replace(/^([ \t]{0,200})[+#-](?=["A-Za-z_])/gm, '$1')
  return plain === text ? undefined : one('php', plain)
}

/** Texts in Erlang: `<<"bot">>`. */
export function binaries(text: string): PasteLayer | undefined {
  const plain = text.replace(/<<("(?:[^"\\\n]|\\.)*")(?:\/utf8)?>>/g, '$1')
  return plain === text ? undefined : one('elixir', plain)
}

/** Output of PHP's `serialize`. */
export function serialized(text: string): PasteLayer | undefined {
  const value = readSerialized(text)
  return value === undefined ? undefined : one('php', JSON.stringify(value))
}
