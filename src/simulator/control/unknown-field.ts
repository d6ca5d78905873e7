import { quote } from '../../shape/problems.ts'
import { controlRoutes, type RouteName } from './route-table.ts'

/**
 * Returns a message about the first field of the body that the route does not have; undefined when the route has all of
 * them.
 */
export function unknownField(name: RouteName, body: object): string | undefined {
  const { method, path, body: fields } = controlRoutes[name]
  const known = Object.keys(fields)
  const other = Object.keys(body).find((field) => !known.includes(field))
  // Other code checks the fields of a seed, also inside its objects.
  if (other === undefined || name === 'seed') return undefined
  return `${method} ${path} has no field ${quote(other)}; ${known.length > 0 ? `its fields: ${known.join(', ')}` : 'it takes none'}`
}
