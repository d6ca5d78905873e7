/** Maximum nesting of JSON that is accepted. Slack's requests and answers have at most a few dozen levels. */
export const mostLevels = 500

/**
 * Returns the nesting depth of objects and lists in a JSON text: 0 for a plain value. Takes linear time, without
 * recursion.
 */
export function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index]
    if (inString) {
      if (sign === '\\') index += 1
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') {
      depth += 1
      if (depth > deepest) deepest = depth
    } else if (sign === '}' || sign === ']') depth -= 1
  }
  return deepest
}

/**
 * Parses JSON that has at most `mostLevels` levels: recursion over a deeper value would overflow the stack.
 * @throws SyntaxError when the text is not JSON, or has more levels.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (jsonDepth(text) > mostLevels) throw new SyntaxError(`Nested deeper than ${mostLevels} levels`)
  return value
}
