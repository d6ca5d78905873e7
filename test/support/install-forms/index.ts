import { broken } from './broken.ts'
import type { InstallForm } from './form.ts'
import { literals } from './literals.ts'

/** The formats in which people find the tokens of an install. We wrote every sample. */
export const installForms: readonly InstallForm[] = [...literals, ...broken]
