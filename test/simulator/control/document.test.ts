import { expect, it } from 'vitest'
import { allRouteNames, controlRoutes } from '../../../src/simulator/control/route-table.ts'
import { controlDocument } from '../../support/control-document.ts'

// `npm run docs` updates the document.
it('docs/control.md matches the table of routes', async () => {
  await expect(controlDocument()).toMatchFileSnapshot('../../../docs/control.md')
})

it('every route has its own address', () => {
  const addresses = allRouteNames.map((name) => `${controlRoutes[name].method} ${controlRoutes[name].path}`)
  expect(addresses.filter((one, at) => addresses.indexOf(one) !== at)).toEqual([])
})
