import { broken } from './broken.ts'
import type { InstallForm } from './form.ts'
import { literals } from './literals.ts'
import { notations } from './notations.ts'
import { logServices, pairs } from './pairs.ts'
import { people } from './people.ts'
import { more, publicInstalls } from './public.ts'
import { rows } from './rows.ts'

/** Samples of all formats in which people find the tokens of an install; each sample was written for this test. */
export const installForms: readonly InstallForm[] = [
  ...literals,
  ...broken,
  ...pairs,
  ...logServices,
  ...rows,
  ...notations,
  ...publicInstalls,
  ...more,
  ...people,
]
