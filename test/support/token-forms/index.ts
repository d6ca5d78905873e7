import { encoded } from './base64.ts'
import { elixirs } from './elixir.ts'
import type { TokenForm } from './form.ts'
import { glued } from './glued.ts'
import { go } from './go.ts'
import { javas } from './java.ts'
import { httpDebugging, layered, logfmt } from './logs.ts'
import { between, outside } from './outside.ts'
import { phps } from './php.ts'
import { pythons } from './python.ts'
import { rubies } from './ruby.ts'
import { sql } from './sql.ts'

/** Samples of all formats in which people find a token; each sample was written for this test. */
export const tokenForms: readonly TokenForm[] = [
  ...[...outside, ...between, ...go, ...encoded, ...glued, ...sql, ...rubies],
  ...[...httpDebugging, ...phps, ...elixirs, ...pythons, ...javas, ...logfmt, ...layered],
]
