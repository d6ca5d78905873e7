/** Stands for the context of a command that a test only defines and does not run. */
export function unused(): never {
  throw new Error('Nothing is run here')
}
