import { laterSamples } from './later.ts'
import { librarySamples } from './libraries.ts'
import { cliSamples, neighbourSamples } from './neighbours.ts'
import { httpSamples, networkSamples } from './network.ts'
import { pageSamples } from './pages.ts'
import { runtimeSamples } from './runtime.ts'
import type { ErrorSample } from './sample.ts'
import { reportedSamples, sdkSamples, wrapperSamples } from './sdks.ts'
import { webhookSamples } from './webhooks.ts'

/** All samples of error texts. */
export const errorSamples: readonly ErrorSample[] = [
  ...pageSamples,
  ...sdkSamples,
  ...wrapperSamples,
  ...reportedSamples,
  ...librarySamples,
  ...neighbourSamples,
  ...cliSamples,
  ...networkSamples,
  ...httpSamples,
  ...webhookSamples,
  ...runtimeSamples,
  ...laterSamples,
]
