import { listOf, record, type Shape } from '../../shape/shape.ts'

const records = listOf(record)

/** The shape of an object that only the simulator's own page reads: its fields are not checked one by one. */
export const object = <T>() => record as unknown as Shape<T>
/** The shape of a list of such objects. */
export const list = <T>() => records as unknown as Shape<T>
