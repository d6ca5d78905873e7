import { propertySeed, propertyTimes } from './property.ts'

/** Prints the seed of the property tests before the tests run. The tests print nothing when they pass. */
export default function announce(): void {
  const cases = propertyTimes === 1 ? 'the usual cases' : `${propertyTimes} times the usual cases`
  console.log(`Property tests: seed ${propertySeed}, ${cases}. Only what fails is shown, and a summary at the end.`)
}
