/**
 * A quick test: a text in which `findLinks` finds a link contains one of these words, or is an e-mail with an encoded
 * query. It is a file of its own, so that `explain` loads the search only when it needs it.
 */
export function mayHaveLinks(text: string): boolean {
  return /oauth|openid|\/(?:apps|authori[sz]e)(?![\w-])|=3d/i.test(text)
}
