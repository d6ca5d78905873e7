import { type Args, asForm, examples } from './examples.ts'
import { callMethod } from './installed-world.ts'
import { stagedWorld } from './staged-world.ts'

/** Makes the successful example call of a method with some arguments replaced. Returns the body of the answer. */
export function good(method: string, change: Args) {
  const stage = stagedWorld()
  const example = examples[method]
  example?.prepare?.(stage)
  const token = example?.as === 'user' ? stage.user : stage.bot
  return callMethod(stage.world, method, token, asForm({ ...example?.args(stage), ...change })).body
}
