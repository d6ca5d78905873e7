import { argumentNames } from './argument-names.ts'

/**
 * Returns the names of a method's arguments in alphabetical order; `[]` when it has none; undefined when they are
 * unknown.
 */
export function knownArguments(method: string): readonly string[] | undefined {
  if (!Object.hasOwn(argumentNames, method)) return undefined
  return argumentNames[method as keyof typeof argumentNames].split(' ').filter(Boolean)
}
