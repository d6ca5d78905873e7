const each = (text: string, encode: (character: string, code: number) => string) =>
  Array.from(text, (one) => encode(one, one.codePointAt(0) ?? 0)).join('')
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0')
// encodeURIComponent throws for a lone surrogate, so a question mark replaces it.
const url = (text: string) => encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))
const json = (text: string) => JSON.stringify(text)
const bytes = (text: string) => Array.from(Buffer.from(text))

const quotedPrintable = (text: string) =>
  bytes(text)
    .map((byte) =>
      byte === 61 || byte < 32 || byte > 126 ? `=${hex(byte, 2).toUpperCase()}` : String.fromCharCode(byte),
    )
    .join('')
    .replace(/.{60}(?!$)/g, '$&=\r\n')

const html = (text: string) =>
  text.replace(/[&<>"']/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? '&#39;')

/** Ways to encode a text, by name. */
export const encoders = {
  nothing: (text: string) => text,
  JSON: json,
  'JSON twice': (text: string) => json(json(text)),
  'JSON three times': (text: string) => json(json(json(text))),
  'JSON with its backslashes lost': (text: string) => json(text).replaceAll('\\', ''),
  'a query': url,
  'a query twice': (text: string) => url(url(text)),
  'a form': (text: string) => new URLSearchParams({ text }).toString(),
  'JSON in a query in JSON': (text: string) => json(url(json(text))),
  'a query, every byte': (text: string) =>
    bytes(text)
      .map((byte) => `%${hex(byte, 2)}`)
      .join(''),
  'quoted-printable': quotedPrintable,
  HTML: html,
  'HTML in JSON': (text: string) => json(html(text)),
  'HTML, every character': (text: string) => each(text, (_one, code) => `&#${code};`),
  'HTML, every character in hexadecimal': (text: string) => each(text, (_one, code) => `&#x${hex(code, 2)};`),
  'unicode escapes': (text: string) =>
    Array.from({ length: text.length }, (_, at) => `\\u${hex(text.charCodeAt(at), 4)}`).join(''),
  'unicode escapes in braces': (text: string) => each(text, (_one, code) => `\\u{${hex(code, 1)}}`),
  'hexadecimal escapes': (text: string) =>
    bytes(text)
      .map((byte) => `\\x${hex(byte, 2)}`)
      .join(''),
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base16: (text: string) => Buffer.from(text).toString('hex'),
  'base16 of JSON': (text: string) =>
    Buffer.from(json({ text } as never))
      .toString('hex')
      .toUpperCase(),
  base64url: (text: string) => Buffer.from(text).toString('base64url'),
  'base64 in a query': (text: string) => url(Buffer.from(text).toString('base64')),
  'base64 of JSON': (text: string) => Buffer.from(json({ text } as never)).toString('base64'),
} as const satisfies Readonly<Record<string, (text: string) => string>>

export const encodings = Object.keys(encoders) as (keyof typeof encoders)[]

/** The names of all encodings except base64 and hexadecimal. Inside base64, the tool finds only the encodings of `withinBase64`. */
export const outer = encodings.filter((name) => !name.startsWith('base'))
export const withinBase64 = ['nothing', 'JSON', 'JSON twice', 'a query', 'a form', 'HTML'] as const
