import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check'

export { fc }

/** Fixed, so that `npm test` runs the same cases each time; `npm run test:explore` uses a fresh one. */
export const propertySeed = wholeNumber('PROPERTY_SEED', 1)

/** Factor for the number of cases of each property; `npm run test:explore` sets a high one. */
export const propertyTimes = wholeNumber('PROPERTY_TIMES', 1)

const usualRuns = 100

/**
 * Every property test uses this: it sets the seed of the run, which a failure names (fast-check prints it with the path
 * of the case). A case that exploring found belongs in `examples`, so that `npm test` repeats it.
 */
export function assertProperty<T>(property: IAsyncProperty<T>, parameters?: PropertyParameters<T>): Promise<void>
export function assertProperty<T>(property: IProperty<T>, parameters?: PropertyParameters<T>): void
export function assertProperty<T>(
  property: IAsyncProperty<T> | IProperty<T>,
  { numRuns = usualRuns, ...others }: PropertyParameters<T> = {},
): Promise<void> | void {
  return fc.assert(property as IAsyncProperty<T>, { ...others, seed: propertySeed, numRuns: numRuns * propertyTimes })
}

/** Parameters that a test may set. The seed is not one of them. */
export type PropertyParameters<T> = Pick<Parameters<T>, 'numRuns' | 'examples'>

function wholeNumber(variable: string, otherwise: number): number {
  const given = process.env[variable]
  if (given === undefined || given === '') return otherwise
  if (!/^-?\d{1,10}$/.test(given)) throw new Error(`${variable} is a whole number, not “${given}”`)
  return Number(given)
}
