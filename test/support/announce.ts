import { propertySeed, propertyTimes } from './property.ts'

/** Prints one line before the tests. Passing tests print nothing, so the screen would stay empty without this line. */
export default function announce(): void {
  const cases = propertyTimes === 1 ? 'the usual cases' : `${propertyTimes} times the usual cases`
  console.log(`Property tests: seed ${propertySeed}, ${cases}. Only what fails is shown, and a summary at the end.`)
}
