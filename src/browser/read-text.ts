/** The maximum number of characters that are read from a page. */
export const longestPage = 1_000_000

/**
 * Reads the beginning of a page as text, in the encoding that `contentType` names. Uses UTF-8 when `contentType` names
 * no encoding or an unknown encoding.
 */
export async function readText(body: AsyncIterable<Uint8Array>, contentType: string): Promise<string> {
  // The bytes of one character can be in two chunks, so one decoder reads all chunks.
  const decoder = decoderFor(/charset\s?=\s?"?([\w:.-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8')
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longestPage) break
  }
  return (text + decoder.decode()).slice(0, longestPage)
}

function decoderFor(label: string) {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}
