/** An input that is refused before it is used. The message is a clause that follows the input's name: `is a folder`. */
export class NotRead extends Error {
  readonly code: 'not_a_file' | 'input_too_large' | 'binary_input'

  constructor(code: NotRead['code'], clause: string) {
    super(clause)
    this.name = 'NotRead'
    this.code = code
  }
}

export function tooLarge(most: number): NotRead {
  const size = most >= 1_000_000 ? `${Math.floor(most / 1_000_000)} MB` : `${most} bytes`
  return new NotRead('input_too_large', `is larger than ${size}, the most that is read`)
}
