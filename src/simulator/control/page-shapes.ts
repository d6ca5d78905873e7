import { listOf, record, type Shape } from '../../shape/shape.ts'

const records = listOf(record)

/**
 * Returns a shape that accepts every object. The fields of the object are not checked, because only the simulator's own
 * page reads them.
 */
export const object = <T>() => record as unknown as Shape<T>
/** Returns a shape that accepts every list of objects. */
export const list = <T>() => records as unknown as Shape<T>
