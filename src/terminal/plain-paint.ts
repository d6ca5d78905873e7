import { Chalk, type ChalkInstance } from 'chalk'

/** Adds no colours, for a report in a file. */
export const plainPaint: ChalkInstance = new Chalk({ level: 0 })
