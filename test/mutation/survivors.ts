import type { MutatedApp } from './drive-mutant.ts'

/** The mutants that drive finds healthy, by app, each with the reason. `npm run test:mutants` fails for any other. */
export const survivors: Readonly<Partial<Record<MutatedApp, Readonly<Record<string, string>>>>> = {}
