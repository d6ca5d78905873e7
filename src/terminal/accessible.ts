import type { ChalkInstance } from 'chalk'

/**
 * Whether the person asked for output that a screen reader can follow: no animation, no cursor movement, and prompts
 * that are answered with a line. The variable ACCESSIBLE is the one of other command-line tools, such as `gh` and those
 * made with Charm.
 */
export function isAccessible(env: Readonly<Record<string, string | undefined>>): boolean {
  const value = env['ACCESSIBLE'] ?? ''
  return value !== '' && value !== '0' && value !== 'false'
}

/** Returns the start of a line about a success, a warning or a failure: a sign, or a word for a screen reader. */
export function lineMarks(accessible: boolean, paint: ChalkInstance) {
  if (accessible) return { done: 'Done:', warn: 'Warning:', hint: 'Hint:', fail: 'Error:' }
  return { done: paint.green('✓'), warn: paint.yellow('!'), hint: paint.yellow('!'), fail: paint.red('✗') }
}

/** Returns a text for people with words in place of signs, and without bars that are drawn with blocks. */
export function withoutSigns(text: string): string {
  return text
    .replaceAll('✓', 'ok')
    .replaceAll('✗', 'not ok')
    .replaceAll(/^((?: |\u001b\[\d{1,3}m){0,20})!(?= |\u001b)/gm, '$1warning')
    .replaceAll(/[█░━─]+ ?/g, '')
}
