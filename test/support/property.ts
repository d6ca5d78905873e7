import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check'

export { fc }

/**
 * The seed. `npm test` uses a fixed seed, so that each run has the same cases; `npm run test:explore` uses a fresh
 * seed.
 */
export const propertySeed = wholeNumber('PROPERTY_SEED', 1)

/** Multiplies the number of cases of each property. `npm run test:explore` uses a large factor. */
export const propertyTimes = wholeNumber('PROPERTY_TIMES', 1)

const usualRuns = 100

/**
 * Runs a property test with the seed of this run. When it fails, fast-check prints the seed and the path of the case.
 * Add a case that exploring found to `examples`, so that `npm test` repeats it.
 */
export function assertProperty<T>(property: IAsyncProperty<T>, parameters?: PropertyParameters<T>): Promise<void>
export function assertProperty<T>(property: IProperty<T>, parameters?: PropertyParameters<T>): void
export function assertProperty<T>(
  property: IAsyncProperty<T> | IProperty<T>,
  { numRuns = usualRuns, ...others }: PropertyParameters<T> = {},
): Promise<void> | void {
  return fc.assert(property as IAsyncProperty<T>, { ...others, seed: propertySeed, numRuns: numRuns * propertyTimes })
}

/** Parameters that a test can set. The seed is not included. */
export type PropertyParameters<T> = Pick<Parameters<T>, 'numRuns' | 'examples'>

function wholeNumber(variable: string, otherwise: number): number {
  const given = process.env[variable]
  if (given === undefined || given === '') return otherwise
  if (!/^-?\d{1,10}$/.test(given)) throw new Error(`${variable} is a whole number, not “${given}”`)
  return Number(given)
}
