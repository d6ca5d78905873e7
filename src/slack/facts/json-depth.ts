/** Levels of objects and lists in JSON that are taken; what Slack's methods take and answer has a few dozen at most. */
export const mostLevels = 500

/** How deep objects and lists stand in each other in a JSON text: 0 for a plain value. Linear, without recursion. */
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

/** `JSON.parse` that takes no more than `mostLevels`: deeper values end whatever walks them. @throws SyntaxError */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (jsonDepth(text) > mostLevels) throw new SyntaxError(`Nested deeper than ${mostLevels} levels`)
  return value
}
