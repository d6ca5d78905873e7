import { propertySeed, propertyTimes } from './property.ts'

/** Said once before the tests: what passes prints nothing, so this is all there is until the summary or a failure. */
export default function announce(): void {
  const cases = propertyTimes === 1 ? 'the usual cases' : `${propertyTimes} times the usual cases`
  console.log(`Property tests: seed ${propertySeed}, ${cases}. Only what fails is shown, and a summary at the end.`)
}
