import { describe } from 'vitest'
import { examplesRun, helpExamples, usesSimulator } from '../../support/help-examples.ts'

const examples = (await helpExamples()).filter(usesSimulator)

describe.skipIf(process.platform === 'win32')('the examples in the help, for somebody with the simulator', () => {
  examplesRun(examples)
})
