import { Chalk, type ChalkInstance } from 'chalk'

/** Paints nothing, for a report in a file. */
export const plainPaint: ChalkInstance = new Chalk({ level: 0 })
