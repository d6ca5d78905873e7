import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check'

export { fc }

/**
 * The seed of all property tests: fixed in `npm test`, so that each run has the same cases, and new in `npm run
 * test:explore`.
 */
export const propertySeed = wholeNumber('PROPERTY_SEED', 1)

/** The factor for the number of cases of each property; large in `npm run test:explore`. */
export const propertyTimes = wholeNumber('PROPERTY_TIMES', 1)

const usualRuns = 100

/**
 * Runs a property test with the seed of this run. On a failure, fast-check prints the seed and the path of the case;
 * add that case to `examples`, so that `npm test` repeats it.
 */
export function assertProperty<T>(property: IAsyncProperty<T>, parameters?: PropertyParameters<T>): Promise<void>
export function assertProperty<T>(property: IProperty<T>, parameters?: PropertyParameters<T>): void
export function assertProperty<T>(
  property: IAsyncProperty<T> | IProperty<T>,
  { numRuns = usualRuns, ...others }: PropertyParameters<T> = {},
): Promise<void> | void {
  return fc.assert(property as IAsyncProperty<T>, { ...others, seed: propertySeed, numRuns: numRuns * propertyTimes })
}

/** The parameters that a test can set; the seed is not one of them. */
export type PropertyParameters<T> = Pick<Parameters<T>, 'numRuns' | 'examples'>

function wholeNumber(variable: string, otherwise: number): number {
  const given = process.env[variable]
  if (given === undefined || given === '') return otherwise
  if (!/^-?\d{1,10}$/.test(given)) throw new Error(`${variable} is a whole number, not “${given}”`)
  return Number(given)
}
